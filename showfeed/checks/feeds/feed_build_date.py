"""The channel's dates can be read, and are not older than its newest episode.

Readers ask no further where a feed says that it has not changed.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.feed_dates import parse_feed_date
from showfeed.problems import Level, Malformed, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = "<lastBuildDate>Wed, 01 Jan 2020 06:00:00 +0000</lastBuildDate>"
GOOD = "<lastBuildDate>Tue, 01 Jan 2030 06:00:00 +0000</lastBuildDate>"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Read both dates; compare that of the build with the newest episode's."""
    dates = [e.date for e in (feed.show.episodes if feed.show else ()) if e.date and not e.live]
    if feed.asked:  # what is dated ahead of today is told by `feed-future`
        dates = [date for date in dates if date <= feed.asked]
    for channel in channels(feed)[:1]:
        for tag in (*channel.tags("lastBuildDate"), *channel.tags("pubDate")):
            try:
                moment, remark = parse_feed_date(tag.words)
            except Malformed as error:
                yield found(tag, "feed-build-date", error.message, error.hint)
                continue
            if remark:
                yield found(tag, "feed-build-date", remark.message, remark.hint)
            elif tag.name == "lastBuildDate" and dates and moment < max(dates):
                message = "the feed was built before its newest episode came out"
                hint = "write when it last changed"
                yield found(tag, "feed-build-date", message, hint, Level.WARNING)
