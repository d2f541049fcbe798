"""Another feed is named with its address.

Its guid alone has to be looked up at the Podcast Index, which not every app does.
(Podcast namespace: remoteItem, podroll, publisher.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "podroll:\n  - {feed_guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810}\n"
GOOD = (
    "podroll:\n"
    "  - feed_guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n"
    "    feed_url: https://feeds.example/a.xml\n"
)


def check(show: Show) -> Iterator[Problem]:
    """Look for other feeds without an address."""
    for item in (*show.podroll, *show.remote_items, *filter(None, [show.publisher])):
        if not item.feed_url:
            yield Problem(
                item.origin.at("feed_guid"),
                "remote-address",
                f"the feed `{item.feed_guid}` is named without its address",
                "add `feed_url: https://…`",
                Level.ADVICE,
            )
