"""A file's bytes → text of which YAML may be composed: its size, encoding and depth are sound.

Limits, told as problems: a file of 2 MB, 60 levels of nesting. They are looked at before YAML is
composed: PyYAML's C composer ends the process where nesting is endless.
"""

import re
from collections.abc import Iterable
from typing import Any

from showfeed.problems import Place, Problem

LARGEST = 2_000_000  # bytes
DEEPEST = 60
# XML 1.0 takes no other control characters, not even escaped; YAML takes fewer still.
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Line ends for YAML, but for no editor: as spaces they leave every line where its author sees it.
ODD_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
# Fewer brackets, and less before a line's first word, can't be nested dangerously deep.
MANY_BRACKETS = 1000
LONG_LEAD = re.compile(r"^[ \t?:-]{500}", re.MULTILINE)


class Unreadable(Exception):
    """The file can't be read at all; its problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def decode(path: str, content: bytes) -> str:
    """Return the text with `\\n` line ends and without a byte-order mark. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(
            Problem(
                Place(path),
                "too-large",
                f"the file has over {LARGEST // 1_000_000} MB",
                "keep long texts, such as transcripts, in files of their own",
            )
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(path, content, error.start)) from None
    if "\0" in text[:2]:  # every second byte of plain letters in UTF-16
        raise Unreadable(_not_utf8(path, content, text.index("\0")))
    text = _line_ends(text)
    if found := FORBIDDEN.search(text):
        raise Unreadable(invisible(place_of(path, text, found.start()), found[0]))
    return text if text.isascii() else text.translate(ODD_LINE_ENDS)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_utf8(path: str, content: bytes, start: int) -> Problem:
    before = _line_ends(content[:start].decode("utf-8-sig", "replace"))
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:2]
    written = "UTF-16" if utf16 else "another encoding, such as Windows-1252,"
    return Problem(
        place_of(path, before, len(before)),
        "encoding",
        f"the byte {content[start]:02X} here is not UTF-8",
        f"save the file as UTF-8; it is in {written} now",
    )


def invisible(place: Place, letter: str) -> Problem:
    """Tell of a character that no feed may hold."""
    return Problem(
        place,
        "control-character",
        f"an invisible character, U+{ord(letter):04X}, stands here",
        "delete it: no feed may hold it",
    )


def place_of(path: str, text: str, offset: int) -> Place:
    """Return the line and column of a letter of the text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def refuse_depth(path: str, text: str, loader: Any) -> None:
    """Refuse what is nested too deep, without composing it. Raises Unreadable."""
    import yaml

    if text.count("[") + text.count("{") < MANY_BRACKETS and not LONG_LEAD.search(text):
        return
    try:
        _walk(path, yaml.parse(text, Loader=loader))
    except yaml.YAMLError:
        # libyaml has a limit of its own, and reads ahead up to it: Python's reader knows where.
        _walk(path, yaml.parse(text, Loader=yaml.BaseLoader))


def _walk(path: str, events: Iterable[Any]) -> None:
    """Follow the nesting; the parser keeps its state in a list, not on the stack."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                mark: Any = event.start_mark
                raise Unreadable(too_deep(Place(path, mark.line + 1, mark.column + 1)))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def too_deep(place: Place) -> Problem:
    """Tell of nesting beyond the limit."""
    return Problem(
        place, "too-deep", f"this is nested over {DEEPEST} levels deep", "write it flatter"
    )
