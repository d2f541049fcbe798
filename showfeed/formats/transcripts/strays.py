"""Words of a caption that an empty line parts from it: players drop them, a transcript must not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from showfeed.formats.json_kindly import place
from showfeed.formats.quoting import quoted
from showfeed.formats.transcripts.reading import Remark

BLOCK = re.compile(r"\S[^\n]*+(?:\n[ \t]*+\S[^\n]*+)*+")
ARROW = "-->"
NEXT = "\n"
NO_WORDS = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b|\s*[0-9]+\s*\Z")


class Block(NamedTuple):
    """Lines between empty ones; *stray* where they belong to the caption above."""

    at: int
    text: str
    stray: bool


def blocks(text: str) -> Iterator[Block]:
    """Cut a file of captions at its empty lines."""
    below_caption = False
    for found in BLOCK.finditer(text):
        block = found[0]
        stray = below_caption and ARROW not in block and not NO_WORDS.match(block)
        below_caption = stray or ARROW in block
        yield Block(found.start(), block, stray)


def rejoined(text: str) -> str:
    """Return a file with the captions whole.

    >>> rejoined("0:01 --> 0:02\\nSalt\\n\\nand tea\\n\\n0:03 --> 0:04\\nRice")
    '0:01 --> 0:02\\nSalt\\nand tea\\n\\n0:03 --> 0:04\\nRice'
    """
    found = list(blocks(text))
    if not any(block.stray for block in found):
        return text
    parted = (f"{NEXT if block.stray else NEXT * 2}{block.text}" for block in found)
    return "".join(parted).strip(NEXT)


def stray_words(text: str) -> Iterator[Remark]:
    """Tell the words that an empty line parts from their caption."""
    for block in blocks(text):
        if block.stray:
            message = f"an empty line parts {quoted(block.text)} from its caption"
            yield Remark(*place(text, block.at), "transcript", message, "remove the empty line")
