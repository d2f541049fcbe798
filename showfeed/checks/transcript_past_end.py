"""A transcript ends with the audio.

One that goes on for longer belongs to another recording, or its times have slipped.
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "duration: 0:10\ntranscript: words.vtt\n"
GOOD = "duration: 1:00\ntranscript: words.vtt\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the last cue with the length; 2 seconds more are let pass."""
    for episode in show.episodes:
        duration = episode.duration
        for transcript in episode.transcripts if duration else ():
            end = timedelta(milliseconds=transcript.end)
            margin = timedelta(minutes=1) if episode.typed_to_minutes else timedelta(seconds=2)
            if duration and transcript.timed and end > duration + margin:
                yield Problem(
                    transcript.origin.place,
                    "transcript-past-end",
                    f"the transcript ends at {format_timecode(end)}, but the audio at "
                    f"{format_timecode(duration)}",
                    "name the transcript of this recording, or move its times",
                    Level.WARNING,
                )
