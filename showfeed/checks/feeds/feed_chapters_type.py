"""A file of chapters says that it is one.

(Podcast namespace: chapters.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = '<podcast:chapters url="https://rivers.example/1.json" type="text/plain"/>'
GOOD = '<podcast:chapters url="https://rivers.example/1.json" type="application/json+chapters"/>'

RIGHT = "application/json+chapters"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at the type; plain JSON is common and read by all."""
    for item in items(feed):
        for tag in item.tags("podcast:chapters"):
            kind = tag.get("type")
            if kind != RIGHT:
                level = Level.ADVICE if kind == "application/json" else Level.WARNING
                message = f"{quoted(kind) if kind else 'nothing'} is not the type of chapters"
                yield found(tag, "feed-chapters-type", message, f'write `type="{RIGHT}"`', level)
