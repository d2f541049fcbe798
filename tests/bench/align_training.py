"""Fit the weights of `showfeed.align.doubting`, and tell how well they flag what is wrong.

    python tests/bench/align_training.py TEXTS

TEXTS is a folder with prose of each language, `en.txt`, `de.txt` …, a paragraph a line (what was
used: the translations of Debian Reference). The page that showfeed began with is read too, if it
lies beside the project. Recordings to learn from and recordings to judge by share neither the
passages nor the damage, nor, but for French and English, the language.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from align_corpus import Case, Spoken, record, sentences_of
from align_figures import LONG_VOICES, PAGE, SHORT_VOICES, long_text
from align_voices import RATE, Voice
from numpy.typing import NDArray

from showfeed.align.doubting import evidence
from showfeed.align.features import hushed, streamed
from showfeed.align.measuring import bounds, find_words, starts
from showfeed.align.reading import read_aloud
from showfeed.align.speaking import find_espeak

HARD = Case("hardest", advert=True, sentences_missing=0.1, words_missing=0.1)
WORDS = 3300  # of a recording: about 23 minutes
LEARNT, JUDGED = ("en", "fr"), ("en", "fr", "de", "es", "it", "pt")
WRONG, RIGHT = 2.0, 1.0  # seconds
FALSE_FLAGS = 0.06  # of the turns to learn from that are right
STRENGTH = 20.0  # with which weights are held small
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Recorded:
    """A recording that is to be made."""

    language: str
    voices: list[Voice]
    turns: list[tuple[str, str]]
    seed: int


def turns_from(paragraphs: list[str], chance: random.Random) -> list[tuple[str, str]]:
    """Deal prose out to two speakers, in turns of one sentence to nine."""
    parts = [part for text in paragraphs for part in sentences_of(text) if len(part.split()) > 2]
    at, words, found = chance.randrange(max(1, len(parts) // 8)), 0, list[tuple[str, str]]()
    while words < WORDS and at < len(parts):
        many = chance.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))
        said = " ".join(parts[at : at + many])
        found.append(("Ana" if len(found) % 2 else "Ben", said))
        at, words = at + many, words + len(said.split())
    return found


def planned(texts: Path, learn: bool) -> Iterator[Recorded]:
    """Return what to learn from, or what to judge by."""
    seeds = range(11, 17) if learn else range(101, 106)
    for seed in seeds if PAGE.exists() else ():
        yield Recorded("fr", LONG_VOICES["pico"][:: 1 if seed % 2 else -1], long_text(), seed)
    for (language, engine), voices in SHORT_VOICES.items():
        file = texts / f"{language}.txt"
        if language not in (LEARNT if learn else JUDGED) or not file.exists():
            continue
        paragraphs = file.read_text(encoding="utf-8").splitlines()
        half = len(paragraphs) // 2
        for seed in (21, 22) if learn else (121, 122):
            chance = random.Random(f"{language} {engine} {seed}")
            part = paragraphs[:half] if learn else paragraphs[half:]
            yield Recorded(language, voices, turns_from(part, chance), seed)


def measured(made: Spoken, language: str) -> tuple[Table, Table]:
    """Return the evidence of each turn whose truth is known, and how far it is off."""
    blocks = (made.sound[at : at + 10 * RATE] for at in range(0, len(made.sound), 10 * RATE))
    frames = np.concatenate(list(streamed(blocks, RATE)))
    turns = [said.split() for _, said in made.turns]
    placed = find_words(turns, frames, read_aloud(turns, find_espeak(), language))
    seen = evidence(placed, turns, (~hushed(frames)).astype(np.float32))
    begun = starts(placed.fine, *bounds(turns))
    known = [at for at, start in enumerate(made.starts) if start is not None]
    off = [abs(begun[at] - (made.starts[at] or 0)) for at in known]
    return seen[known].astype(np.float64), np.nan_to_num(np.array(off), nan=1e9)


def gathered(texts: Path, learn: bool) -> tuple[Table, Table]:
    """Measure all recordings of a kind."""
    tables, distances = [], []
    for one in planned(texts, learn):
        cast = dict(zip(dict.fromkeys(who for who, _ in one.turns), one.voices, strict=False))
        table, off = measured(record(one.turns, cast, one.language, HARD, one.seed), one.language)
        print(f"{one.language} {one.seed}: {(off > WRONG).sum()} of {len(off)} wrong", flush=True)
        tables.append(table)
        distances.append(off)
    return np.concatenate(tables), np.concatenate(distances)


def fitted(table: Table, right: Table) -> tuple[Table, float]:
    """Return weights and their constant: logistic regression, wrong turns counted for more."""
    middle, spread = table.mean(0), table.std(0) + 1e-6
    rows = np.c_[(table - middle) / spread, np.ones(len(table))]
    counts = np.where(right > 0, 1, np.sqrt(right.sum() / max(1, (right == 0).sum())))
    held = np.r_[np.full(table.shape[1], STRENGTH), 1e-6]
    found = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ found))
        step = rows.T @ (counts * (chance - right)) + held * found
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        found -= np.linalg.solve(bend, step)
    weights = found[:-1] / spread
    return weights, float(found[-1] - (weights * middle).sum())


def told(name: str, score: Table, off: Table) -> None:
    """Print what is flagged."""
    wrong, right = score[off > WRONG] < 0, score[off <= RIGHT] < 0
    print(f"{name}: {wrong.sum()} of {len(wrong)} that are over 2 s wrong are flagged, and "
          f"{right.sum()} of {len(right)} that are right ({right.mean():.1%})")  # fmt: skip


def main() -> None:
    """Fit, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    texts = parser.parse_args().texts
    table, off = gathered(texts, learn=True)
    clear = (off > WRONG) | (off <= RIGHT)
    weights, constant = fitted(table[clear], (off[clear] <= RIGHT).astype(float))
    constant -= float(np.quantile((table @ weights + constant)[off <= RIGHT], FALSE_FLAGS))
    print(tuple(np.round(weights, 2).tolist()), round(constant, 2))
    told("learnt from", table @ weights + constant, off)
    table, off = gathered(texts, learn=False)
    told("never seen", table @ weights + constant, off)


if __name__ == "__main__":
    main()
