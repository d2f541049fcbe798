"""Times that a file leaves out: taken from its neighbours where these are measured."""

from collections.abc import Sequence
from typing import NamedTuple

from showfeed.formats.transcripts.captions import clock
from showfeed.model import Cue

A_LETTER = 60  # milliseconds: how long a last caption stays for each of its letters, …
AT_LEAST = 1500  # … and at least


class Settled(NamedTuple):
    """Cues that are timed throughout or not at all; what was mended, by the cue's number."""

    cues: list[Cue]
    mended: list[tuple[int, str, str]]


def settled(cues: Sequence[Cue]) -> Settled:
    """Return cues that all have times, or none, and what had to be mended.

    A cue ends where the next begins if the file does not say it. One without a start begins where
    the one before it ends, if the file says that; else no cue has times, for none are made up.

    >>> settled([Cue(1000, -1, "", "a"), Cue(3000, 4000, "", "b")]).cues[0].end
    3000
    """
    if all(cue.start < 0 for cue in cues):
        return Settled([untimed(cue) for cue in cues], [])
    mended: list[tuple[int, str, str]] = []
    started: list[Cue] = []
    before = 0
    for at, cue in enumerate(cues):
        if cue.start < 0:
            if not started or started[-1].end < 0:
                return Settled([untimed(cue) for cue in cues], [lacking(at)])
            hint = "write its start"
            mended.append((at, f"this has no start; {clock(started[-1].end)} is taken", hint))
            cue = Cue(started[-1].end, cue.end, cue.speaker, cue.text)
        elif 0 <= cue.end < cue.start:
            what = f"this ends at {clock(cue.end)}, before its start at {clock(cue.start)}"
            mended.append((at, what, "correct one of the times"))
            cue = cue._replace(end=cue.start)
        if cue.start < before:
            what = f"this starts at {clock(cue.start)}, before the one above it at {clock(before)}"
            mended.append((at, what, "put the segments in order"))
        before = cue.start
        started.append(cue)
    return Settled(ended(started), mended)


def lacking(at: int) -> tuple[int, str, str]:
    """Tell that one cue has no start while others do."""
    what = "this has no start, and the one above it no end: the transcript counts as untimed"
    return at, what, "write the start of each"


def ended(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues with an end: the next one's start, for the last as long as reading it takes.

    >>> ended([Cue(1000, -1, "", "a")])[0].end
    2500
    """
    if all(cue.end >= 0 for cue in cues):
        return list(cues)
    following = [cue.start for cue in cues[1:]]
    last = cues[-1].start + max(AT_LEAST, A_LETTER * len(cues[-1].text))
    return [
        cue if cue.end >= 0 else cue._replace(end=max(cue.start, after))
        for cue, after in zip(cues, [*following, last], strict=True)
    ]


def untimed(cue: Cue) -> Cue:
    """Return a cue without times."""
    return cue if cue.start == cue.end == -1 else Cue(-1, -1, cue.speaker, cue.text)
