"""A chapter that listeners see has a title.

Apps show an empty line otherwise. One that only changes the picture is silent: `toc: no`.
(Podcast namespace: JSON chapters.)
"""

from collections.abc import Iterator

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = 'chapters:\n  - {start: 0:00, title: ""}\n'
GOOD = "chapters:\n  - {start: 0:00, title: Hello}\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for listed chapters without a title."""
    for episode in show.episodes:
        for chapter in episode.listed_chapters:
            if not chapter.title.strip():
                yield Problem(
                    chapter.origin.at("title"),
                    "chapter-title",
                    f"the chapter at {format_timecode(chapter.start)} has no title",
                    "write one, or `toc: no` if it only changes the picture",
                    Level.WARNING,
                )
