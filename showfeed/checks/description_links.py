"""Links in the notes are whole addresses.

An app has no page that `../about` would be relative to. (W3C feed validator.)
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "description: See [there](../about).\n"
GOOD = "description: See [there](https://rivers.example/about).\n"

# A link or picture of Markdown that names neither a scheme nor an anchor of the page.
RELATIVE = re.compile(r"\]\(\s*<?(?![a-zA-Z][a-zA-Z0-9+.-]*:|#)([^)\s>]+)")


def check(show: Show) -> Iterator[Problem]:
    """Look for links that are relative."""
    for part in show.parts:
        for link in RELATIVE.findall(part.description):
            yield Problem(
                part.origin.at("description"),
                "description-links",
                f"`{link}` is no whole address; apps don't know where it begins",
                f"write `{show.url}/{link.lstrip('./')}` if it is there",
                Level.WARNING,
            )
