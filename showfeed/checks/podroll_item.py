"""A podroll recommends shows, not episodes.

Apps show the feed and leave the item out. (Podcast namespace: podroll.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "podroll:\n  - feed_guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n    item_guid: one\n"
GOOD = "podroll:\n  - {feed_guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810}\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for single episodes in the podroll."""
    for item in show.podroll:
        if item.item_guid:
            yield Problem(
                item.origin.at("item_guid"),
                "podroll-item",
                f"a podroll recommends shows; `{item.item_guid}` is an episode",
                "leave `item_guid` out",
                Level.ADVICE,
            )
