"""The first chapter starts at 0:00, and there are at least three.

Apple and Spotify read no others out of the notes. (Apple 5482, Spotify.)
"""

from collections.abc import Iterator

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "chapters:\n  - 0:10 Hello\n  - 2:00 Rivers\n  - 9:00 Lakes\n"
GOOD = "chapters:\n  - 0:00 Hello\n  - 2:00 Rivers\n  - 9:00 Lakes\n"


def check(show: Show) -> Iterator[Problem]:
    """Look at the first chapter and count the rest."""
    for episode in show.episodes:
        chapters = episode.listed_chapters
        if not chapters:
            continue
        if chapters[0].start:
            yield Problem(
                chapters[0].origin.at("start"),
                "chapter-first",
                f"`{chapters[0].title}` is the first chapter, but starts at "
                f"{format_timecode(chapters[0].start)}",
                "start it at `0:00`, or put one before it",
                Level.ADVICE,
            )
        if len(chapters) < 3:
            yield Problem(
                chapters[-1].origin.place,
                "chapter-first",
                f"Apple and Spotify show chapters from three on; there are {len(chapters)}",
                "add more, if the episode has more parts",
                Level.ADVICE,
            )
