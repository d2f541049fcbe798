"""Redirects end at a page.

Browsers give up on those that lead in a circle.
"""

from collections.abc import Iterator

from showfeed.formats.old_paths import format_place
from showfeed.model import Show
from showfeed.outputs.redirects import followed, written
from showfeed.problems import Problem

SCOPE = "show"
BAD = "redirects: {/a: /b, /b: /a}\n"
GOOD = "redirects: {/a: /b, /b: /archive/}\n"


def check(show: Show) -> Iterator[Problem]:
    """Follow each redirect to its end."""
    targets: dict[str, str] = {}
    for redirect, to, _ in written(show):
        targets.setdefault(redirect.path, to)
    for redirect, to, _ in written(show):
        if targets[redirect.path] == to and followed(redirect.path, targets) is None:
            yield Problem(
                redirect.origin.at("to"),
                "redirect-loop",
                f"`{format_place(redirect.path, show.url)}` leads in a circle",
                f"write where the page is now, as in `{format_place('archive/', show.url)}`",
            )
