"""A language tag has at most 8 letters.

The Podcast Index cuts longer ones. (Podcast Index aggregator.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "language: zh-Hant-TW\n"
GOOD = "language: zh-TW\n"


def check(show: Show) -> Iterator[Problem]:
    """Count the tag's letters."""
    if len(show.language) > 8:
        yield Problem(
            show.origin.at("language"),
            "language-long",
            f"`{show.language}` is cut after 8 letters by the Podcast Index",
            "write the language and region only, as in `zh-TW`",
            Level.ADVICE,
        )
