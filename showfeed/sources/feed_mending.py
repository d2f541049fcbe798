"""A feed's text that is not XML → the same, mended where it is clear what was meant.

HTML's names for letters, bare `&` and characters that XML has not: each kind is told once, with
where it first stands and how often.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.entities import html5

from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Place, Problem

PREDEFINED = ("amp", "lt", "gt", "quot", "apos")
STRANGE = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
TOKEN = re.compile(
    rf"<!\[CDATA\[|<!--|&(?P<name>[A-Za-z][A-Za-z0-9]{{1,31}});|&#(?P<number>[xX]?[0-9A-Fa-f]{{1,8}});"
    rf"|&|{STRANGE}"
)
ILLEGAL = re.compile(STRANGE)
SURROGATES = re.compile(r"&#(?P<low>[xX]?[0-9A-Fa-f]{1,8});")
ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
WORDS = {
    "feed-entity": (
        "{} is a name of HTML, which XML does not know",
        "write the letter itself, or put HTML into `<![CDATA[…]]>`; many apps stop reading here",
    ),
    "feed-ampersand": (
        "a bare `&` stands here",
        "write `&amp;`; many apps stop reading here",
    ),
    "feed-character": (
        "{} is a character that XML does not allow",
        "take it out; many apps stop reading here",
    ),
}


@dataclass
class Found:
    """How often something was found, where first, and as what."""

    at: int
    what: str
    times: int = 0


@dataclass
class Mending:
    """The pieces of the mended text, and what was found on the way."""

    text: str
    pieces: list[str] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    end: int = 0  # of what is done

    def run(self) -> str:
        """Return the mended text."""
        at = 0
        endless: set[str] = set()
        while token := TOKEN.search(self.text, at):
            at = token.end()
            sign = token[0]
            if end := ENDS.get(sign):
                closed = -1 if end in endless else self.text.find(end, at)
                if closed < 0:
                    endless.add(end)  # looked for once: the text may hold a million beginnings
                    continue
                self.clean(token.start(), closed)
                at = closed
            elif token["name"]:
                self.letter(token)
            elif token["number"]:
                at = self.character(token)
            elif sign == "&":
                self.put(token.start(), token.end(), "&amp;", "feed-ampersand")
            else:
                self.put(token.start(), token.end(), "", "feed-character")
        return "".join([*self.pieces, self.text[self.end :]])

    def put(self, start: int, end: int, piece: str, rule: str) -> None:
        """Put a piece in the place of some of the text."""
        self.pieces += (self.text[self.end : start], piece)
        found = self.found.setdefault(rule, Found(start, self.text[start:end]))
        found.times += 1
        self.end = end

    def clean(self, start: int, end: int) -> None:
        """Take what XML has not out of a passage that is not read as XML."""
        for strange in ILLEGAL.finditer(self.text, start, end):
            self.put(strange.start(), strange.end(), "", "feed-character")

    def letter(self, token: re.Match[str]) -> None:
        """Write the letter that HTML calls by a name; what has none is text."""
        if token["name"] in PREDEFINED:
            return
        letter = html5.get(f"{token['name']};")
        if letter is None:
            self.put(token.start(), token.start() + 1, "&amp;", "feed-ampersand")
        else:
            self.put(token.start(), token.end(), escape(letter), "feed-entity")

    def character(self, token: re.Match[str]) -> int:
        """Drop a reference to no character, join the halves of one; return where it ends."""
        number = number_of(token["number"])
        if 0xD800 <= number < 0xDC00 and (low := SURROGATES.match(self.text, token.end())):
            second = number_of(low["low"])
            if 0xDC00 <= second < 0xE000:
                whole = chr(0x10000 + ((number - 0xD800) << 10) + second - 0xDC00)
                self.put(token.start(), low.end(), whole, "feed-character")
                return low.end()
        if number > 0x10FFFF or ILLEGAL.fullmatch(chr(number)):
            self.put(token.start(), token.end(), "", "feed-character")
        return token.end()

    def problems(self, path: str) -> list[Problem]:
        """Tell each kind of thing that was mended, where it first stands."""
        told = []
        for rule, found in self.found.items():
            line = self.text.count("\n", 0, found.at) + 1
            column = found.at - self.text.rfind("\n", 0, found.at)
            words, hint = WORDS[rule]
            shown = (
                quoted(found.what) if found.what.isprintable() else f"U+{ord(found.what[0]):04X}"
            )
            message = words.format(shown)
            if found.times > 1:
                message += f" ({found.times} such places)"
            told.append(Problem(Place(path, line, column), rule, message, hint, Level.ERROR))
        return told


def number_of(digits: str) -> int:
    """Return the number of a character reference; one beyond all characters if it is none."""
    try:
        return int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    except ValueError:  # `&#12ab;`
        return 0x110000


def mend(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text as XML, as far as that goes, and what was mended."""
    mending = Mending(text)
    mended = mending.run()
    return mended, mending.problems(path)
