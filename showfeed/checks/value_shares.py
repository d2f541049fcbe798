"""Somebody gets a share of what listeners pay.

When every `split` is 0, apps can't tell whom to pay. (Podcast namespace: value.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = (
    "value:\n"
    "  recipients:\n"
    "    - {name: Anna, type: lnaddress, address: anna@rivers.example, split: 0}\n"
)
GOOD = (
    "value:\n"
    "  recipients:\n"
    "    - {name: Anna, type: lnaddress, address: anna@rivers.example, split: 1}\n"
)


def check(show: Show) -> Iterator[Problem]:
    """Add up the shares."""
    for part in show.parts:
        for value in filter(None, [part.value]):
            if not any(recipient.split for recipient in value.recipients):
                yield Problem(
                    value.origin.place,
                    "value-shares",
                    "nobody gets a share: every split is 0",
                    "write `split: 1` for each who gets the same",
                )
