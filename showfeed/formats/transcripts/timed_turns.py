"""Text with speakers, and with times that the author wrote at turns ⇄ cues.

A text with a time at each turn is timed: a turn ends where the next begins. Where only some turns
have one, no cue has times (none are made up); `pins` tells them, for a measurement to hold on to.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from showfeed.formats.transcripts.captions import clock
from showfeed.formats.transcripts.inline_times import Time, has_times, part
from showfeed.formats.transcripts.labels import LABEL, name_like
from showfeed.formats.transcripts.plain import paragraphs
from showfeed.formats.transcripts.reading import Remark, Survey
from showfeed.formats.transcripts.speakers import parse_speakers, survey_speakers, turns
from showfeed.formats.transcripts.timing import ended
from showfeed.model import Cue

RULE = "transcript-times"
Pins = tuple[tuple[int, int], ...]
LETTER = re.compile(r"\S")


class Piece(NamedTuple):
    """A stretch of text by one speaker: where its label begins, its words begin and end."""

    label: int
    words: int
    end: int
    speaker: str


class Turns(NamedTuple):
    """A text's turns; *pins* are the times of those that have one, by the cue's number."""

    cues: list[Cue]
    pins: Pins = ()
    told: tuple[Remark, ...] = ()


def parse_turns(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read a text with or without speakers and times.

    >>> [cue[:4] for cue in parse_turns("[0:04] Ana: Hi.\\n[0:06] Ben: Yes.\\n[0:07]")]
    [(4000, 6000, 'Ana', 'Hi.'), (6000, 7000, 'Ben', 'Yes.')]
    """
    return read_turns(text, declared).cues


