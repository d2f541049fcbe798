"""A feed that moved names the address that it moved to: its own.

`new_feed_url` stands in the new feed and equals its address; another one sends every subscriber
away. (Apple: itunes:new-feed-url.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.outputs import addresses
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "new_feed_url: https://elsewhere.example/feed.xml\n"
GOOD = "new_feed_url: https://rivers.example/feed.xml\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the new address with the feed's own."""
    own = addresses.feed_url(show)
    if show.new_feed_url and show.new_feed_url != own:
        yield Problem(
            show.origin.at("new_feed_url"),
            "new-feed-url",
            f"`{show.new_feed_url}` sends every subscriber away from `{own}`",
            f"write `{own}`, unless this is the feed that you leave",
            Level.WARNING,
        )
