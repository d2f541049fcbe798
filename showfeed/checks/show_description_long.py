"""The show's description fits into 4,000 bytes.

Apple and PSP-1 cut what is longer. Letters with accents count as two bytes, emoji as four.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "description: " + "Words. " * 600 + "\n"
GOOD = "description: Words.\n"

LIMIT = 4000


def check(show: Show) -> Iterator[Problem]:
    """Count the description's bytes of UTF-8."""
    size = len(show.description.encode())
    if size > LIMIT:
        yield Problem(
            show.origin.at("description"),
            "show-description-long",
            f"the show's description has {size} bytes; apps cut it after {LIMIT}",
            f"shorten it by {size - LIMIT} bytes",
            Level.WARNING,
        )
