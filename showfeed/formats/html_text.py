"""Safe HTML (as `markdown.blocks` gives it) → plain text: wrapped, links as numbered references."""

import re
from collections.abc import Iterable

from showfeed.formats.entities import unescaped

WIDTH = 72
PIECE = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
START = re.compile(r'start="([0-9]{1,9})"')
HREF = re.compile(r'href="([^"]*)"')
INLINE = re.compile(r"</?(?:a|strong|em)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
# Letters that are two columns wide: Chinese, Japanese, Korean.
WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]")


def plain_text(blocks: Iterable[str], width: int = WIDTH) -> tuple[str, ...]:
    """Return blocks of safe HTML as lines of text, an empty one between blocks.

    >>> plain_text(['<p>See <a href="https://a.example">this</a>.</p>'])
    ('See this [1].', '', '[1] https://a.example')
    """
    lines: list[str] = []
    links: dict[str, int] = {}
    for block in blocks:
        if lines:
            lines.append("")
        lines += Block(links, width).read(block)
    if links:
        lines += ["", *(f"[{number}] {address}" for address, number in links.items())]
    return tuple(lines)


class Block:
    """One block on its way to text: the lines so far, the words of the next, the lists it is in."""

    def __init__(self, links: dict[str, int], width: int) -> None:
        self.links = links
        self.width = width
        self.lines: list[str] = []
        self.text = ""
        self.marker = ""  # what the next line of a list begins with
        self.counters: list[int | None] = []  # of the lists around: next number, None for bullets
        self.indents: list[str] = []
        self.address = ""
        self.linked_from = 0

    def read(self, html: str) -> list[str]:
        """Return the block's lines."""
        for closing, tag, attributes, text in PIECE.findall(html):
            if text:
                self.text += unescaped(text) if "&" in text else text
            elif tag == "a":
                self.link(closing, attributes)
            elif tag in ("ul", "ol"):
                self.end_line()
                self.list(closing, tag, attributes)
            elif tag == "li":
                self.end_line()
                self.item(closing)
            elif tag in ("p", "br"):
                self.end_line()
        self.end_line()
        return self.lines

    def link(self, closing: str, attributes: str) -> None:
        """Put a reference behind a link's text, unless the text is the address."""
        if not closing:
            found = HREF.search(attributes)
            self.address = unescaped(found[1]) if found else ""
            self.linked_from = len(self.text)
            return
        said = self.text[self.linked_from :].strip()
        if self.address and said not in (self.address, self.address.removeprefix("mailto:")):
            number = self.links.setdefault(self.address, len(self.links) + 1)
            self.text = f"{self.text.rstrip()} [{number}]".lstrip()
        self.address = ""

    def list(self, closing: str, tag: str, attributes: str) -> None:
        """Begin or end a list."""
        if closing:
            self.counters.pop()
        else:
            start = START.search(attributes)
            self.counters.append((int(start[1]) if start else 1) if tag == "ol" else None)

    def item(self, closing: str) -> None:
        """Begin or end an item: its first line bears a bullet or number, the others an indent."""
        if closing:
            self.indents.pop()
            self.marker = ""
            return
        number = self.counters[-1] if self.counters else None
        bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.counters[-1] = number + 1
        self.marker = "".join(self.indents) + bullet
        self.indents.append(" " * len(bullet))

    def end_line(self) -> None:
        """Wrap the words so far, if there are any."""
        if self.text and not self.text.isspace():
            indent = "".join(self.indents)
            self.lines += wrap(self.text, self.width, self.marker or indent, indent)
            self.marker = ""
        self.text = ""
        self.linked_from = 0


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break text at its spaces into lines of at most *width* columns; addresses stay whole.

    The first line begins with *first*, the others with *rest*, which is as wide.
    """
    text = single_spaced(text)
    room = width // 2 if WIDE.search(text) else width
    room -= len(rest)
    lines: list[str] = []
    start = 0
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end < 0:
            end = end_of_long_word(text, start, room)
        lines.append(text[start:end])
        start = end + (text[end : end + 1] == " ")
    lines.append(text[start:])
    return [first + line if not at else rest + line for at, line in enumerate(lines) if line]


def end_of_long_word(text: str, start: int, room: int) -> int:
    """Return where a word is cut that is longer than a line; an address never is."""
    end = text.find(" ", start)
    end = len(text) if end < 0 else end
    return end if "://" in text[start:end] else start + room


def bare_text(block: str) -> str:
    """Return a block's text in one line, without its links' addresses.

    >>> bare_text('<p>See <a href="https://a.example">this</a>,<br/>or that.</p>')
    'See this, or that.'
    """
    return single_spaced(unescaped(TAG.sub(" ", INLINE.sub("", block))))


def single_spaced(text: str) -> str:
    """Return text in one line, one space between words; spaces that must not break stay."""
    text = text.replace("\n", " ").replace("\t", " ").strip(" ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text
