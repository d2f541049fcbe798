"""What WebVTT and SRT share: cues as blocks of lines below a line with two times."""

import re
from collections.abc import Iterator, Sequence
from operator import ge, gt, sub
from typing import NamedTuple

from showfeed.formats.quoting import quoted
from showfeed.formats.transcripts.arrows import HINT, wrong_arrows
from showfeed.formats.transcripts.columns import clocks
from showfeed.formats.transcripts.digits import milliseconds
from showfeed.formats.transcripts.reading import Remark
from showfeed.formats.transcripts.rolling import Unrolled, unrolled
from showfeed.formats.transcripts.strays import rejoined, stray_words
from showfeed.problems import Level

STRICT = r"([0-9]{2,5}:(?:[0-5][0-9]:)?)([0-5][0-9])[.,]([0-9]{3})"
# One findall over the whole file: a loop over its lines takes five times as long.
CUE = re.compile(rf"\n{STRICT} --> {STRICT}(?:[ \t][^\n]*)?((?:\n[^\n]+)*)")
LOOSE_TIME = r"(?:([0-9]{1,5}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?"
LOOSE = re.compile(rf"\s*{LOOSE_TIME}\s*-->\s*{LOOSE_TIME}(?:\s.*)?")
ATTEMPT = re.compile(r"[0-9]:[0-9]")
ARROW = "-->"

# The line that WebVTT writes above a cue, where its end stands, its tens of minutes and seconds.
LINE = b"00:00:00.000 --> 00:00:00.000\n"
ZEROS = bytes.maketrans(b"123456789", b"000000000")
END = 17
TENS = (3, 6, 20, 23)
SIXTY = b"012345"

Match = tuple[str, str, str, str, str, str, str]


class Captions(NamedTuple):
    """The cues of a file as columns: starts and ends in milliseconds, the lines below them.

    *lines*: the times of each as WebVTT writes them, where the file had them so. *rolled*: what
    was done where each line stood in several cues.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    bodies: Sequence[str]
    lines: Sequence[str] = ()
    rolled: Unrolled | None = None


def captions(text: str) -> Captions:
    """Find all cues of a file; what can't be read is left out, `remarks` tells it."""
    found = regular(text) or irregular(text)
    if rolled := unrolled(found.starts, found.ends, found.bodies):
        found = Captions(rolled.starts, rolled.ends, rolled.bodies, rolled=rolled)
    if not any(map(gt, found.starts, found.ends)):
        return found
    # No player takes an end before its start; `remarks` tells it.
    ends = list(map(max, found.starts, found.ends))
    return Captions(found.starts, ends, found.bodies, rolled=found.rolled)


def regular(text: str) -> Captions | None:
    """Find the cues of a file as programs write it: whole times, a blank line between cues.

    Cutting it at blank lines takes a third of what the expression takes that reads any file.
    """
    blocks = text.strip("\n").split("\n\n")
    if ARROW not in blocks[0]:  # the header of WebVTT
        del blocks[0]
    if len(blocks) != text.count(ARROW) or not blocks:
        return None
    if not blocks[0].startswith(ARROW, 13):  # each cue has a number or a name
        blocks = [block.partition("\n")[2] for block in blocks]
    lines = [block[: len(LINE)] for block in blocks]
    whole = "".join(lines)
    if "," in whole:
        whole = whole.replace(",", ".")
        lines = whole.splitlines(keepends=True)
    if not whole.isascii():
        return None
    times, width = whole.encode(), len(LINE)
    if times.translate(ZEROS) != LINE * len(blocks):
        return None
    if any(times[at::width].translate(None, SIXTY) for at in TENS):
        return None
    bodies = [block[width:] for block in blocks]
    return Captions(milliseconds(times, 0, width), milliseconds(times, END, width), bodies, lines)


def irregular(text: str) -> Captions:
    """Find the cues of a file as people write it."""
    text = rejoined(text)
    found: list[Match] = CUE.findall("\n" + text)
    if len(found) != text.count(ARROW):
        found = CUE.findall("\n" + "\n".join(mended(text)))
    starts = [time(m, s, p) for m, s, p, _, _, _, _ in found]
    ends = [time(m, s, p) for _, _, _, m, s, p, _ in found]
    return Captions(starts, ends, [match[6][1:] for match in found])


