"""The parts of a feed that rules look at."""

from collections.abc import Iterator

from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag


def channels(feed: FeedRead) -> list[Tag]:
    """Return the channel; there may be none, or wrongly several."""
    return feed.tags.tags("channel") if feed.tags else []


def items(feed: FeedRead) -> Iterator[Tag]:
    """Give the items and live items, in the feed's order."""
    for channel in channels(feed)[:1]:
        yield from channel.tags("podcast:liveItem")
        yield from channel.tags("item")


def everything(feed: FeedRead) -> Iterator[Tag]:
    """Give the channel, then every item."""
    yield from channels(feed)[:1]
    yield from items(feed)


def found(
    tag: Tag, rule: str, message: str, hint: str, level: Level = Level.ERROR, at: str = ""
) -> Problem:
    """Make a problem of a tag, or of its first child named *at*."""
    return Problem(tag.where(at) if at else tag.place, rule, message, hint, level)
