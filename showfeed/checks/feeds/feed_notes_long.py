"""A description fits into 4,000 bytes.

Apple and others cut it there, markup included; long notes go into `content:encoded`.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = "<description>Water, water. … and so on for more than 4,000 bytes</description>"
GOOD = "<description>Water.</description>"

LIMIT = 4000


def check(feed: FeedRead) -> Iterator[Problem]:
    """Measure every description in UTF-8."""
    for item in items(feed):
        size = len(item.markup("description").encode())
        if size > LIMIT:
            message = f"the description has {size} bytes; apps cut it after {LIMIT}"
            hint = "shorten it; the whole may stand in `<content:encoded>`"
            yield found(item, "feed-notes-long", message, hint, Level.WARNING, "description")
