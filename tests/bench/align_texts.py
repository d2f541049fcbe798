"""Conversations written for the benchmark and the tests of `align`, a file a language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

Turns = list[tuple[str, str]]


@dataclass(frozen=True)
class Written:
    """A conversation, and what is said in its recordings though it is not written."""

    turns: Turns
    advert: str
    fillers: tuple[str, ...]
    unspoken: tuple[str, ...]


@cache
def written(language: str) -> Written:
    """Read a language's file: a line for each turn, then what is not written."""
    file = Path(__file__).parent / "align_texts" / f"{language}.txt"
    lines = [line.partition(": ") for line in file.read_text(encoding="utf-8").splitlines()]
    beside = {who: said for who, _, said in lines if who in ("advert", "fillers", "unspoken")}
    return Written(
        [(who, said) for who, _, said in lines if who not in beside],
        beside.get("advert", ""),
        tuple(filter(None, beside.get("fillers", "").split(" | "))),
        tuple(filter(None, beside.get("unspoken", "").split(" | "))),
    )


ENGLISH, FRENCH = written("en").turns, written("fr").turns
