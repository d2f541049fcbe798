"""Words and sound → when each turn and word is said, and how sure that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from showfeed.align.features import Floats, Ints, heard, hushed, loud
from showfeed.align.lattice import Costs
from showfeed.align.phones import Phones, balanced, chances, coarser, learnt, shares
from showfeed.align.placing import (
    COARSE,
    FINE,
    MIDDLE,
    Path,
    gained,
    near,
    pinned,
    place,
    states_of,
    wide_band,
)
from showfeed.align.reading import Reading, clauses

SHARPNESS = 0.3  # of espeak-ng's phonemes in another voice, and of those learnt from it
WELL = 0.5  # as well as most words: what is heard worse teaches nothing
NEIGHBOURS = 3  # words on each side
COARSE_BREAK = 1.5
BREAKS = np.array([6.0, 3.0, 2.0], np.float32)  # within a clause, before a clause, a sentence
COARSE_COSTS = Costs(weight=1.0, stay=0.7)
MIDDLE_COSTS = Costs(weight=0.55, stay=0.35, leap=0.25, omit=6.0, omit_state=0.03)
FINE_COSTS = Costs(weight=0.3, stay=0.3, leap=0.2, omit=6.0, omit_state=0.02)
Pins = Sequence[tuple[int, float]]  # a word, and the second at which its author says it begins


@dataclass(frozen=True)
class Placed:
    """What three looks at a recording found.

    *first* knew espeak-ng's voice, *coarse* and *fine* knew the recording's; *chances* are those
    of the phonemes in the rows of *fine*.
    """

    first: Path
    coarse: Path
    fine: Path
    chances: Floats


def find_words(
    turns: Sequence[Sequence[str]],
    frames: Floats,
    reading: Reading,
    pins: Pins = (),
    progress: Callable[[float], None] = lambda share: None,
) -> Placed:
    """Find every word, given the cepstra of the sound and a reading of the text."""
    share = shares(reading.phonemes, reading.kinds)
    segments, parted = clauses(turns)
    alone, breaks = np.arange(len(segments)), BREAKS[parted]
    pause = hushed(frames).astype(np.float32)
    whole = states_of(reading, segments, np.full_like(breaks, COARSE_BREAK), COARSE, share)

    def wide(heard_now: Floats) -> Path:
        """Look at the whole recording."""
        sound = coarser(heard_now, COARSE // (FINE if heard_now is fine else MIDDLE))
        return place(sound, whole, COARSE, wide_band(len(sound), whole, pins), COARSE_COSTS)

    def narrow(heard_now: Floats, before: Path, step: int, reach: float, costs: Costs) -> Path:
        """Look closely at what is near a way found before."""
        states = states_of(reading, alone, breaks, step, share)
        band = near(before, states, len(heard_now), step, reach)
        return place(heard_now, states, step, pinned(*band, states, step, pins), costs)

    fine = np.zeros((0, 0), np.float32)
    as_read = learnt(reading.features, reading.labels, share, SHARPNESS)
    middle = _chances(as_read, heard(frames), pause, MIDDLE)
    coarse = wide(middle)
    progress(0.3)
    first = narrow(middle, coarse, MIDDLE, 5.0, MIDDLE_COSTS)
    progress(0.5)
    labels = labelled(first, middle, reading, len(frames))
    fine = _chances(*taught(frames, reading, labels, share), pause, FINE)
    coarse = wide(fine)
    progress(0.75)
    last = narrow(fine, coarse, FINE, 3.0, FINE_COSTS)
    progress(1.0)
    return Placed(first, coarse, last, fine)


def _chances(phones: Phones, features: Floats, pause: Floats, step: int) -> Floats:
    """Return the chances of each phoneme; what they were heard from is let go."""
    return chances(balanced(phones, features, pause), features, pause, step)


def taught(frames: Floats, reading: Reading, labels: Ints, share: Floats) -> tuple[Phones, Floats]:
    """Learn how phonemes sound here, from where they were found; return what is heard then."""
    spoken = labels > 0
    features = heard(frames, spoken)
    known = spoken | ~loud(frames)  # what is loud and not of the text may be anything
    also = np.flatnonzero(reading.labels)[::6]
    still = min(0.9, float(np.mean(labels[known] == 0)))
    share = share.copy()
    share[0] = still / (1 - still) * share[1:].sum()
    found = learnt(
        np.concatenate([features[known], reading.features[also]]),
        np.concatenate([labels[known], reading.labels[also]]),
        share / share.sum(),
        SHARPNESS,
    )
    return found, features


def labelled(path: Path, heard_now: Floats, reading: Reading, count: int) -> Ints:
    """Return the phoneme that the way found gives to each frame, where words were heard well."""
    share = shares(reading.phonemes, reading.kinds)
    likeliest = (path.states.expects * share).argmax(1)
    rows = np.repeat(path.rows, path.step)
    rows = np.append(rows, np.full(max(0, count - len(rows)), -1))[:count]
    state = np.maximum(rows, 0)
    gains = np.pad(gained(path, heard_now), NEIGHBOURS, mode="edge")
    # One word may sound like music by chance, but not a whole phrase.
    phrase = np.convolve(gains, np.full(2 * NEIGHBOURS + 1, 1 / (2 * NEIGHBOURS + 1)), "valid")
    well = phrase[path.states.words[state]] >= WELL
    return np.where((rows >= 0) & well, likeliest[state], 0)


def starts(path: Path, firsts: Ints, afters: Ints) -> Floats:
    """Return when each turn begins: with the first of its words that is in the sound."""
    seconds = path.seconds
    found = np.full(len(firsts), np.nan, np.float32)
    for turn, (first, after) in enumerate(zip(firsts, afters, strict=True)):
        known = np.flatnonzero(~np.isnan(seconds[first:after]))
        if len(known):
            found[turn] = seconds[first + known[0]]
    return found
