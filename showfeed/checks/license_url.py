"""A licence of one's own has a page.

Only those of the namespace's list (and Creative Commons) say by their name what they allow.
(Podcast namespace: license.)
"""

from collections.abc import Iterator

from showfeed.formats.taxonomy import LICENSES
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "license: my-own-licence\n"
GOOD = 'license: {name: my-own-licence, url: "https://rivers.example/licence"}\n'


def check(show: Show) -> Iterator[Problem]:
    """Look for unknown licences without a page."""
    known = {name.casefold() for name in LICENSES}
    for licensed in show.parts:
        own = licensed.license
        if own is None or own.url or own.identifier.casefold() in known:
            continue
        if not own.identifier.upper().startswith(("CC-", "CC0")):
            yield Problem(
                own.origin.place,
                "license-url",
                f"nobody can know what `{own.identifier}` allows",
                f"write `{{name: {own.identifier}, url: https://…}}`, or one of "
                + ", ".join(LICENSES),
                Level.WARNING,
            )
