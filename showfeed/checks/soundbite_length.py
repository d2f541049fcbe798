"""A soundbite lasts from 15 to 120 seconds.

Apps play it as a sample. (Podcast namespace: soundbite.)
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats.timecode import format_seconds
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "soundbites: [{start: 1:00, duration: 5}]\n"
GOOD = "soundbites: [{start: 1:00, duration: 30}]\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare each soundbite's length with what the namespace advises."""
    for episode in show.episodes:
        for bite in episode.soundbites:
            if bite.duration <= timedelta():
                message, level = "the soundbite lasts no time at all", Level.ERROR
            elif not 15 <= bite.duration.total_seconds() <= 120:
                message = f"the soundbite lasts {format_seconds(bite.duration)} seconds"
                level = Level.ADVICE
            else:
                continue
            place, hint = bite.origin.at("duration"), "write 15 to 120 seconds"
            yield Problem(place, "soundbite-length", message, hint, level)
