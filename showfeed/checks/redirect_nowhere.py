"""A redirect leads to something.

Who follows an old link should not be told twice that there is nothing.
"""

from collections.abc import Iterator

from showfeed.formats.names import did_you_mean
from showfeed.formats.old_paths import format_place
from showfeed.model import Show
from showfeed.outputs.redirects import Built, written
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "redirects: {/all: /archives/}\n"
GOOD = "redirects: {/all: /archive/}\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the new places with what a build makes."""
    built = Built(show)
    old = {redirect.path for redirect, _, _ in written(show)}
    places = [format_place(f"{page}/", show.url) for page in sorted(built.pages) if page]
    for redirect, to, _ in written(show):
        if "://" not in to and to not in built and to not in old:
            yield Problem(
                redirect.origin.at("to"),
                "redirect-nowhere",
                f"the build makes nothing at `{format_place(to, show.url)}`",
                did_you_mean(
                    format_place(f"{to}/", show.url),
                    places,
                    f"write the path of a page, as in `{places[0]}`",
                ),
                Level.WARNING,
            )
