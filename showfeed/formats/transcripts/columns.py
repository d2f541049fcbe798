"""Cues as columns: what a thousand cues need done is done to a column at once, not to each cue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from showfeed.model import Cue

PARTS = [f"{part:03d}" for part in range(1000)]


class Columns(NamedTuple):
    """Cues, a sequence for each of their fields; *words* is empty where no cue knows its words.

    *lines* are starts and ends as a line of WebVTT, where a source has written them so: columns
    of other times must leave them out.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    speakers: Sequence[str]
    texts: Sequence[str]
    words: Sequence[tuple[int, ...]] = ()
    lines: Sequence[str] = ()


def columns(cues: Sequence[Cue]) -> Columns:
    """Return cues as columns.

    >>> columns([Cue(0, 900, "Ana", "Salt"), Cue(1000, 2000, "", "Tea")]).texts
    ('Salt', 'Tea')
    """
    if not cues:
        return Columns((), (), (), ())
    starts, ends, speakers, texts, words = zip(*cues, strict=True)
    return Columns(starts, ends, speakers, texts, words if any(words) else ())


def rows(held: Columns) -> list[Cue]:
    """Return columns as cues; the inverse of `columns`."""
    if held.words:
        return list(map(Cue, *held[:4], held.words))
    return list(map(Cue, *held[:4]))


def row(held: Columns, at: int) -> Cue:
    """Return one of the cues."""
    words = held.words[at] if held.words else ()
    return Cue(held.starts[at], held.ends[at], held.speakers[at], held.texts[at], words)


def replaced(held: Columns, anew: Mapping[int, Sequence[Cue]]) -> Columns:
    """Return columns in which some cues, by their numbers, give way to others.

    >>> replaced(columns([Cue(0, 2, "", "ab")]), {0: [Cue(0, 1, "", "a"), Cue(1, 2, "", "b")]})[:4]
    ([0, 1], [1, 2], ['', ''], ['a', 'b'])
    """
    if not anew:
        return held
    starts, ends, lines = list(held.starts), list(held.ends), list(held.lines)
    speakers, texts, words = list(held.speakers), list(held.texts), list(held.words)
    for at in sorted(anew, reverse=True):
        made = columns(anew[at])
        here = slice(at, at + 1)
        starts[here], ends[here], speakers[here], texts[here] = made[:4]
        if held.words:
            words[here] = made.words or [()] * len(made.texts)
        if held.lines:
            lines[here] = lines_of(made)
    return Columns(starts, ends, speakers, texts, words, lines)


def ending(held: Columns, later: Mapping[int, int]) -> Columns:
    """Return columns in which some cues, by their numbers, end at other times."""
    if not later:
        return held
    ends, lines = list(held.ends), list(held.lines)
    for at, end in later.items():
        ends[at] = end
    if lines:
        for at, clock in zip(later, clocks(later.values()), strict=True):
            lines[at] = f"{lines[at][:17]}{clock}\n"
    return held._replace(ends=ends, lines=lines)


def woven(*parts: Iterable[str] | str, count: int) -> str:
    """Join parts row by row: a text stands in every row, a column gives each row its own.

    >>> woven("<", ["a", "b"], ">", count=2)
    '<a><b>'
    """
    width = len(parts)
    flat = [part if isinstance(part, str) else "" for part in parts] * count
    for at, part in enumerate(parts):
        if not isinstance(part, str):
            flat[at::width] = part
    return "".join(flat)


def lines_of(held: Columns) -> Sequence[str]:
    """Return the times of each cue as WebVTT's line, `HH:MM:SS.mmm --> HH:MM:SS.mmm`."""
    if held.lines:
        return held.lines
    return [
        f"{start} --> {end}\n"
        for start, end in zip(clocks(held.starts), clocks(held.ends), strict=True)
    ]


def clocks(times: Iterable[int]) -> list[str]:
    """Write milliseconds as HH:MM:SS.mmm.

    >>> clocks([3723500])
    ['01:02:03.500']
    """
    return [CLOCKS[time // 1000] + PARTS[time % 1000] for time in times]


class Written(dict[int, str]):
    """Seconds as a format writes them, each worked out once: episodes have the same ones."""

    def __init__(self, write: Callable[[int], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, second: int) -> str:
        self[second] = written = self._write(second)
        return written


CLOCKS = Written(lambda second: f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.")
