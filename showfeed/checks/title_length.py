"""A title has at most 255 letters.

Apple and PSP-1 cut longer ones; screens show about 40.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "title: " + "Rivers " * 40 + "\n"
GOOD = "title: Rivers\n"

LIMIT = 255


def check(show: Show) -> Iterator[Problem]:
    """Count the letters of every title."""
    for named in show.parts:
        if len(named.title) > LIMIT:
            yield Problem(
                named.origin.at("title"),
                "title-length",
                f"the title has {len(named.title)} letters; apps cut it after {LIMIT}",
                "shorten it, and put the rest into the description",
                Level.WARNING,
            )