def survey_turns(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of a text."""
    return survey_speakers(text, declared) if not has_times(text) else surveyed(text, declared)


def surveyed(text: str, declared: Collection[str]) -> Survey:
    """Find the same where it takes reading the whole text."""
    found = read_turns(text, declared)
    speakers = dict.fromkeys(cue.speaker for cue in found.cues if cue.speaker)
    end = max((cue.end for cue in found.cues), default=-1)
    return Survey(end, tuple(speakers), found.told)


def turn_pins(text: str, declared: Collection[str]) -> Pins:
    """Return the times that the author ties to turns: (the cue's number, milliseconds).

    >>> turn_pins("Ana: Hi.\\n\\nBen: [15:47] Yes.\\n\\nAna: Good.", ())
    ((1, 947000),)
    """
    return read_turns(text, declared).pins


def read_turns(text: str, declared: Collection[str] = ()) -> Turns:
    """Read a text, and tie its times to its turns."""
    if not has_times(text):
        return Turns(parse_speakers(text, declared))
    bare, times = part("\n" + text)
    firsts = list(letters(bare, [time.at for time in times]))
    pieces = list(labelled(bare, {*declared, *names_at(bare, firsts)}))
    tied, told = tie(bare, pieces, times, firsts)
    if pieces and not lacking(pieces, tied):
        pieces = list(cut(bare, pieces, firsts))
        tied, told = tie(bare, pieces, times, firsts)
    wrapped = "\n\n" in bare.strip()
    cues = [
        Cue(-1, -1, one.speaker, paragraphs(bare[one.words : one.end], wrapped)) for one in pieces
    ]
    pins = tuple((at, time.start) for at, time in enumerate(tied) if time)
    without = lacking(pieces, tied)
    if len(cues) > 1 and not without:
        last = times[-1].start if firsts[-1] == len(bare) else -1
        cues = timed(cues, tied, last)
    elif without and not told and len(pins) > len(without):
        told.append(untimed(bare, without[0]))
    return Turns(cues, pins, tuple(told))


def lacking(pieces: Sequence[Piece], tied: Sequence[Time | None]) -> list[Piece]:
    """Return the turns without a time; a title above the first turn needs none."""
    return [
        piece
        for at, (piece, time) in enumerate(zip(pieces, tied, strict=True))
        if time is None and (at or piece.speaker or len(pieces) == 1)
    ]


def names_at(text: str, firsts: Sequence[int]) -> Iterator[str]:
    """Return the labels that follow a time, if they read as names: they need not come twice."""
    for at in dict.fromkeys(firsts):
        label = LABEL.match(text, at)
        if label and name_like(label[1]):
            yield label[1]


def letters(text: str, places: Sequence[int]) -> Iterator[int]:
    """Return, for places in order, where the next letter stands that is no space."""
    found = -1
    for at in places:
        if found < at:
            match = LETTER.search(text, at)
            found = match.start() if match else len(text)
        yield found


def labelled(text: str, declared: Collection[str]) -> Iterator[Piece]:
    """Cut a text at its labels; stretches without words are passed by."""
    found = [(match.start(), match.end(), who) for who, match in turns(text, declared)]
    ends = [start for start, _, _ in found] + [len(text)]
    for (start, words, who), end in zip([(0, 0, ""), *found], ends, strict=True):
        if not text[words:end].isspace() and words < end:
            yield Piece(start, words, end, who)


def cut(text: str, pieces: Sequence[Piece], firsts: Sequence[int]) -> Iterator[Piece]:
    """Cut turns again where a time stands at the beginning of a line in them."""
    for piece in pieces:
        begins = next(letters(text, [piece.words]))
        inner = firsts[bisect_left(firsts, begins + 1) : bisect_left(firsts, piece.end)]
        places = [at for at in dict.fromkeys(inner) if begins_line(text, at)]
        starts = [piece.words, *places]
        for at, end in zip(starts, [*places, piece.end], strict=True):
            yield Piece(piece.label if at == piece.words else at, at, end, piece.speaker)


def begins_line(text: str, at: int) -> bool:
    """Tell whether only blanks stand before a place in its line."""
    before = text[max(at - 200, 0) : at]
    return "\n" in before and before[before.rfind("\n") :].isspace()


def tie(
    text: str, pieces: Sequence[Piece], times: Sequence[Time], firsts: Sequence[int]
) -> tuple[list[Time | None], list[Remark]]:
    """Return the time of each turn: the first one between its label's beginning and its words."""
    tied: list[Time | None] = []
    told: list[Remark] = []
    before = 0
    begins = letters(text, [piece.words for piece in pieces])
    for piece, words in zip(pieces, begins, strict=True):
        at = bisect_left(firsts, piece.label)
        time = times[at] if at < len(firsts) and firsts[at] <= words else None
        if time and time.start < before:
            what = f"{clock(time.start)} is before {clock(before)}, the time above it"
            hint = "correct it; until then no time is taken from here"
            told.append(Remark(time.line - 1, time.column, RULE, what, hint))
            time = None
        before = time.start if time else before
        tied.append(time)
    return tied, told


def untimed(text: str, piece: Piece) -> Remark:
    """Tell that one turn has no time while most have."""
    at = next(letters(text, [piece.label]))
    line = text.count("\n", 0, at)
    what = "this turn has no time, so that the transcript counts as untimed"
    hint = "write the time at each turn, like `[1:02] Ana: …`, for captions"
    return Remark(line, at - text.rfind("\n", 0, at), RULE, what, hint)


def timed(cues: Sequence[Cue], tied: Sequence[Time | None], last: int) -> list[Cue]:
    """Return cues with their times; *last* is a time that stands behind all words."""
    found = []
    for at, (cue, time) in enumerate(zip(cues, tied, strict=True)):
        following = tied[at + 1] if at + 1 < len(tied) else None
        end = time.end if time else -1
        if following and end > following.start:
            end = following.start
        if time and at == len(cues) - 1 and end < 0:
            end = last
        # Words above the first turn are spoken, if at all, before it.
        start = time.start if time else 0
        found.append(cue._replace(start=start, end=end if end >= start else -1))
    return ended(found)
