"""HTML, as hosts and people write it → its names, times and paragraphs, in order."""

import re
from typing import NamedTuple

from showfeed.formats.entities import unescaped
from showfeed.formats.transcripts.reading import CONTROLS

# No `<` in a tag: one that is never closed must not take the rest of a file, nor time over it.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|(<!--)|<[!?][^<>]*>")
ANY = re.compile(r"<(?:!--|[!?/a-zA-Z])")
START = re.compile(
    r"\s*<(?:!--|(?:!doctype\s+html|html|head|body|main|article|section|div|cite|time|p|h[1-6]|ul|ol|dl"
    r"|blockquote|table|strong|b|em|span|meta|link|style|title)\b)",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    "p div li ul ol dl dt dd section article main aside header footer blockquote figure table "
    "tbody tr td th h1 h2 h3 h4 h5 h6 hr body html pre details summary".split()
)
SILENT = frozenset("head script style title nav svg template noscript button select form".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BOLD = "\x01"  # where a paragraph's first bold words begin and end; `reading.decode` leaves none
BREAK = "\x02"  # a line's end that was written as one
NO_CONTROLS = dict.fromkeys({*CONTROLS, 13} - {1, 2})


class Piece(NamedTuple):
    """What stands between two tags that matter: its kind, its text, where it begins.

    The kind is `cite`, `time`, `p`, `text` outside of paragraphs, or `heading`.
    """

    kind: str
    text: str
    at: int


def is_html(ending: str, text: str) -> bool:
    """Tell whether a text is HTML.

    >>> is_html("txt", "<cite>Ana:</cite> <p>Hi."), is_html("html", "a < b")
    (True, False)
    """
    if ending in ("html", "htm", "xhtml"):
        return ANY.search(text) is not None
    return START.match(text) is not None


def pieces(text: str) -> list[Piece]:
    """Cut HTML into what a transcript may be made of."""
    return Cutting(text).cut()


class Cutting:
    """One walk over HTML from tag to tag; tags need not be closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Piece] = []
        self.kind = "text"
        self.around = "text"  # what follows a name or a time: the rest of its paragraph
        self.held: list[str] = []
        self.at = 0
        self.bold = False
        self.never_closed: set[str] = set()

    def cut(self) -> list[Piece]:
        """Walk to the end."""
        at = 0
        while tag := TAG.search(self.text, at):
            self.held.append(self.text[at : tag.start()])
            at = tag.end()
            if tag[4]:
                end = self.text.find("-->", at)
                at = end + 3 if end >= 0 else len(self.text)
            elif tag[2]:
                at = self.tag(tag[1], tag[2].lower(), at)
        self.held.append(self.text[at:])
        self.flush(len(self.text))
        return self.found

    def tag(self, closing: str, name: str, at: int) -> int:
        """Pass a tag; return where the walk goes on."""
        if name in SILENT and not closing:
            return self.after_silent(name, at)
        if name in ("cite", "time"):
            self.flush(at)
            self.kind = self.around if closing else name
        elif name in BLOCKS:
            self.flush(at)
            self.around = "text"
            if not closing:
                self.around = "heading" if name in HEADINGS else "p" if name == "p" else "text"
            self.kind = self.around
        elif name == "br":
            self.held.append(BREAK)
        elif name in ("b", "strong") and (self.bold if closing else self.blank()):
            self.bold = not closing
            self.held.append(BOLD)
        return at

    def blank(self) -> bool:
        """Tell whether nothing but blanks has come since the last piece."""
        return all(not held or held == BREAK or held.isspace() for held in self.held)

    def after_silent(self, name: str, at: int) -> int:
        """Return the end of an element whose words are not said."""
        if name in self.never_closed:
            return at
        end = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(self.text, at)
        if not end:
            self.never_closed.add(name)
            return at
        return end.end()

    def flush(self, at: int) -> None:
        """End the piece that was begun."""
        text = unescaped("".join(self.held)).translate(NO_CONTROLS)
        self.held = []
        self.bold = False
        if text.replace(BOLD, "").replace(BREAK, "").strip():
            self.found.append(Piece(self.kind, text, self.at))
        self.at = at
