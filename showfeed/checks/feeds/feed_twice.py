"""What may stand once stands once.

Of two titles or guids one app takes the first and another the last. (RSS, podcast namespace.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import everything, found
from showfeed.problems import Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = "<title>Springs</title>\n<title>Sources</title>\n"
GOOD = "<title>Springs</title>\n"

ONCE = (
    "title link description language copyright pubDate lastBuildDate generator image guid "
    "itunes:author itunes:block itunes:complete itunes:explicit itunes:image itunes:new-feed-url "
    "itunes:owner itunes:subtitle itunes:summary itunes:title itunes:type itunes:duration "
    "itunes:episode itunes:episodeType itunes:season content:encoded psc:chapters "
    "podcast:locked podcast:guid podcast:medium podcast:chapters podcast:season podcast:episode "
    "podcast:license podcast:podroll podcast:updateFrequency podcast:podping podcast:publisher "
    "podcast:chat podcast:images"
).split()


def check(feed: FeedRead) -> Iterator[Problem]:
    """Count the tags of the channel and of each item."""
    for parent in everything(feed):
        for name in ONCE:
            if parent.count(name) > 1:
                second = parent.tags(name)[1]
                message = f"`<{name}>` stands here a second time"
                yield found(second, "feed-twice", message, "keep one of them")
