"""The typed length is that of the audio.

The measured one goes into the feed. Where the typed one is over a minute off (or 2 seconds, if it
was typed to the second), the wrong file may be named.
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats.durations import format_duration
from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "duration: 45 min\n"
GOOD = "duration: 54 min\n"

ALLOWED = {True: timedelta(minutes=1), False: timedelta(seconds=2)}


def check(show: Show) -> Iterator[Problem]:
    """Compare what was typed with what was measured."""
    for episode in show.episodes:
        facts = episode.audio.facts if episode.audio else None
        typed, measured = episode.typed_duration, facts.duration if facts else None
        if typed is None or measured is None:
            continue
        if abs(typed - measured) > ALLOWED[episode.typed_to_minutes]:
            right = _as_typed(_whole(measured), episode.typed_to_minutes)
            yield Problem(
                episode.origin.at("duration"),
                "duration-differs",
                f"`{format_duration(typed, to_minutes=episode.typed_to_minutes)}` was typed, "
                f"but the audio lasts {format_timecode(_whole(measured))}",
                f"write `{right}`, leave it out, or name the right file",
                Level.WARNING,
            )


def _as_typed(measured: timedelta, to_minutes: bool) -> str:
    """Return a length in the form that was typed; below a minute that would say nothing.

    >>> _as_typed(timedelta(minutes=62), to_minutes=True)
    '1 h 02'
    >>> _as_typed(timedelta(seconds=6), to_minutes=True)
    '0:06'
    """
    if to_minutes and measured >= timedelta(minutes=1):
        return format_duration(measured, to_minutes=True)
    return format_timecode(measured)


def _whole(duration: timedelta) -> timedelta:
    """Round to the second."""
    return timedelta(seconds=round(duration.total_seconds()))