def time(minutes: str, seconds: str, part: str) -> int:
    """Return a time's milliseconds; *minutes* are `HH:MM:` or `MM:`."""
    hours, _, minute = minutes[:-1].rpartition(":")
    return ((int(hours or 0) * 60 + int(minute)) * 60 + int(seconds)) * 1000 + int(part)


def longest(found: Captions) -> int:
    """Return the length of the longest cue."""
    return max(map(sub, found.ends, found.starts), default=-1)


def timed(text: str) -> bool:
    """Tell whether a text has a line with two times."""
    return ARROW in text and any(map(is_timing, text.split("\n")))


def is_timing(line: str) -> bool:
    """Tell whether a line gives a cue's times, or tries to."""
    before, arrow, _ = line.partition(ARROW)
    if not arrow or before.lstrip(" \t\\").startswith("["):  # a text with `[0:01 --> 0:02]` in it
        return False
    return ATTEMPT.search(line) is not None


def mended(text: str) -> Iterator[str]:
    """Return the lines of a file with its times written strictly and a blank line before each.

    A cue whose times can't be read is left out.
    """
    held: list[str] = []  # the line before, which is an index if times follow
    leaving_out = False
    for line in text.split("\n"):
        if not is_timing(line):
            leaving_out = leaving_out and bool(line.strip())
            if not leaving_out:
                yield from held
                held = [line.rstrip()]
            continue
        if held and not held[0].strip().isdigit():
            yield from held
        held = []
        times = loose_times(line)
        leaving_out = times is None
        yield ""
        if times:
            yield f"{clock(times[0])} --> {clock(times[1])}"
    yield from held


def loose_times(line: str) -> tuple[int, int] | None:
    """Return the times of a line, written in any way that can be understood."""
    match = LOOSE.fullmatch(line)
    if not match:
        return None
    start, end = loose_time(*match.group(1, 2, 3, 4)), loose_time(*match.group(5, 6, 7, 8))
    return None if start is None or end is None else (start, end)


def loose_time(hours: str | None, minutes: str, seconds: str, part: str | None) -> int | None:
    """Return milliseconds, None where minutes or seconds go past 59."""
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    minute = int(hours or 0) * 60 + int(minutes)
    return (minute * 60 + int(seconds)) * 1000 + int((part or "").ljust(3, "0"))


def remarks(text: str, found: Captions) -> Iterator[Remark]:
    """Tell cues that can't be read, that are in pieces, that end before they start or go back."""
    if found.rolled:
        yield rolling(text, found.rolled)
    elif not found.lines:
        yield from stray_words(text)
    yield from wrong_arrows(text)
    if (
        (found.lines or len(found.starts) == text.count(ARROW))
        and not any(map(ge, found.starts, found.ends))
        and found.starts == sorted(found.starts)
    ):
        return
    yield from told_times(text)


def rolling(text: str, rolled: Unrolled) -> Remark:
    """Tell that lines were repeated, at the cue where that begins."""
    cues = [at for at, line in enumerate(text.split("\n"), 1) if is_timing(line)]
    many = f"{rolled.left_out} repeated ones are left out"  # never one: `rolls` asks for more
    message = f"lines roll through several cues, as in YouTube's captions: {many}"
    hint = "each is taken once, when it first appears; nothing needs to be done"
    return Remark(cues[min(rolled.first, len(cues) - 1)], 1, "transcript", message, hint)


def told_times(text: str) -> Iterator[Remark]:
    """Tell the mistakes in the times of cues, line by line."""
    before = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not is_timing(line):
            continue
        column = len(line) - len(line.lstrip()) + 1
        times = loose_times(line)
        if times is None:
            message = f"the times of a cue can't be read in {quoted(line)}"
            yield Remark(number, column, "transcript", message, HINT, Level.ERROR)
            continue
        start, end = times
        if end <= start:
            message = f"a cue ends at {clock(end)}, not after its start at {clock(start)}"
            yield Remark(number, column, "transcript-times", message, "correct one of the times")
        if start < before:
            message = f"a cue starts at {clock(start)}, before the one above it at {clock(before)}"
            yield Remark(number, column, "transcript-times", message, "put the cues in order")
        before = start


def clock(time: int) -> str:
    """Write milliseconds as HH:MM:SS.mmm.

    >>> clock(3723500)
    '01:02:03.500'
    """
    return clocks([time])[0]
