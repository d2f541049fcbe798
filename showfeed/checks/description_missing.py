"""An episode is described.

Listeners choose by it, and search finds it. (Apple, PSP-1: description.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "title: Rivers\n"
GOOD = "title: Rivers\ndescription: Where they come from.\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for finished episodes without a description."""
    for episode in show.episodes:
        if not episode.description.strip() and not episode.draft:
            yield Problem(
                episode.origin.at("title"),
                "description-missing",
                f"`{episode.title}` has no description",
                "add `description:` with a sentence or two",
                Level.WARNING,
            )
