"""The feed says where it stands, and stands there.

Directories and hubs follow the address that it gives itself: an old one leads them away.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = '<atom:link rel="self" href="https://old.example/feed.xml" type="application/rss+xml"/>'
GOOD = '<atom:link rel="self" href="https://rivers.example/feed.xml" type="application/rss+xml"/>'


def check(feed: FeedRead) -> Iterator[Problem]:
    """Compare the link with the address at which the feed was found."""
    for channel in channels(feed)[:1]:
        path = channel.place.path
        for link in channel.tags("atom:link"):
            href = link.get("href")
            if link.get("rel") == "self" and path.startswith("http") and href and href != path:
                message = f"the feed says that it stands at `{href}`, and was found at `{path}`"
                hint = f'write `href="{path}"`, unless the other is its right address'
                yield found(link, "feed-self", message, hint, Level.WARNING)
