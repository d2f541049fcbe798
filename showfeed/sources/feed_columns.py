"""Where tags stand in long lines: a feed without line breaks is one line of megabytes.

The parser knows lines alone. Looking for each tag from the line's beginning would take a time that
grows with the square of its length, and would find the first tag of the name, not the right one.
So the tags are met once, in their order, each looked for behind the one before.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

LONG = 200  # letters of a line from which on it may hold more than one tag of a name
APART = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)")
AFTER = frozenset("\t />")


def columns_of(root: "_Element", lines: Sequence[str]) -> "Mapping[_Element, int]":
    """Return where each element begins that stands in a long line, counted from 0."""
    texts: dict[int, str] = {}
    cursors: dict[int, int] = {}
    found: dict[_Element, int] = {}
    for element in root.iter():
        line = int(str(element.sourceline or 0))
        if not 0 < line <= len(lines) or len(lines[line - 1]) < LONG:
            continue
        if line not in texts:
            texts[line] = APART.sub(_blank, lines[line - 1])
        name = str(element.tag).rpartition("}")[2]
        sign = f"<{element.prefix}:{name}" if element.prefix else f"<{name}"
        at = _next(texts[line], sign, cursors.get(line, 0))
        if at >= 0:
            found[element] = at
            cursors[line] = at + len(sign)
    return found


def _blank(apart: re.Match[str]) -> str:
    return " " * len(apart[0])


def _next(text: str, sign: str, start: int) -> int:
    """Return where a tag begins from *start* on: `<item` is not the beginning of `<items>`."""
    at = text.find(sign, start)
    while at >= 0 and text[at + len(sign) : at + len(sign) + 1] not in AFTER:
        at = text.find(sign, at + 1)
    return at
