"""A chapter lasts at least 30 seconds.

Spotify asks for it; shorter ones are hard to hit with a thumb.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from showfeed.formats.timecode import format_timecode
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "chapters:\n  - 0:00 Hello\n  - 0:10 Rivers\n  - 9:00 Lakes\n"
GOOD = "chapters:\n  - 0:00 Hello\n  - 1:00 Rivers\n  - 9:00 Lakes\n"

SHORTEST = timedelta(seconds=30)


def check(show: Show) -> Iterator[Problem]:
    """Compare each listed chapter with the next."""
    for episode in show.episodes:
        for chapter, following in pairwise(episode.listed_chapters):
            if timedelta() < following.start - chapter.start < SHORTEST:
                yield Problem(
                    chapter.origin.at("start"),
                    "chapter-short",
                    f"`{chapter.title}` lasts only "
                    f"{format_timecode(following.start - chapter.start)}",
                    "join it with the next one",
                    Level.ADVICE,
                )
