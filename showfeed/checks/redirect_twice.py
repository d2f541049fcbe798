"""An old path leads to one place.

Hosts take the first of two redirects, and nobody ever comes to the second.
"""

from collections.abc import Iterator

from showfeed.formats.old_paths import format_place
from showfeed.model import Show
from showfeed.outputs.redirects import written
from showfeed.problems import Place, Problem

SCOPE = "episode"
BAD = "moved_from: /2024/springs\n---\nmoved_from: /2024/springs/\n"
GOOD = "moved_from: /2024/springs\n---\nmoved_from: /2024/deltas\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for old paths that stand twice and lead apart."""
    seen: dict[str, tuple[str, Place]] = {}
    for redirect, to, _ in written(show):
        place = redirect.origin.at("path")
        first, where = seen.setdefault(redirect.path, (to, place))
        if first != to:
            yield Problem(
                place,
                "redirect-twice",
                f"`{format_place(redirect.path, show.url)}` leads elsewhere already, in {where}",
                "take one of the two lines out",
            )
