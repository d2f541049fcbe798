"""A chapter's title has at most 40 letters.

Spotify shows no more.
"""

from collections.abc import Iterator

from showfeed.formats.quoting import quoted
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "chapters:\n  - 0:00 Hello and welcome to a very long title of a chapter\n"
GOOD = "chapters:\n  - 0:00 Hello\n"

LIMIT = 40


def check(show: Show) -> Iterator[Problem]:
    """Count the letters of every listed chapter."""
    for episode in show.episodes:
        for chapter in episode.listed_chapters:
            if len(chapter.title) > LIMIT:
                yield Problem(
                    chapter.origin.at("title"),
                    "chapter-title-length",
                    f"{quoted(chapter.title)} has {len(chapter.title)} letters; Spotify shows "
                    f"{LIMIT}",
                    "shorten it",
                    Level.ADVICE,
                )
