"""HTML's character references → characters, whatever their numbers."""

import re
from html import unescape

ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")


def unescaped(text: str) -> str:
    """Return text with its entities as letters; a number beyond all letters stays as written.

    >>> unescaped("R&amp;D&nbsp;&#233;")
    'R&D\\xa0é'
    """
    try:
        return unescape(text)
    except ValueError:  # more digits than Python turns into a number
        return unescape(ENDLESS.sub("", text))
