"""Times that people write into a text, at a turn or within it → the text without them, and where.

`[00:04:01.06]`, `\\[00:04:01.06\\]` (as some editors escape it), `(12:34)`, `00:04 Name:`,
`Name (00:04):`, `Name 00:04` or a time alone on a line; minutes may go past 99.
"""

import re
from typing import NamedTuple

from showfeed.formats.transcripts.labels import name_like

TIME = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-5][0-9](?:[.,;:][0-9]{1,3})?"
PARTS = re.compile(r"(?:([0-9]+):)?([0-9]+):([0-9]{2})(?:([.,;:])([0-9]{1,3}))?")
RANGE = rf"@?({TIME})(?:[ \t]*(?:-->|[-–—])[ \t]*({TIME}))?"
MAYBE = re.compile(r"[0-9]:[0-5][0-9]")
SQUARE = rf"\\?\[[ \t]*{RANGE}[ \t]*\\?\](?:\([^()\s]{{0,300}}\))?"
ROUND = rf"\\?\([ \t]*{RANGE}[ \t]*\\?\)"
BRACKETED = re.compile(rf"{SQUARE}|{ROUND}")
ALONE = re.compile(rf"[ \t]*(?:[-•*][ \t]+)?(?:[*_]{{1,2}})?{RANGE}(?:[*_]{{1,2}})?[ \t]*:?[ \t]*")
# A time without brackets begins a line: `00:04 Ana: …`, `**00:04 Ana:** …`, `00:04 - Hello.`
LEADING = re.compile(
    rf"([ \t]*(?:[-•*>][ \t]+)?(?:[*]{{2}}|__)?){RANGE}[ \t]*(?:[-–—|][ \t]*)?(?=[^\s:.,;0-9])"
)
# `Ana 00:04`, `**Ana** 00:04`, `Ana (00:04)`, with nothing or a colon behind it.
LABELLED = re.compile(
    r"([ \t]*(?:[-•*>][ \t]+)?(?:\#[ \t]*)?(?:[*]{2}|__)?(\w[^\n:：\[(*]{0,59}?)(?:[*]{2}|__)?)"
    rf"[ \t]*(?:[-–—|,][ \t]*)?(?:{SQUARE}|{ROUND}|(?<=[ \t]){RANGE})"
    r"[ \t]*((?:[*]{2}|__)?)[ \t]*([:：]?)[ \t]*((?:[*]{2}|__)?)([^\n]*)"
)
EMPHASISED = re.compile(rf"([*]{{2}}|__)[ \t]*({SQUARE}|{ROUND})[ \t]*\1")
LABEL_BEFORE = re.compile(r"[^:：]{1,70}[:：][ \t*_]*")
BULLET = re.compile(r"[ \t]*[-•*>][ \t]+")
LAST = re.compile(r"[ \t*_]*\Z")
LONGEST_HEAD = 80


class Time(NamedTuple):
    """A time in a text: where in what is left of it, start and end in milliseconds, its line.

    The end is -1 where none is written.
    """

    at: int
    start: int
    end: int
    line: int
    column: int


class Parted(NamedTuple):
    """A text without its times, line for line, and the times."""

    text: str
    times: list[Time]


def has_times(text: str) -> bool:
    """Tell whether a text may hold times: most hold none, and are read faster then."""
    return MAYBE.search(text) is not None


def part(text: str) -> Parted:
    """Take the times out of a text; its lines stay the same in number.

    >>> part("[0:04] Ana: Hi.\\n\\n(12:34) Ben: At (9:15) sharp.").text
    'Ana: Hi.\\n\\nBen: At (9:15) sharp.'
    """
    lines = text.split("\n")
    bare = Bare(lines_begin_with_times(lines), names_end_with_times(lines))
    kept: list[str] = []
    times: list[Time] = []
    offset = 0
    for number, line in enumerate(lines, 1):
        if MAYBE.search(line):
            line, found = part_line(line, bare)
            times += [one._replace(at=one.at + offset, line=number) for one in found]
        kept.append(line)
        offset += len(line) + 1
    return Parted("\n".join(kept), times)


