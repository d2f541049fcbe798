"""A redirect leads to something.

Who follows an old link should not be told twice that there is nothing.
"""

from collections.abc import Iterator

from showfeed.formats.names import did_you_mean
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
    for redirect, to, _ in written(show):
        if "://" not in to and to not in built and to not in old:
            yield Problem(
                redirect.origin.at("to"),
                "redirect-nowhere",
                f"the build makes nothing at `/{to}`",
                did_you_mean(
                    to, sorted(built.pages), "write the path of a page, as in `/archive/`"
                ),
                Level.WARNING,
            )
