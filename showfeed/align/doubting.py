"""How sure each turn's start is: from what was matched around it, and whether two looks agree."""

from collections.abc import Sequence

import numpy as np

from showfeed.align.features import FRAMES, Floats, Ints
from showfeed.align.measuring import Placed, starts
from showfeed.align.placing import Path, gained

AROUND = 10  # words on each side of a turn's start that tell about it
# What each column of `evidence` says for a start that is right (natural logarithm of the odds),
# fitted to the benchmark's recordings; docs/performance.md tells how well.
WEIGHTS = (1.82, 3.22, 1.03, 0.03, -0.49, -0.13, -1.19, -0.21)
UNSEEN = -2.36


def evidence(placed: Placed, turns: Sequence[Sequence[str]], loud: Floats) -> Floats:
    """Return a row for each turn.

    How well the words after its start were heard and how many were found; the same of those
    before; by how much the first look and the coarse one differ; how long sound went unused within
    those words, and before them.
    """
    afters = np.cumsum([len(turn) for turn in turns])
    firsts = afters - [len(turn) for turn in turns]
    gains, path = gained(placed.fine, placed.chances), placed.fine
    spoken = np.zeros(len(gains), np.bool_)
    spoken[np.unique(path.states.words)] = True
    fine, first, coarse = (
        starts(one, firsts, afters) for one in (placed.fine, placed.first, placed.coarse)
    )
    rows = []
    for turn, (a, z) in enumerate(zip(firsts, afters, strict=True)):
        if np.isnan(fine[turn]):
            rows.append([0.0] * 8)
            continue
        after = [word for word in range(a, z) if spoken[word]][:AROUND]
        before = [word for word in range(max(0, a - 3 * AROUND), a) if spoken[word]][-AROUND:]
        rows.append([
            float(np.mean(gains[after])),
            float(np.mean(path.begins[after] >= 0)),
            float(np.mean(gains[before])) if before else 1.0,
            float(np.mean(path.begins[before] >= 0)) if before else 1.0,
            _apart(first[turn], fine[turn]),
            _apart(coarse[turn], fine[turn]),
            min(3.0, _unused(path, after, loud)),
            _unused(path, [*before[-1:], *after[:1]], loud),
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


def bounds(turns: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """Return the first word of each turn, and the one after its last."""
    afters = np.cumsum([len(turn) for turn in turns])
    return afters - np.array([len(turn) for turn in turns]), afters


def confidences(placed: Placed, turns: Sequence[Sequence[str]], loud: Floats) -> Floats:
    """Return how sure each turn's start is, from 0 to 1."""
    seen = evidence(placed, turns, loud)
    seen[:, [0, 2]] = np.clip(seen[:, [0, 2]], -0.5, 1.2)
    score = seen @ np.array(WEIGHTS, np.float32) + np.float32(UNSEEN)
    return np.asarray(1 / (1 + np.exp(-score)), np.float32)
