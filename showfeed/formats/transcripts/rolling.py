"""Captions that roll, as YouTube writes them: each line stands in the next cue once more."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

TAG = re.compile(r"</?(?:[a-z][^<>]*|[0-9:.]+)?>")
LOOKED_AT = 60  # pairs of cues that tell
FEWEST = 4


class Unrolled(NamedTuple):
    """Cues of which each says what is new in it; *first* is the cue that repeated first."""

    starts: list[int]
    ends: list[int]
    bodies: list[str]
    left_out: int
    first: int


def rolls(bodies: Sequence[str]) -> bool:
    """Tell whether most cues begin with the line that the one before ends with, and go on."""
    lines = [_bare(body) for body in bodies[: LOOKED_AT + 1]]
    pairs = [pair for pair in pairwise(lines) if pair[0] and pair[1]]
    again = [(above, below) for above, below in pairs if above[-1] == below[0]]
    longer = sum(above != below and len(below) > 1 for above, below in again)
    return longer >= FEWEST and len(again) * 2 >= len(pairs)


def unrolled(starts: Sequence[int], ends: Sequence[int], bodies: Sequence[str]) -> Unrolled | None:
    """Return the cues with each line once, None where they do not roll."""
    if not rolls(bodies):
        return None
    found = Unrolled([], [], [], 0, 0)
    shown: list[str] = []
    left_out, first = 0, -1
    for at, (start, end, body) in enumerate(zip(starts, ends, bodies, strict=True)):
        written = [line for line in body.split("\n") if TAG.sub("", line).strip()]
        lines = [TAG.sub("", line).strip() for line in written]
        most = min(len(shown), len(lines))
        known = next((n for n in range(most, 0, -1) if shown[-n:] == lines[:n]), 0)
        left_out += known
        first = at if known and first < 0 else first
        shown = lines
        if known == len(lines):
            continue
        if found.starts and found.starts[-1] < start:  # the line before stays on the screen
            found.ends[-1] = min(found.ends[-1], start)
        found.starts.append(start)
        found.ends.append(end)
        found.bodies.append("\n".join(written[known:]))
    return found._replace(left_out=left_out, first=first)


def _bare(body: str) -> list[str]:
    """Return the lines of a cue that say something, without tags."""
    return [line for line in map(str.strip, TAG.sub("", body).split("\n")) if line]
