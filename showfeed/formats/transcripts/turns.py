"""Captions → paragraphs → turns: what one speaker says until another does."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import sub

from showfeed.formats.transcripts.breaks import SOLID_LETTER
from showfeed.formats.transcripts.columns import Columns
from showfeed.formats.transcripts.lines import flat

PAUSE = 2000  # milliseconds of silence that part paragraphs
CAPTION = 200  # letters; a longer text is a turn, and its lines are paragraphs
PARAGRAPH = 500  # letters after which a sentence's end does too
ENDS = frozenset(".!?…。！？؟")


def joined(cues: Columns, minute: int = 0) -> Columns:
    """Join captions of one speaker into a turn of paragraphs; what is untimed is so already."""
    return turned(in_paragraphs(cues), minute)


def turned(paragraphs: Columns, minute: int = 0) -> Columns:
    """Join paragraphs of one speaker into a turn.

    With *minute*, a turn that has gone on for that many milliseconds goes on in another, so that
    its time is told again.
    """
    if not paragraphs.texts or paragraphs.starts[0] < 0:
        return paragraphs
    firsts, begun = [0], paragraphs.starts[0]
    for at, (before, who) in enumerate(pairwise(paragraphs.speakers), 1):
        if who != before or 0 < minute <= paragraphs.starts[at] - begun:
            firsts.append(at)
            begun = paragraphs.starts[at]
    return gathered(paragraphs, firsts, "\n".join)


def in_paragraphs(cues: Columns) -> Columns:
    """Join captions into paragraphs: a silence ends one, or a sentence's end where it is long."""
    if not cues.texts or cues.starts[0] < 0:
        return cues
    whole = "".join(cues.texts)
    if "\n" in whole:
        cues = cues._replace(texts=list(map(one_line, cues.texts)))
    solid = not whole.isascii() and SOLID_LETTER.search(whole)
    return gathered(cues, list(beginnings(cues)), unspaced if solid else " ".join)


def gathered(cues: Columns, firsts: Sequence[int], join: Callable[[Sequence[str]], str]) -> Columns:
    """Join cues from each of these numbers to the next; they have one speaker."""
    afters = [*firsts[1:], len(cues.texts)]
    return Columns(
        [cues.starts[at] for at in firsts],
        [cues.ends[at - 1] for at in afters],
        [cues.speakers[at] for at in firsts],
        [join(cues.texts[at:after]) for at, after in zip(firsts, afters, strict=True)],
    )


def beginnings(cues: Columns) -> Iterator[int]:
    """Give the numbers of the cues with which paragraphs begin."""
    voices = enumerate(pairwise(cues.speakers), 1)
    silences = enumerate(map(sub, cues.starts[1:], cues.ends), 1)
    firsts = {at for at, (before, who) in voices if who != before}
    firsts.update(at for at, silence in silences if silence >= PAUSE)
    passed = list(accumulate(map(len, cues.texts), initial=0))
    for first, after in pairwise([0, *sorted(firsts), len(cues.texts)]):
        at = first
        while at < after:
            yield at
            at = bisect_right(passed, passed[at] + PARAGRAPH, at, after)
            while at < after and cues.texts[at - 1][-1:] not in ENDS:
                at += 1


def one_line(text: str) -> str:
    """Return a caption's lines as one; what is longer than a caption has paragraphs."""
    return flat(text) if "\n" in text and len(text) < CAPTION else text


def unspaced(texts: Sequence[str]) -> str:
    """Join captions: nothing parts two of them where words have no spaces."""
    parts = [between(before, after) + after for before, after in pairwise(texts)]
    return texts[0] + "".join(parts)


def between(before: str, after: str) -> str:
    """Return what parts two captions on one line.

    >>> between("日本", "語"), between("日本", "R")
    ('', ' ')
    """
    if after < "\u0e00" or before[-1:] < "\u0e00":
        return " "
    return flat(f"{before[-1]}\n{after[0]}")[1:-1]
