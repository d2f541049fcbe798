"""What is no page can be redirected by a host alone.

A host that knows no redirects, such as GitHub Pages, is given a small page at each old path; an
app that asks for a feed or a sound there could not read it.
"""

from collections.abc import Iterator

from showfeed.formats.old_paths import format_place
from showfeed.model import Show
from showfeed.outputs.redirects import Built, is_page, written
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "redirects: {/podcast.xml: /feed.xml}\n"
GOOD = "feed: {path: podcast.xml}\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for old paths, or new ones, that are no pages by their names."""
    built = Built(show)
    for redirect, to, _ in written(show):
        if redirect.path not in built and not (is_page(redirect.path) and is_page(to)):
            hint = "it works where the host reads `_redirects`, or with `showfeed redirects`"
            if to == show.feed.path:
                hint += f"; to leave the feed where it was, write `feed: {{path: {redirect.path}}}`"
            yield Problem(
                redirect.origin.at("path"),
                "redirect-host",
                f"`{format_place(redirect.path, show.url)}` is redirected only where the host "
                "does it: a page can't stand in for it",
                hint,
                Level.ADVICE,
            )
