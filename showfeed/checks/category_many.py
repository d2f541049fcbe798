"""Apple reads the first category only.

More do no harm: other directories read them. The first one should be the best. (Apple.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "categories: [Arts, Comedy]\n"
GOOD = "categories: Arts\n"


def check(show: Show) -> Iterator[Problem]:
    """Tell which category counts."""
    if len(show.categories) > 1:
        first = show.categories[0]
        name = f"{first.name} > {first.sub}" if first.sub else first.name
        yield Problem(
            show.categories[1].origin.place,
            "category-many",
            f"Apple lists the show in its first category only, `{name}`",
            "put the best first",
            Level.ADVICE,
        )
