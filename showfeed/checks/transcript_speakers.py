"""A transcript says who speaks.

Apps show the names. (Apple 5316, podcast namespace: transcript.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "transcript: nobody.txt\n"
GOOD = "transcript: words.txt\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for transcripts without names."""
    for episode in show.episodes:
        for transcript in episode.transcripts:
            if not transcript.speakers:
                yield Problem(
                    transcript.origin.place,
                    "transcript-speakers",
                    "the transcript doesn't say who speaks",
                    "write `Anna: …` before what Anna says",
                    Level.ADVICE,
                )
