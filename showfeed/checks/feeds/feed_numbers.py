"""Both namespaces tell the same season and number.

Apps read one or the other. (Podcast namespace: season, episode.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = "<itunes:season>1</itunes:season><podcast:season>2</podcast:season>"
GOOD = "<itunes:season>2</itunes:season><podcast:season>2</podcast:season>"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Compare the two where both are there."""
    for item in items(feed):
        for name in ("season", "episode"):
            apple, own = item.text(f"itunes:{name}"), item.text(f"podcast:{name}")
            if apple and own and apple.lstrip("0") != own.lstrip("0"):
                message = f"Apple's {name} is {quoted(apple)}, the other {quoted(own)}"
                yield found(item, "feed-numbers", message, "put the wrong one right",
                            Level.WARNING, f"podcast:{name}")  # fmt: skip
