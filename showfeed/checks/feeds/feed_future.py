"""An episode in a feed has come out.

What is dated ahead some apps show at once, others only then, and some place it on top until its
day. A feed is made anew when an episode is due: until then the episode is not in it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from showfeed.checks.feeds.parts import channels, found, items
from showfeed.formats.feed_dates import parse_feed_date
from showfeed.problems import Level, Malformed, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "channel"
BAD = "<lastBuildDate>Mon, 08 Apr 2024 06:00:00 +0000</lastBuildDate>"
GOOD = "<lastBuildDate>Mon, 15 Apr 2024 06:00:00 +0000</lastBuildDate>"

SLACK = timedelta(minutes=10)  # clocks differ


def check(feed: FeedRead) -> Iterator[Problem]:
    """Compare dates with the moment at which the feed was read, or says that it was made."""
    moment = feed.asked or made(feed)
    if moment is None:
        return
    for item in items(feed):
        for date in () if item.name == "podcast:liveItem" else item.tags("pubDate")[:1]:
            said = read(date)
            if said and said > moment + SLACK:
                yield found(
                    date,
                    "feed-future",
                    f"this is dated ahead of the day on which the feed was "
                    f"{'read' if feed.asked else 'made'}, {moment:%d/%m/%Y %H:%M} UTC",
                    "leave the episode out until then, or write the day on which it came out",
                    Level.WARNING,
                )


def made(feed: FeedRead) -> datetime | None:
    """Return the later of the feed's own dates."""
    tags = (
        tag
        for channel in channels(feed)[:1]
        for tag in (*channel.tags("lastBuildDate"), *channel.tags("pubDate"))
    )
    return max(filter(None, map(read, tags)), default=None)


def read(tag: Tag) -> datetime | None:
    """Return a date of a feed; None where another rule tells that it can't be read."""
    try:
        return parse_feed_date(tag.words)[0]
    except Malformed:
        return None
