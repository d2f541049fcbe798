"""A soundbite lies within the audio.

Apps would play nothing. (Podcast namespace: soundbite.)
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "duration: 54:00\nsoundbites: [{start: 2:00:00, duration: 20}]\n"
GOOD = "duration: 54:00\nsoundbites: [{start: 0:20, duration: 20}]\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare each soundbite's end with the length."""
    for episode in show.episodes:
        duration = episode.duration
        for bite in episode.soundbites if duration else ():
            end = bite.start + bite.duration
            margin = timedelta(minutes=1) if episode.typed_to_minutes else timedelta(seconds=1)
            if duration and end > duration + margin:
                yield Problem(
                    bite.origin.at("start"),
                    "soundbite-past-end",
                    f"the soundbite ends at {format_timecode(end)}, but the audio at "
                    f"{format_timecode(duration)}",
                    "write an earlier start",
                )
