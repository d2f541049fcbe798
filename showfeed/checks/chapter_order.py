"""Chapters start one after another.

Players jump to the wrong place when a chapter starts before the one above it.
(Podcast namespace: JSON chapters.)
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "chapters:\n  - 0:00 Hello\n  - 12:40 The source\n  - 1:10 Goodbye\n"
GOOD = "chapters:\n  - 0:00 Hello\n  - 12:40 The source\n  - 1:10:00 Goodbye\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare each chapter's start with the one above."""
    for episode in show.episodes:
        for above, chapter in pairwise(episode.chapters):
            if chapter.start <= above.start:
                start, before = format_timecode(chapter.start), format_timecode(above.start)
                hour = format_timecode(chapter.start * 60)
                fits = chapter.start * 60 > above.start and chapter.start > timedelta()
                yield Problem(
                    chapter.origin.at("start"),
                    "chapter-order",
                    f"`{chapter.title}` starts at {start}, not after `{above.title}` at {before}",
                    "move it up" + (f", or write `{hour}` if it is an hour later" * fits),
                )
