"""An owner's mail address is in the feed for everybody to read.

Apple stopped reading it in 2022; some services still send their confirmation there. It draws
spam.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "owner: Anna Ex <anna@example.com>\n"
GOOD = "author: Anna Ex\n"


def check(show: Show) -> Iterator[Problem]:
    """Tell that the address is public."""
    if show.owner is not None:
        yield Problem(
            show.origin.at("owner"),
            "owner-published",
            f"`{show.owner.email}` is in the feed for everybody to read",
            "leave `owner` out when no service needs it to confirm that the show is yours",
            Level.ADVICE,
        )
