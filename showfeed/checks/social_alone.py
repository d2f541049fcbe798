"""`disabled` stands alone.

It says that nobody should talk under the episode; a post beside it says the opposite.
(Podcast namespace: socialInteract.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = (
    "social:\n"
    "  - {protocol: disabled}\n"
    '  - {protocol: activitypub, uri: "https://social.example/@anna/1"}\n'
)
GOOD = "social: {protocol: disabled}\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for posts beside `disabled`."""
    for part in show.parts:
        for social in part.social:
            alone = len(part.social) == 1 and not social.uri and not social.account_id
            if social.protocol == "disabled" and not alone:
                yield Problem(
                    social.origin.at("protocol"),
                    "social-alone",
                    "`disabled` says that there is no talk, but a post or account is named",
                    "leave out `disabled`, or everything else",
                )
