"""A title is plain text.

Apps show `<b>` and `&eacute;` as they are typed, or drop them. (RSS Advisory Board.)
"""

import re
from collections.abc import Iterator

from showfeed.formats.entities import unescaped
from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "title: Rivers &amp; <b>lakes</b>\n"
GOOD = "title: Rivers & lakes\n"

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def check(show: Show) -> Iterator[Problem]:
    """Look for tags and entities in every title."""
    for named in show.parts:
        if found := MARKUP.search(named.title):
            plain = unescaped(TAG.sub("", named.title)).strip()
            yield Problem(
                named.origin.at("title"),
                "title-markup",
                f"`{found[0]}` shows as it is typed: a title is plain text",
                f"write `{plain}`" if plain else "write the title in words",
                Level.WARNING,
            )
