"""An item has one enclosure.

Of several most apps take the first, some the last. (RSS Advisory Board.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = """\
<enclosure url="https://cdn.example/springs.mp3" length="9" type="audio/mpeg"/>
<enclosure url="https://cdn.example/springs.m4a" length="9" type="audio/x-m4a"/>
"""
GOOD = '<enclosure url="https://cdn.example/springs.mp3" length="9" type="audio/mpeg"/>\n'


def check(feed: FeedRead) -> Iterator[Problem]:
    """Count each item's enclosures."""
    for item in items(feed):
        for tag in item.tags("enclosure")[1:]:
            message = "this is a second enclosure; apps take one of them"
            hint = "write the others as `<podcast:alternateEnclosure>`"
            yield found(tag, "feed-enclosures", message, hint, Level.WARNING)
