"""A list holds no episodes of its own.

A feed with a medium in L (`musicL`) lists what is in other feeds, by `podcast:remoteItem`; apps
ignore episodes in it. (Podcast namespace: medium.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "show"
BAD = "medium: musicL\n"
GOOD = "medium: music\n"


def check(show: Show) -> Iterator[Problem]:
    """Refuse episodes in a list."""
    if show.medium.endswith("L") and show.episodes:
        yield Problem(
            show.origin.at("medium"),
            "medium-list",
            f"a `{show.medium}` lists other feeds, but this show has episodes",
            f"write `{show.medium[:-1]}`",
        )
