"""A turn's first words that a search left behind: in music, or in speech that nobody wrote down."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from showfeed.align.features import FRAMES, Floats, Ints
from showfeed.align.placing import Path, gained

FEW = 7  # words: more of them are not found by chance
LONG = 2.0  # seconds of sound that no word is for, within a sentence
POORLY = 0.82  # as well as most words are heard


def strays(
    path: Path, chances: Floats, bounds: tuple[Ints, Ints], parted: Ints, pause: Floats
) -> list[tuple[int, int]]:
    """Return the first word of each such turn, and the one with which the rest goes on."""
    gains = gained(path, chances)
    found = []
    for first, after in zip(*bounds, strict=True):
        known = np.flatnonzero(path.begins[first:after] >= 0)[: FEW + 1] + first
        for many, (word, further) in enumerate(pairwise(known), 1):
            at = np.arange(path.ends[word], path.begins[further]) * path.step
            sound = (1 - pause[at[at < len(pause)]]).sum() * path.step / FRAMES
            if sound < LONG:
                continue
            if parted[further] < 2 and gains[known[:many]].mean() < POORLY:
                found.append((int(known[0]), int(further)))
            break
    return found


def freed(path: Path, left_behind: list[tuple[int, int]]) -> Path:
    """Return a way in which those words are found nowhere, so that a search may find them anew."""
    rows = path.rows.copy()
    for word, further in left_behind:
        rows[path.begins[word] : path.begins[further]] = -1
    return replace(path, rows=rows)


def rejoined(path: Path, left_behind: list[tuple[int, int]]) -> list[tuple[int, float]]:
    """Return those words and the second near which each must begin, just before the rest."""
    lengths = np.bincount(path.states.words, minlength=len(path.begins))
    return [
        (word, float(path.begins[further] - lengths[word:further].sum()) * path.step / FRAMES)
        for word, further in left_behind
    ]
