"""A show has an episode.

Directories take no feed without one; a trailer is enough. (Spotify, Podcast Standards Project.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show and episode"
BAD = "title: Nothing yet\n"
GOOD = "title: Rivers\n---\ntitle: Springs\n"


def check(show: Show) -> Iterator[Problem]:
    """Warn of an empty show."""
    if not show.episodes and not show.medium.endswith("L"):
        yield Problem(
            show.origin.place,
            "episodes-none",
            "the show has no episode; no directory takes it",
            "write `episodes/001-hello.yaml`, or use `showfeed new`",
            Level.WARNING,
        )
