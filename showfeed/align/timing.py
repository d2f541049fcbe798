"""Turns of a transcript and their audio → the times of each, and what does not belong together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from showfeed.align import sound
from showfeed.align.doubting import confidences
from showfeed.align.features import FRAMES, Floats, Ints, hushed, streamed
from showfeed.align.measuring import Placed, bounds, find_words, starts
from showfeed.align.placing import PINNED
from showfeed.align.reading import Reading, read_aloud
from showfeed.align.speaking import find_espeak
from showfeed.formats.transcripts.times import TurnTimes
from showfeed.problems import ShowfeedError

SURE = 0.5  # confidence under which a turn's time is in doubt
NOTED = 5.0  # seconds of sound without text that are told
UNHEARD = 5  # words in a row that are not in the sound, and told
SAYS = 40  # letters
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Unheard:
    """Words of a turn that are not in the sound."""

    turn: int
    words: str


@dataclass(frozen=True)
class Astray:
    """A time that the author ties to a turn, and where the turn was measured; milliseconds."""

    turn: int
    pin: int
    measured: int


@dataclass(frozen=True)
class Measured:
    """What a measurement found."""

    turns: tuple[TurnTimes, ...]
    unwritten: tuple[tuple[int, int], ...] = ()
    unheard: tuple[Unheard, ...] = ()
    astray: tuple[Astray, ...] = ()
    length: int = 0  # milliseconds of the sound
    heard: float = 1.0  # share of the words that were found


def measure(
    turns: Sequence[str],
    audio: Path,
    language: str,
    pins: Sequence[tuple[int, int]] = (),
    progress: Progress = lambda stage, share: None,
) -> Measured:
    """Measure when each turn of a text is said. Raises ShowfeedError where it can't be."""
    words = [turn.split() for turn in turns]
    espeak = find_espeak()
    progress("listening", 0.0)
    parts = []
    for part in streamed(sound.blocks(audio), sound.RATE):
        parts.append(part)
        progress("listening", -len(parts) * 20.0)
    frames = np.concatenate(parts) if parts else np.zeros((0, 13), np.float32)
    parts.clear()
    if len(frames) < FRAMES or not any(any(c.isalnum() for c in turn) for turn in turns):
        raise ShowfeedError("there is nothing to measure: the audio or the text is empty")
    progress("reading aloud", 0.0)
    reading = read_aloud(words, espeak, language, lambda share: progress("reading aloud", share))
    return measure_frames(words, frames, reading, pins, progress)


def measure_frames(
    turns: Sequence[Sequence[str]],
    frames: Floats,
    reading: Reading,
    pins: Sequence[tuple[int, int]] = (),
    progress: Progress = lambda stage, share: None,
) -> Measured:
    """Measure, given the cepstra of the sound and the text as it was read aloud."""
    firsts, afters = bounds(turns)
    placed = find_words(turns, frames, reading, (), lambda share: progress("comparing", share))
    loud = (~hushed(frames)).astype(np.float32)
    sure = confidences(placed, turns, loud)
    begun = starts(placed.fine, firsts, afters)
    off = [(turn, pin) for turn, pin in pins if not abs(begun[turn] - pin / 1000) <= PINNED]
    astray = [
        Astray(turn, pin, _milliseconds(begun[turn])) for turn, pin in off if sure[turn] >= SURE
    ]
    if off:  # the author knows better, whatever was measured
        tied = [(int(firsts[turn]), pin / 1000) for turn, pin in pins]
        placed = find_words(turns, frames, reading, tied, lambda s: progress("comparing again", s))
        sure = confidences(placed, turns, loud)
    found = tuple(
        _times(placed, turn, int(firsts[at]), float(sure[at])) for at, turn in enumerate(turns)
    )
    return Measured(
        found,
        tuple(_unwritten(placed, loud)),
        tuple(_unheard(placed, turns)),
        tuple(astray),
        len(frames) * 1000 // FRAMES,
        float(np.mean(placed.fine.begins[np.unique(placed.fine.states.words)] >= 0)),
    )


def _milliseconds(seconds: float) -> int:
    return round(float(seconds) * 1000)


def _times(placed: Placed, turn: Sequence[str], first: int, confidence: float) -> TurnTimes:
    """Return a turn's times; a word that was not found begins with the next."""
    path = placed.fine
    says = " ".join(turn)
    says = says if len(says) <= SAYS else says[:SAYS].rsplit(" ", 1)[0] + " …"
    begins = _of(path.begins, first, len(turn))
    known = np.flatnonzero(begins >= 0)
    if not len(known):
        return TurnTimes(-1, -1, 0.0, True, (), says)
    row = 1000 * path.step // FRAMES
    end = int(_of(path.ends, first, len(turn)).max()) * row
    words, following = [], end
    for begin in begins[::-1]:
        following = int(begin) * row if begin >= 0 else following
        words.append(following)
    return TurnTimes(
        words[-1], end, round(confidence, 2), confidence < SURE, tuple(words[::-1]), says
    )


def _of(values: Ints, first: int, count: int) -> Ints:
    """Return the values of some words; words after the last that is read have none."""
    found = values[first : first + count]
    return np.append(found, np.full(count - len(found), -1, found.dtype))


def _unwritten(placed: Placed, loud: Floats) -> list[tuple[int, int]]:
    """Return the stretches of sound, but for pauses, that no text is for."""
    rows, step = placed.fine.rows, placed.fine.step
    gap = np.concatenate([[False], rows < 0, [False]])
    edges = np.flatnonzero(np.diff(gap.astype(np.int8)))
    found = []
    for begin, end in zip(edges[::2] * step, edges[1::2] * step, strict=True):
        noisy = np.flatnonzero(loud[begin:end])
        if len(noisy) >= NOTED * FRAMES:
            span = (begin + noisy[0], begin + noisy[-1] + 1)
            found.append((int(span[0]) * 1000 // FRAMES, int(span[1]) * 1000 // FRAMES))
    return found


def _unheard(placed: Placed, turns: Sequence[Sequence[str]]) -> list[Unheard]:
    """Return the runs of words that are not in the sound."""
    path, found, first = placed.fine, [], 0
    spoken = set(path.states.words.tolist())
    for number, turn in enumerate(turns):
        run: list[str] = []
        for at, word in enumerate([*turn, ""]):
            missing = first + at in spoken and path.begins[first + at] < 0
            silent = bool(run) and at < len(turn) and first + at not in spoken
            if at < len(turn) and (missing or silent):
                run.append(word)
                continue
            if len(run) >= UNHEARD or (run and len(run) == len(turn)):
                found.append(Unheard(number, " ".join(run)))
            run = []
        first += len(turn)
    return found
