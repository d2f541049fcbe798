"""A chapter ends after it starts, and before the next.

An end is needed only where silence or an advertisement follows. (Podcast namespace: JSON
chapters.)
"""

from collections.abc import Iterator

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = (
    "chapters:\n"
    "  - {start: 0:00, title: Hello, end: 0:50}\n"
    "  - {start: 1:00, title: Rivers, end: 0:30}\n"
)
GOOD = (
    "chapters:\n"
    "  - {start: 0:00, title: Hello, end: 0:50}\n"
    "  - {start: 1:00, title: Rivers, end: 3:00}\n"
)


def check(show: Show) -> Iterator[Problem]:
    """Compare each chapter's end with its start, and with the next one's."""
    for episode in show.episodes:
        following = (*(chapter.start for chapter in episode.listed_chapters[1:]), None)
        for chapter, then in zip(episode.listed_chapters, following, strict=False):
            if chapter.end is None:
                continue
            end = format_timecode(chapter.end)
            if chapter.end <= chapter.start:
                yield Problem(
                    chapter.origin.at("end"),
                    "chapter-end",
                    f"`{chapter.title}` ends at {end}, not after its start at "
                    f"{format_timecode(chapter.start)}",
                    "leave `end` out, or write a later time",
                )
            elif then is not None and chapter.start < then < chapter.end:
                yield Problem(
                    chapter.origin.at("end"),
                    "chapter-end",
                    f"`{chapter.title}` ends at {end}, after the next starts at "
                    f"{format_timecode(then)}",
                    f"leave `end` out, or write `{format_timecode(then)}`",
                    Level.WARNING,
                )
