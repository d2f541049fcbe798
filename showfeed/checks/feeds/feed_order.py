"""What is about the show comes first, then the episodes, the newest first.

Some apps read a feed's beginning alone. (RSS Advisory Board.)
"""

from collections.abc import Iterator
from itertools import pairwise

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.feed_dates import parse_feed_date
from showfeed.formats.feed_names import tag_name
from showfeed.problems import Level, Malformed, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "items"
BAD = """\
<pubDate>Mon, 08 Apr 2024 06:00:00 +0000</pubDate>
---
<pubDate>Mon, 15 Apr 2024 06:00:00 +0000</pubDate>
"""
GOOD = """\
<pubDate>Mon, 15 Apr 2024 06:00:00 +0000</pubDate>
---
<pubDate>Mon, 08 Apr 2024 06:00:00 +0000</pubDate>
"""


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at what follows what; one remark each."""
    for channel in channels(feed)[:1]:
        dates = [(item, moment) for item in channel.tags("item") if (moment := date_of(item))]
        for (_, above), (item, below) in pairwise(dates):
            if below > above:
                message = "an older episode stands above this one"
                yield found(item, "feed-order", message, "put the newest first", Level.ADVICE)
                break
        names = [tag_name(str(child.tag)) for child in channel.element]
        first = names.index("item") if "item" in names else len(names)
        late = [name for name in names[first:] if name not in ("item", "podcast:liveItem")]
        if late:
            message = f"`<{late[0]}>` stands below the episodes"
            hint = "put it above the first `<item>`"
            yield found(channel, "feed-order", message, hint, Level.ADVICE, late[0])


def date_of(item: Tag) -> float | None:
    """Return an item's moment, if it has one that can be read."""
    try:
        return parse_feed_date(item.text("pubDate"))[0].timestamp()
    except Malformed:
        return None