class Bare(NamedTuple):
    """Where times stand without brackets in a text: in more than a place or two."""

    leading: bool  # 0:04 Hello.
    labels: bool  # Ana 0:04


def lines_begin_with_times(lines: list[str]) -> bool:
    """Tell whether the first line and two others begin with times without brackets."""
    found = [LEADING.match(line) or ALONE.fullmatch(line) for line in lines if line.strip()]
    return bool(found) and found[0] is not None and sum(one is not None for one in found) > 2


def names_end_with_times(lines: list[str]) -> bool:
    """Tell whether two lines or more are a name and a time without brackets."""
    found = (LABELLED.fullmatch(line) for line in lines if MAYBE.search(line))
    return sum(bool(one and one[7] and is_label(one)) for one in found) > 1


def part_line(line: str, bare: Bare) -> tuple[str, list[Time]]:
    """Take the times out of one line; places are counted from its start."""
    if found := ALONE.fullmatch(line):
        return "", [time(found, 1, 0)]
    line = EMPHASISED.sub(r"\2", line)
    times: list[Time] = []
    head = LEADING.match(line)
    if head and (bare.leading or LABEL_BEFORE.match(line, head.end())):
        bullet = BULLET.match(head[1])
        kept = head[1][bullet.end() if bullet else 0 :]
        times.append(time(head, 2, len(kept)))
        line = kept + line[head.end() :]
    elif (found := LABELLED.fullmatch(line)) and (bare.labels or not found[7]) and is_label(found):
        # Groups 3, 5 and 7 are the start in the three ways to write the time.
        times.append(time(found, next(at for at in (3, 5, 7) if found[at]), len(found[1])))
        line = f"{found[1]}{found[9]}:{found[11]} {found[12]}".rstrip()
    return without_brackets(line, times)


def is_label(found: "re.Match[str]") -> bool:
    """Tell whether the words before a time are a speaker's name."""
    emphasised = "**" in found[1] or "__" in found[1]
    ends = not found[12].strip()
    return bool(found[10] or emphasised or (ends and name_like(found[2])))


def without_brackets(line: str, times: list[Time]) -> tuple[str, list[Time]]:
    """Take out the times in brackets: square ones always, round ones where they tell of a turn."""
    kept: list[str] = []
    length = end = 0
    for found in BRACKETED.finditer(line):
        group = 1 if found[1] else 3
        if group == 3 and not tells(line, found):
            continue
        before = line[end : found.start()]
        if not length and BULLET.fullmatch(before):
            before = ""
        kept.append(before)
        length += len(before)
        times.append(time(found, group, length))
        end = found.end()
        if line[end : end + 1] in (" ", "\t") and before[-1:] in ("", " ", "\t"):
            end += 1
    return "".join(kept) + line[end:], times


def tells(line: str, found: "re.Match[str]") -> bool:
    """Tell whether a time in round brackets begins or ends a line or a turn, or has hours."""
    if found[3].count(":") > 1 or LAST.match(line, found.end()):
        return True
    before = line[: found.start()] if found.start() < LONGEST_HEAD else "…"
    return not before.strip(" \t*_>-•#") or LABEL_BEFORE.fullmatch(before) is not None


def time(found: "re.Match[str]", group: int, at: int) -> Time:
    """Return the time that a group holds, its end in the next."""
    end = milliseconds(found[group + 1]) if found[group + 1] else -1
    return Time(at, milliseconds(found[group]), end, 0, found.start(group) + 1)


def milliseconds(written: str) -> int:
    """Return a time; frames behind a colon are passed by.

    >>> milliseconds("00:04:01.06"), milliseconds("102:11"), milliseconds("00:04:01:06")
    (241060, 6131000, 241000)
    """
    found = PARTS.fullmatch(written)
    assert found is not None
    seconds = (int(found[1] or 0) * 60 + int(found[2])) * 60 + int(found[3])
    decimals = found[5] if found[4] in (".", ",") else ""
    return seconds * 1000 + int(decimals.ljust(3, "0"))
