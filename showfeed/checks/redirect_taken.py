"""Where a page stands now, no other can have stood that is to be found elsewhere.

Hosts would send everybody away from a page that is there, or never look at the redirect.
"""

from collections.abc import Iterator

from showfeed.formats.old_paths import format_place
from showfeed.model import Show
from showfeed.outputs.redirects import Built, written
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "moved_from: /archive/\n"
GOOD = "moved_from: /blog/archive/\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare old paths with those that a build makes."""
    built = Built(show)
    for redirect, _, _ in written(show):
        if redirect.path in built:
            yield Problem(
                redirect.origin.at("path"),
                "redirect-taken",
                f"`{format_place(redirect.path, show.url)}` is still there: the build makes it",
                "take the line out; to lead apps away from the feed itself, use `new_feed_url`"
                if redirect.path == show.feed.path
                else "take the line out, or give the new page another name",
            )
