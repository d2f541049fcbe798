"""A caption can be read.

Long ones are cut into captions, at the times of their words. Where a cue of over 10 seconds has
no times for its words, nobody knows where it may be cut, and it covers the picture as it is.
(W3C and broadcasters: two lines, up to 7 seconds.)
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats import transcripts
from showfeed.formats.timecode import format_timecode
from showfeed.formats.transcripts.cutting import too_long
from showfeed.formats.transcripts.measured import HONEST
from showfeed.model import CaptionOptions, Cue, Show, Transcript
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "duration: 2:00\ntranscript: long.vtt\n"
GOOD = "duration: 2:00\ntranscript: words.vtt\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for cues that are too long, and that can't be cut."""
    for episode in show.episodes:
        for transcript in episode.transcripts:
            found = long_cues(transcript, show.captions)
            if not found:
                continue
            start, end, _, text, _ = found[0]
            many = "a cue" if len(found) == 1 else f"{len(found)} cues, the first"
            yield Problem(
                transcript.origin.place,
                "caption-long",
                f"{many} at {clock(start)}, can't be read as a caption: {len(text)} letters "
                f"in {(end - start) // 1000} seconds, and no times for its words",
                "cut it where sentences end, use a transcript with times for words, or one without "
                f"times and measure them: `showfeed align {episode.id}`",
                Level.ADVICE,
            )


def long_cues(transcript: Transcript, limits: CaptionOptions) -> list[Cue]:
    """Return the cues that are too long; only transcripts that may have some are looked into."""
    if not transcript.timed or 0 <= transcript.longest <= min(HONEST, limits.seconds * 1000):
        return []
    return [cue for cue in transcripts.cues(transcript) if cue.start >= 0 and too_long(cue, limits)]


def clock(time: int) -> str:
    """Return a time as people write it."""
    return format_timecode(timedelta(seconds=time // 1000))
