"""Chapters start before the audio ends.

Nobody can jump there: either the time is mistyped or another recording is named.
"""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "duration: 54:00\nchapters:\n  - 0:00 Hello\n  - 58:00 Goodbye\n"
GOOD = "duration: 54:00\nchapters:\n  - 0:00 Hello\n  - 50:00 Goodbye\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare each chapter's start with the length."""
    for episode in show.episodes:
        duration = episode.duration
        if duration is None:
            continue
        measured = episode.audio is not None and episode.audio.facts is not None
        if episode.typed_to_minutes and not measured:
            duration += timedelta(minutes=1)
        for chapter in episode.chapters:
            if chapter.start >= duration > timedelta():
                yield Problem(
                    chapter.origin.at("start"),
                    "chapter-past-end",
                    f"`{chapter.title}` starts at {format_timecode(chapter.start)}, but the audio "
                    f"ends at {format_timecode(duration)}",
                    "write a time before the end, or put `duration` or `audio` right",
                )
