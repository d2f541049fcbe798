"""Measured times are those of the audio that goes out.

Another cut of an episode moves its words: captions of the old one would come too early or late.
"""

from collections.abc import Iterator

from showfeed.formats.transcripts.times import parse_times
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "transcript: words.txt\n"
GOOD = "transcript: words.vtt\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the audio that was measured with the one that is there."""
    for episode in show.episodes:
        facts = episode.audio.facts if episode.audio else None
        for transcript in episode.transcripts if facts and facts.digest else ():
            if not transcript.measured:
                continue
            if facts and parse_times(transcript.measured).audio != facts.digest:
                yield Problem(
                    transcript.origin.place,
                    "times-audio",
                    "the transcript's times were measured of other audio",
                    f"measure again with `showfeed align {episode.id} --yes`",
                    Level.WARNING,
                )
