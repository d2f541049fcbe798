"""A reading and a recording → the row at which each word begins: coarsely, then finely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from showfeed.align.features import FRAMES, Floats, Ints
from showfeed.align.lattice import Costs, States, search
from showfeed.align.reading import Reading

COARSE, MIDDLE, FINE = 8, 4, 2  # frames in a row
WIDE = 400.0  # seconds that sound may run before or behind an even reading
DWELL = 0.0015  # of what a gap costs more than the least, for each frame in it
BLOCK = 10_000  # rows
PINNED = 2.0  # seconds that a turn may begin from where its author says


@dataclass(frozen=True)
class Path:
    """The way found: a state for each row of *step* frames, or -1 - n in the gap before segment n.

    *begins* and *ends* are the rows of each word, -1 where it is not in the sound.
    """

    states: States
    rows: Ints
    step: int
    begins: Ints
    ends: Ints

    @property
    def seconds(self) -> Floats:
        """Return when each word begins, NaN where it is not in the sound."""
        times = self.begins * (self.step / FRAMES)
        return np.where(self.begins < 0, np.nan, times).astype(np.float32)


def states_of(reading: Reading, segments: Ints, breaks: Floats, step: int, share: Floats) -> States:
    """Part the frames of each segment into states of about *step* frames; silence has none.

    *segments* are those of each word, *breaks* what a gap before each word costs.
    """
    spoken = np.flatnonzero(reading.phonemes != 0)
    of = segments[reading.words[spoken]]
    cuts = np.flatnonzero(np.diff(of)) + 1
    expects: list[Floats] = []
    words, firsts, lasts = [], [], []
    for frames in np.split(spoken, cuts) if len(spoken) else []:
        firsts.append(len(expects))
        for part in np.array_split(frames, max(1, round(len(frames) / step))):
            kinds = np.bincount(reading.phonemes[part], minlength=reading.kinds)
            expects.append((kinds / len(part) / share).astype(np.float32))
            words.append(reading.words[part[0]])
        lasts.append(len(expects) - 1)
    before = np.append(breaks[np.array(words)[firsts]], breaks.min()).astype(np.float32)
    dwell = np.float32(DWELL * step) * (before - before.min())
    return States(
        np.array(expects), np.array(words), np.array(firsts), np.array(lasts), before, dwell
    )


def wide_band(rows: int, states: States, pins: Sequence[tuple[int, float]]) -> tuple[Ints, Ints]:
    """Return which states each coarse row looks at: those near an even reading."""
    count = len(states.words)
    reach = min(count, int(WIDE * FRAMES / COARSE))
    even = np.arange(rows) * count // rows
    low, high = np.clip(even - reach, 0, count - 1), np.clip(even + reach, 1, count)
    low[0] = 0
    high[-1] = count
    return pinned(low, high, states, COARSE, pins)


def pinned(
    low: Ints, high: Ints, states: States, step: int, pins: Sequence[tuple[int, float]]
) -> tuple[Ints, Ints]:
    """Keep a word's states from rows that are too far from the word's pin (seconds)."""
    for word, seconds in pins:
        state = int(np.searchsorted(states.words, word))
        early = max(0, int((seconds - PINNED) * FRAMES / step))
        late = max(0, int((seconds + PINNED) * FRAMES / step))
        high[:early] = np.minimum(high[:early], max(1, state))
        low[late:] = np.maximum(low[late:], min(state, len(states.words) - 1))
    return np.minimum(low, high - 1), high


def near(path: Path, states: States, rows: int, step: int, reach: float) -> tuple[Ints, Ints]:
    """Return which states of a finer reading each row looks at: those near a coarser way."""
    count = len(states.words)
    words = int(max(path.states.words[-1], states.words[-1])) + 2
    first = np.searchsorted(states.words, np.arange(words))  # the finer state of each word
    old = path.states.words
    begin = np.searchsorted(old, old)
    many = np.searchsorted(old, old, side="right") - begin
    inside = (np.arange(len(old)) - begin) / many
    position = first[old] + inside * (first[old + 1] - first[old])
    way = position[np.maximum(path.rows, 0)]
    # In a gap, all the text may be said that was passed over in it.
    behind = np.maximum.accumulate(np.where(path.rows >= 0, way, 0.0))
    ahead = np.where(path.rows >= 0, way, float(count))
    ahead = np.minimum.accumulate(ahead[::-1])[::-1]
    row = np.minimum(np.arange(rows) * step // path.step, len(way) - 1)
    reached = int(reach * FRAMES / step)
    at = np.arange(rows)
    low = behind[row[np.maximum(0, at - reached)]].astype(np.int64) - reached // 4
    high = ahead[row[np.minimum(rows - 1, at + reached)]].astype(np.int64) + reached // 4
    low, high = np.clip(low, 0, count - 1), np.clip(high, 1, count)
    low[0] = 0
    high[-1] = count
    return np.minimum(low, high - 1), high


def place(heard: Floats, states: States, step: int, band: tuple[Ints, Ints], costs: Costs) -> Path:
    """Search, and tell where each word begins and ends."""
    rows = search(heard, states, *band, costs)
    words = int(states.words[-1]) + 1
    begins, ends = np.full(words, -1, np.int64), np.full(words, -1, np.int64)
    at = np.flatnonzero(rows >= 0)
    if len(at):
        word = states.words[rows[at]]
        found, first = np.unique(word, return_index=True)
        begins[found] = at[first]
        _, last = np.unique(word[::-1], return_index=True)
        ends[found] = at[::-1][last] + 1
    return Path(states, rows, step, begins, ends)


def gained(path: Path, chances: Floats) -> Floats:
    """Return how well each word was heard: 1 is this recording's middle, 0 not at all."""
    gains = np.zeros(len(path.begins), np.float32)
    rows = np.flatnonzero(path.rows >= 0)
    state = path.rows[rows]
    likeness = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), BLOCK):
        span = slice(start, start + BLOCK)
        expected = path.states.expects[state[span]]
        np.einsum("ij,ij->i", chances[rows[span]], expected, out=likeness[span])
    score = np.log(likeness + np.float32(0.03))
    word = path.states.words[state]
    many = np.bincount(word, minlength=len(gains))
    total = np.bincount(word, weights=score, minlength=len(gains))
    found = many > 0
    gains[found] = total[found] / many[found]
    usual = float(np.median(gains[found])) if found.any() else 1.0
    return np.asarray(gains / np.float32(max(usual, 0.05)))
