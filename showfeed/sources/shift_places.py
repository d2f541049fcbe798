"""Where times stand in a text of any form: chapter files, transcripts, what lies beside them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from showfeed.formats.shifting import CLOCK, PARTS, value_of

ARROW = re.compile(rf"(?m)^[ \t]*({CLOCK})[ \t]*-->[ \t]*({CLOCK})")
IN_CUE = re.compile(rf"<({CLOCK})>")
RANGE = rf"@?({CLOCK})(?:[ \t]*(?:-->|[-–—])[ \t]*({CLOCK}))?"
SQUARE = re.compile(rf"\\?\[[ \t]*{RANGE}[ \t]*\\?\]")
# In round brackets where a line or a turn begins or ends; elsewhere it is a part of a sentence.
ROUND = re.compile(
    rf"(?m)(?:^[ \t*_>#•-]*|[:：][ \t*_]*)\\?\([ \t]*{RANGE}[ \t]*\\?\)"
    rf"|\\?\([ \t]*{RANGE}[ \t]*\\?\)(?=[ \t*_]*(?:$|[:：]))"
)
ALONE = re.compile(rf"(?m)^[ \t]*(?:[-•*][ \t]+)?[*_]{{0,2}}{RANGE}[*_]{{0,2}}[ \t]*:?[ \t]*$")
LEADING = re.compile(rf"(?m)^[ \t]*(?:[-•*>][ \t]+)?(?:[*]{{2}}|__)?{RANGE}[ \t]+(?=[^\s:.,;0-9])")
LABELLED = re.compile(
    rf"(?m)^[ \t]*(?:[-•*>#]+[ \t]*)?[*_]{{0,2}}\w[^\n:：\[(*]{{0,59}}?[*_]{{0,2}}[ \t]+{RANGE}"
    r"[*_]{0,2}[ \t]*[:：]?[ \t]*$"
)
NOTE = re.compile(r"(?m)^NOTE[ \t]+\S.*$")
HEADINGS = (
    re.compile(rf"(?m)^#{{1,6}}[ \t]+\\?[\[(]?@?({CLOCK})"),
    re.compile(rf"(?m)^#{{1,6}}[ \t].*?({CLOCK})\\?[\])]?(?:\(#[^)]*\))?[ \t]*#*[ \t]*$"),
)
LINK = re.compile(rf"#t=({CLOCK})")
ELEMENT = re.compile(rf"<time\b[^>]*>[ \t\n]*({CLOCK})[ \t\n]*</time>", re.IGNORECASE)
PSC = re.compile(
    rf"<(?:[A-Za-z_][\w.-]*:)?chapter\b[^<>]*?\bstart\s*=\s*[\"']({CLOCK}|[0-9]+(?:\.[0-9]+)?)[\"']"
)
JSON = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}\[\],:])|(-?[0-9][0-9.eE+-]*)|[a-z]+')
# Members that hold times: how many of them a second has.
SECONDS = {"start": 1, "end": 1, "startTime": 1, "endTime": 1, "start_ms": 1000, "end_ms": 1000}
ENDS = ("end", "endTime", "end_ms", "to")


class Spot(NamedTuple):
    """A time in a text: where, as written, whether something ends there; its list's name.

    *unit*: how many of its numbers a second has.
    """

    at: int
    written: str
    ends: bool = False
    list: str = ""
    unit: int = 1

    @property
    def value(self) -> Decimal:
        """Return it in seconds."""
        return value_of(self.written) / self.unit


def in_captions(text: str) -> Iterator[Spot]:
    """Find the times of WebVTT and SRT: above the cues, of words within them, of chapters noted."""
    for note in NOTE.finditer(text):
        for found in SQUARE.finditer(note[0]):
            yield Spot(note.start() + found.start(1), found[1], list="notes")
    for found in ARROW.finditer(text):
        yield Spot(found.start(1), found[1], list="captions")
        yield Spot(found.start(2), found[2], True, "captions")
    for found in IN_CUE.finditer(text):
        yield Spot(found.start(1), found[1], list="captions")


def in_json(text: str) -> Iterator[Spot]:
    """Find the times of chapters and transcripts in JSON, whichever program wrote it."""
    holders: list[str] = []
    name, last = "", ""
    for token in JSON.finditer(text):
        string, sign, number = token.groups()
        if sign == ":":
            name = last
        elif sign:
            if sign in "{[":
                holders.append(name)
            elif sign != "," and holders:
                holders.pop()
            name = ""
        elif not name:
            last = string or ""
        else:
            unit = _unit(name, holders[-1] if holders else "")
            written = number or string or ""
            if unit and PARTS.fullmatch(written):
                at = token.start(3) if number else token.start(1)
                numbers = "numbers" if "T" in name else "floats"
                kind = (numbers if unit == 1 else "milliseconds") if number else "program"
                yield Spot(at, written, name in ENDS, kind, unit)
            name = ""


def _unit(name: str, holder: str) -> int:
    if name in ("from", "to"):  # whisper.cpp's
        return {"offsets": 1000, "timestamps": 1}.get(holder, 0)
    return SECONDS.get(name, 0)


def in_psc(text: str) -> Iterator[Spot]:
    """Find the times of Podlove Simple Chapters."""
    for found in PSC.finditer(text):
        yield Spot(found.start(1), found[1], list="program")


def in_text(text: str) -> Iterator[Spot]:
    """Find the times at turns and headings of a text or of HTML; those in a sentence stay."""
    spots: dict[int, Spot] = {}
    patterns = [SQUARE, ROUND, ALONE, LABELLED, LINK, ELEMENT, *HEADINGS]
    if sum(1 for _ in LEADING.finditer(text)) > 2:
        patterns.append(LEADING)
    for pattern in patterns:
        for found in pattern.finditer(text):
            for group in range(1, pattern.groups + 1):
                if found[group]:
                    at = found.start(group)
                    spots.setdefault(at, Spot(at, found[group], group % 2 == 0))
    yield from (spots[at] for at in sorted(spots))


def in_lines(text: str) -> Iterator[Spot]:
    """Find the times of chapter lines: the first of each line, and its links."""
    at = 0
    for line in text.splitlines(keepends=True):
        if found := re.search(CLOCK, line):
            yield Spot(at + found.start(), found[0])
            for link in LINK.finditer(line):
                if link.start(1) != found.start():
                    yield Spot(at + link.start(1), link[1])
        at += len(line)


def in_file(text: str, *, chapters: bool) -> Iterator[Spot]:
    """Find the times of a file by what it is."""
    begins = text.lstrip("\ufeff \t\r\n")[:1]
    lines = ARROW.search(text) is not None
    if lines:
        return in_captions(text)
    if begins in ("{", "[") and not SQUARE.match(text.lstrip("\ufeff \t\r\n")):
        return in_json(text)
    if chapters:
        return in_psc(text) if begins == "<" else in_lines(text)
    return in_text(text)
