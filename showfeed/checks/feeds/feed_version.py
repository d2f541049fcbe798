"""A feed is RSS 2.0 with one channel."""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.quoting import quoted
from showfeed.problems import Problem
from showfeed.sources.feed import FeedRead

SCOPE = "version"
BAD = "0.92"
GOOD = "2.0"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at the root and count the channels."""
    if feed.tags is None:
        return
    version = feed.tags.get("version")
    if feed.show is not None and (feed.tags.name != "rss" or version != "2.0"):
        shown = f"RSS {quoted(version)}" if version else "RSS of no version"
        message = f"the feed is {shown}" if feed.tags.name == "rss" else "the feed is no RSS"
        yield found(feed.tags, "feed-version", message, 'begin it with `<rss version="2.0">`')
    for second in channels(feed)[1:]:
        message = "this is a second channel, and apps read one"
        yield found(second, "feed-version", message, "make it a feed of its own")
