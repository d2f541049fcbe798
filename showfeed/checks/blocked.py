"""The show is not hidden by mistake.

`block: yes` takes it out of every directory. (Apple: itunes:block; podcast:block.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "block: yes\n"
GOOD = "block: {google: yes}\n"


def check(show: Show) -> Iterator[Problem]:
    """Tell of a show that hides from all services."""
    for block in show.block:
        if block.blocked and not block.service:
            yield Problem(
                block.origin.place,
                "blocked",
                "the show is hidden from every directory",
                "leave `block` out when it should be found",
                Level.WARNING,
            )
