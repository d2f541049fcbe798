"""A cue as units with their widths and times, and where it is cut best."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from showfeed.formats.transcripts.breaks import Strength, even, strength, units, wide
from showfeed.formats.transcripts.lines import flat
from showfeed.model import CaptionOptions, Cue

HONEST = 10_000  # milliseconds: a longer stretch without known times is not cut
PAUSE = 2000  # milliseconds between the starts of two words: a silence, so a cut
# How far from where it would be even a cut may fall, for the sake of where it falls.
WORTH = {
    Strength.TIED: -0.5,
    Strength.SHORT: -0.1,
    Strength.WORD: 0.0,
    Strength.CLAUSE: 0.5,
}


@dataclass(frozen=True)
class Measured:
    """Units of a cue: where each begins and ends on the line, when it begins, how it is parted.

    *strengths* are those of the cut before each unit. *words* are the known starts of the words
    in each unit; *exact* where all are.
    """

    units: list[str]
    lefts: list[int]
    rights: list[int]
    starts: list[int]  # and the cue's end
    strengths: list[Strength]
    words: list[tuple[int, ...]]
    exact: bool

    def text(self, first: int, after: int) -> str:
        """Return the words of a piece."""
        return "".join(self.units[first:after]).strip()

    def end(self, first: int, after: int, limits: CaptionOptions) -> int:
        """Return when a piece ends: with the next word, or a moment after its own last one."""
        end = self.starts[after]
        last = self.starts[after - 1] + PAUSE
        too_late = after < len(self.units) or end - self.starts[first] > limits.seconds * 1000
        return min(end, last) if self.exact and too_late else end

    def fits(self, first: int, after: int, limits: CaptionOptions) -> bool:
        """Tell whether a piece is short enough, and stands in its lines."""
        if self.end(first, after, limits) - self.starts[first] > limits.seconds * 1000:
            return False
        left, right = self.lefts[first], self.rights[after - 1]
        if right - left <= limits.columns:
            return True
        # The first line takes all that it can hold; the second has to take the rest.
        second = bisect_right(self.rights, left + limits.columns, first, after)
        return limits.lines == 2 and second > first and right - self.lefts[second] <= limits.columns

    def pieces(self, limits: CaptionOptions) -> list[tuple[int, int]]:
        """Cut into pieces that fit, and put a short one back to its neighbour if that fits too."""
        pieces: list[tuple[int, int]] = []
        for first, after in self.cut(0, len(self.units), limits):
            if (
                pieces
                and limits.columns // 2 > min(self.width(*pieces[-1]), self.width(first, after))
                and self.strengths[first] != Strength.PAUSE
                and self.fits(pieces[-1][0], after, limits)
            ):
                first, _ = pieces.pop()
            pieces.append((first, after))
        return pieces

    def width(self, first: int, after: int) -> int:
        """Return the columns of a piece on one line."""
        return self.rights[after - 1] - self.lefts[first]

    def cut(self, first: int, after: int, limits: CaptionOptions) -> Iterator[tuple[int, int]]:
        """Cut into pieces that fit: at silences, sentences, clauses, words."""
        if after - first == 1 or self.fits(first, after, limits):
            yield first, after
            return
        top = max(self.strengths[first + 1 : after])
        if top < Strength.SENTENCE:
            at = self.best(first, after, limits)
            yield from self.cut(first, at, limits)
            yield from self.cut(at, after, limits)
            return
        inner = (at for at in range(first + 1, after) if self.strengths[at] == top)
        begun = end = first
        for at in (*inner, after):
            if end > begun and (top == Strength.PAUSE or not self.fits(begun, at, limits)):
                yield from self.cut(begun, end, limits)
                begun = end
            end = at
        yield from self.cut(begun, end, limits)

    def best(self, first: int, after: int, limits: CaptionOptions) -> int:
        """Return where a sentence is cut: into even parts, rather after a clause."""
        room = limits.columns * limits.lines
        left, total = self.lefts[first], self.rights[after - 1] - self.lefts[first]
        parts = max(2, -(-total // room))
        even, part = left + total * (parts // 2) / parts, max(1.0, total / parts)
        low = min(max(bisect_left(self.lefts, even - part), first + 1), after - 1)
        high = max(min(bisect_right(self.lefts, even + part), after), low + 1)
        return max(
            range(low, high),
            key=lambda at: WORTH[self.strengths[at]] - abs(self.lefts[at] - even) / part,
        )


def measured(cue: Cue) -> Measured:
    """Measure a cue; units between which no time is known within reason are kept together."""
    text = flat(cue.text)
    width = len if even(text) else wide
    pieces = units(text)
    known = cue.words if len(cue.words) == len(cue.text.split()) else ()
    words = list(words_of(pieces, known))
    widths = [width(unit) for unit in pieces]
    anchors = [at for at, times in enumerate(words) if times and at]
    starts = [cue.start] * len(pieces) + [max(cue.start, cue.end)]
    kept = [True] * len(pieces)
    before = cue.start
    for at in anchors:
        starts[at] = before = min(max(words[at][0], before), starts[-1])
    for one, other in pairwise([0, *anchors, len(pieces)]):
        span, total = starts[other] - starts[one], max(1, sum(widths[one:other]))
        for at, passed in enumerate(accumulate(widths[one : other - 1]), one + 1):
            starts[at] = starts[one] + span * passed // total
            kept[at] = span <= HONEST
    return together(pieces, starts, kept, words, width)


def words_of(pieces: list[str], known: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Return the times of the words that begin in each unit, () where it goes on with a word."""
    used, begins = 0, True
    for unit in pieces:
        many = len(unit.split())
        yield known[used : used + many] if begins else ()
        used += many if begins else many - 1
        begins = unit[-1:] in (" ", "\n")


def together(
    pieces: list[str],
    starts: list[int],
    kept: list[bool],
    words: list[tuple[int, ...]],
    width: Callable[[str], int],
) -> Measured:
    """Join the units that can't be parted, and lay all of them out on one line."""
    firsts = [at for at, may in enumerate(kept) if may]
    afters = [*firsts[1:], len(pieces)]
    joined = ["".join(pieces[a:b]) for a, b in zip(firsts, afters, strict=True)]
    times = [sum(words[a:b], ()) for a, b in zip(firsts, afters, strict=True)]
    exact = all(times)
    edges = list(accumulate(map(width, joined), initial=0))
    begin = [starts[at] for at in firsts]
    strengths = [
        Strength.PAUSE if exact and later - earlier >= PAUSE else strength(one, other)
        for (one, other), (earlier, later) in zip(pairwise(joined), pairwise(begin), strict=True)
    ]
    return Measured(
        units=joined,
        lefts=edges[:-1],
        rights=[left + width(unit.rstrip()) for left, unit in zip(edges, joined, strict=False)],
        starts=[*begin, starts[-1]],
        strengths=[Strength.TIED, *strengths],
        words=times if exact else [()] * len(joined),
        exact=exact,
    )
