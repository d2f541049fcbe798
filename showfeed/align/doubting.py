"""How sure each turn's start is: from what was matched around it, and whether two looks agree."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from showfeed.align.features import FRAMES, Floats, Ints
from showfeed.align.measuring import Placed, bounds, starts
from showfeed.align.placing import Path, gained

AROUND = 10  # words on each side of a turn's start that tell about it
OPENING, PACED = 3, 8  # found words after it that tell most
SHORT = 5  # words of a turn that has few to be known by
# What each column of `evidence` says for a start that is right (natural logarithm of the odds),
# fitted once (logistic regression) to recordings made as the benchmark's are; docs/performance.md
# tells how well they do.
WEIGHTS = (2.57, 3.06, -0.01, -0.51, -0.51, -0.61, -0.16, -1.6, 0.22, -0.69, -0.62, -2.33)
UNSEEN = -2.15


def evidence(placed: Placed, turns: Sequence[Sequence[str]], loud: Floats) -> Floats:
    """Return a row for each turn.

    How well the words after its start were heard and how many were found; how well those before
    were; by how much the first look and the coarse one differ; how long sound went unused within
    those words, and before them; by how much the loose look differs; how well its first words were
    heard, the longest other sound between them, how far they are from the reading's pace; whether
    there are few.
    """
    firsts, afters = bounds(turns)
    gains, path = gained(placed.fine, placed.chances), placed.fine
    spoken = np.zeros(len(gains), np.bool_)
    spoken[np.unique(path.states.words)] = True
    fine, first, coarse, loose = (
        starts(one, firsts, afters)
        for one in (placed.fine, placed.first, placed.coarse, placed.loose)
    )
    lengths = np.bincount(path.states.words, minlength=len(gains))
    rows = []
    for turn, (a, z) in enumerate(zip(firsts, afters, strict=True)):
        if np.isnan(fine[turn]):
            rows.append([0.0] * len(WEIGHTS))
            continue
        said = [word for word in range(a, min(z, len(spoken))) if spoken[word]]
        found = [word for word in said if path.begins[word] >= 0][:PACED]
        after = said[:AROUND]
        before = [word for word in range(max(0, a - 3 * AROUND), a) if spoken[word]][-AROUND:]
        rows.append([
            float(np.clip(np.mean(gains[after]), -0.5, 1.2)),
            float(np.mean(path.begins[after] >= 0)),
            float(np.clip(np.mean(gains[before]), -0.5, 1.2)) if before else 1.0,
            _apart(first[turn], fine[turn]),
            _apart(coarse[turn], fine[turn]),
            min(3.0, _unused(path, after, loud)),
            _unused(path, [*before[-1:], *after[:1]], loud),
            _apart(loose[turn], fine[turn]),
            float(np.clip(np.mean(gains[found[:OPENING]]), -0.5, 1.5)),
            _interrupted(path, found, loud),
            _hurried(path, found, lengths),
            float(len(said) <= SHORT),
        ])  # fmt: skip
    return np.array(rows, np.float32)


def _apart(one: float, other: float) -> float:
    """Return by how many seconds two looks differ, 3 at most."""
    return 3.0 if np.isnan(one) else float(min(3.0, abs(one - other)))


def _unused(path: Path, words: Sequence[int], loud: Floats) -> float:
    """Return how many seconds of sound, but for pauses, were used for no word, 5 at most."""
    known = [word for word in words if path.begins[word] >= 0]
    if len(known) < 2:
        return 0.0
    rows = path.rows[path.begins[known[0]] : path.ends[known[-1]]]
    at = (path.begins[known[0]] + np.flatnonzero(rows < 0)) * path.step
    return float(min(5.0, loud[at[at < len(loud)]].sum() * path.step / FRAMES))


def _interrupted(path: Path, found: Sequence[int], loud: Floats) -> float:
    """Return the longest sound, but for pauses, between two words that were found, 3 s at most."""
    longest = 0.0
    for word, after in pairwise(found):
        at = np.arange(path.ends[word], path.begins[after]) * path.step
        longest = max(longest, float(loud[at[at < len(loud)]].sum()) * path.step / FRAMES)
    return min(3.0, longest)


def _hurried(path: Path, found: Sequence[int], lengths: Ints) -> float:
    """Return how far the pace of words is from the reading's: a natural logarithm, 2 at most."""
    if len(found) < 2:
        return 0.5
    taken = (path.ends[found[-1]] - path.begins[found[0]]) * path.step / FRAMES
    read = lengths[found[0] : found[-1] + 1].sum() * path.step / FRAMES
    return float(min(2.0, abs(np.log((taken + 0.2) / (read + 0.2)))))


def confidences(placed: Placed, turns: Sequence[Sequence[str]], loud: Floats) -> Floats:
    """Return how sure each turn's start is, from 0 to 1."""
    seen = evidence(placed, turns, loud)
    score = seen @ np.array(WEIGHTS, np.float32) + np.float32(UNSEEN)
    return np.asarray(1 / (1 + np.exp(-score)), np.float32)
