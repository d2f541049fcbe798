"""Words and sound → when each turn and word is said, and how sure that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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
from showfeed.align.strays import freed, rejoined, strays

SHARPNESS = 0.3  # of espeak-ng's phonemes in another voice, and of those learnt from it
WELL = 0.5  # as well as most words: what is heard worse teaches nothing
KEPT = 6  # of so many examples of a reading, one is learnt from when the recording tells more
NEIGHBOURS = 3  # words on each side
COARSE_BREAK = 1.5
BREAKS = np.array([6.0, 3.0, 2.0], np.float32)  # within a clause, before a clause, a sentence
COARSE_COSTS = Costs(weight=1.0, stay=0.7)
Pins = Sequence[tuple[int, float]]  # a word, and the second at which its author says it begins


class Look(NamedTuple):
    """How closely to look: frames in a row, seconds to either side, what departing costs."""

    step: int
    reach: float
    costs: Costs
    breaks: float = 1.0  # of what a gap costs


MIDDLE_COSTS = Costs(weight=0.55, stay=0.35, leap=0.25, omit=6.0, omit_state=0.03)
FIRST = Look(MIDDLE, 5.0, MIDDLE_COSTS)
LAST = Look(FINE, 3.0, Costs(weight=0.3, stay=0.3, leap=0.2, omit=6.0, omit_state=0.02))
# Readier to pass text and sound over: where it goes another way, either may be wrong.
LOOSE = Look(MIDDLE, 8.0, replace(MIDDLE_COSTS, stay=0.6, omit=3.0, omit_state=0.02), 0.5)


@dataclass(frozen=True)
class Placed:
    """What four looks at a recording found.

    *first* knew espeak-ng's voice, *coarse*, *fine* and *loose* knew the recording's; *loose* gave
    words up more readily. *chances* are those of the phonemes in the rows of *fine*.
    """

    first: Path
    coarse: Path
    fine: Path
    loose: Path
    chances: Floats


@dataclass(frozen=True)
class Text:
    """A text that is searched for: as it is read, where its turns begin, how words are parted."""

    reading: Reading
    share: Floats
    turns: tuple[Ints, Ints]
    segments: Ints
    parted: Ints
    pins: Pins

    def wide(self, chances: Floats, step: int) -> Path:
        """Look at a whole recording."""
        breaks = np.full(len(self.parted), COARSE_BREAK, np.float32)
        states = states_of(self.reading, self.segments, breaks, COARSE, self.share)
        sound = coarser(chances, COARSE // step)
        band = wide_band(len(sound), states, self.pins)
        return place(sound, states, COARSE, band, COARSE_COSTS)

    def narrow(self, chances: Floats, before: Path, look: Look, also: Pins = ()) -> Path:
        """Look closely at what is near a way found before."""
        breaks = BREAKS[self.parted] * np.float32(look.breaks)
        alone = np.arange(len(self.segments))
        states = states_of(self.reading, alone, breaks, look.step, self.share)
        band = near(before, states, len(chances), look.step, look.reach)
        band = pinned(*band, states, look.step, [*self.pins, *also])
        return place(chances, states, look.step, band, look.costs)

    def gathered(self, chances: Floats, before: Path, look: Look, pause: Floats) -> Path:
        """Look closely, and once more where the first words of turns were left behind."""
        found = self.narrow(chances, before, look)
        behind = strays(found, chances, self.turns, self.parted, pause)
        if not behind:
            return found
        return self.narrow(chances, freed(found, behind), look, rejoined(found, behind))


def find_words(
    turns: Sequence[Sequence[str]],
    frames: Floats,
    reading: Reading,
    pins: Pins = (),
    progress: Callable[[float], None] = lambda share: None,
) -> Placed:
    """Find every word, given the cepstra of the sound and a reading of the text."""
    share = shares(reading.phonemes, reading.kinds)
    text = Text(reading, share, bounds(turns), *clauses(turns), pins)
    pause = hushed(frames).astype(np.float32)
    as_read, examples = _as_read(reading, frames, share)
    middle = _chances(as_read, heard(frames), pause, MIDDLE)
    coarse = text.wide(middle, MIDDLE)
    progress(0.3)
    first = text.narrow(middle, coarse, FIRST)
    progress(0.5)
    labels = labelled(first, middle, reading, len(frames))
    del middle  # memory is what a long recording is short of
    fine = _chances(*taught(frames, examples, labels, share), pause, FINE)
    coarse = text.wide(fine, FINE)
    progress(0.7)
    last = text.gathered(fine, coarse, LAST, pause)
    progress(0.9)
    loose = text.gathered(coarser(fine, MIDDLE // FINE), coarse, LOOSE, pause)
    progress(1.0)
    return Placed(first, coarse, last, loose, fine)


def _as_read(reading: Reading, frames: Floats, share: Floats) -> tuple[Phones, tuple[Floats, Ints]]:
    """Learn how phonemes sound as they were read; return also the few examples kept for later."""
    features, phonemes = reading.examples(frames)
    few = np.flatnonzero(phonemes)[::KEPT]
    return learnt(features, phonemes, share, SHARPNESS), (features[few], phonemes[few])


def _chances(phones: Phones, features: Floats, pause: Floats, step: int) -> Floats:
    """Return the chances of each phoneme; what they were heard from is let go."""
    return chances(balanced(phones, features, pause), features, pause, step)


def taught(
    frames: Floats, examples: tuple[Floats, Ints], labels: Ints, share: Floats
) -> tuple[Phones, Floats]:
    """Learn how phonemes sound here, from where they were found; return what is heard then."""
    spoken = labels > 0
    features = heard(frames, spoken)
    known = spoken | ~loud(frames)  # what is loud and not of the text may be anything
    read, phonemes = examples
    count = np.count_nonzero(known)
    held = np.empty((count + len(read), features.shape[1]), np.float32)
    np.compress(known, features, 0, out=held[:count])
    held[count:] = read
    found = learnt(held, np.concatenate([labels[known], phonemes]), share, SHARPNESS)
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


def bounds(turns: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """Return the first word of each turn, and the one after its last."""
    afters = np.cumsum([len(turn) for turn in turns])
    return afters - np.array([len(turn) for turn in turns]), afters


def starts(path: Path, firsts: Ints, afters: Ints) -> Floats:
    """Return when each turn begins: with the first of its words that is in the sound."""
    seconds = path.seconds
    found = np.full(len(firsts), np.nan, np.float32)
    for turn, (first, after) in enumerate(zip(firsts, afters, strict=True)):
        known = np.flatnonzero(~np.isnan(seconds[first:after]))
        if len(known):
            found[turn] = seconds[first + known[0]]
    return found
