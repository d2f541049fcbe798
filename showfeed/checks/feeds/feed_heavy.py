"""A feed is not heavier than phones can bear.

They fetch it whole, again and again: 2 MB are a lot, and Podcast Index reads no more than 25.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "repeated"
BAD = "more than 1,000 items in one document\n"
GOOD = 'further items in pages, named by `<atom:link rel="next" href="…"/>`\n'

BYTES = 2_000_000
ITEMS = 1000


def check(feed: FeedRead) -> Iterator[Problem]:
    """Count bytes and items."""
    for channel in channels(feed)[:1]:
        size = sum(len(line.encode()) + 1 for line in channel.notes.lines)
        if size > BYTES:
            message = f"the feed has {size:,} bytes, which every app fetches again and again"
            hint = "serve it with gzip; leave the notes of old episodes shorter, or make pages"
            yield found(channel, "feed-heavy", message, hint, Level.WARNING)
        many = channel.count("item")
        if many > ITEMS and not feed.next_page:
            message = f"{many:,} episodes stand in one document"
            hint = 'put the older ones into pages: `<atom:link rel="next" …/>` (RFC 5005)'
            yield found(channel, "feed-heavy", message, hint, Level.ADVICE)
