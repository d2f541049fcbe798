"""Several posts have an order.

Apps show one; `priority` says which. (Podcast namespace: socialInteract.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = (
    "social:\n"
    '  - {protocol: activitypub, uri: "https://social.example/@anna/1"}\n'
    '  - {protocol: nostr, uri: "nostr:note1x"}\n'
)
GOOD = (
    "social:\n"
    '  - {protocol: activitypub, uri: "https://social.example/@anna/1", priority: 1}\n'
    '  - {protocol: nostr, uri: "nostr:note1x", priority: 2}\n'
)


def check(show: Show) -> Iterator[Problem]:
    """Look for posts without an order among several."""
    for part in show.parts:
        for social in part.social:
            if len(part.social) > 1 and social.priority is None and social.protocol != "disabled":
                yield Problem(
                    social.origin.place,
                    "social-priority",
                    f"the post at `{social.protocol}` has no priority among {len(part.social)}",
                    "add `priority: 1` to the one that apps should show, `2` to the next",
                    Level.WARNING,
                )
