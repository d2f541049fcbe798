"""Cues → captions that can be read: cut, joined, in two lines, long enough on the screen.

Times are never made up in silence. Where a cue knows its words' times it is cut at those. Where
it does not, it is cut only if it is short (`HONEST`): its start and end were measured, so that
sharing it out by letters can't be far off. A longer one is left whole; `caption-long` tells it.
"""

from collections.abc import Callable, Iterator, Sequence

from showfeed.formats.transcripts.breaks import SOLID_LETTER, wide, width_of
from showfeed.formats.transcripts.lines import broken, flat, within
from showfeed.formats.transcripts.measured import PAUSE, measured
from showfeed.model import CaptionOptions, Cue

PACE = 17  # columns that most people read in a second
SHORTEST = 1000  # milliseconds: less is a flash
WORDS = 8  # so many cues of one word each are a list of words, not captions


def readable(cues: Sequence[Cue], limits: CaptionOptions) -> list[Cue]:
    r"""Return captions within the limits; cues that are so already pass as they are.

    >>> cue = Cue(0, 4000, "Ana", "Nothing is made up here. Not a word of it is lost, none moved.")
    >>> [(c.start, c.text) for c in readable([cue], CaptionOptions(columns=30))]
    [(0, 'Nothing is made up here.'), (1612, 'Not a word of it is lost,\nnone moved.')]
    """
    if not cues or cues[0].start < 0:
        return list(cues)
    if word_by_word(cues):
        cues = list(runs(cues))
    width = width_of(cue.text for cue in cues)
    return lingering(list(fitted(cues, limits, width)), limits, width)


def unbroken(cues: Sequence[Cue]) -> list[Cue]:
    """Return captions with the words of each in one line."""
    return [cue._replace(text=flat(cue.text)) if "\n" in cue.text else cue for cue in cues]


def too_long(cue: Cue, limits: CaptionOptions) -> bool:
    """Tell whether a cue can't be read, and it is not known where it may be cut."""
    pieces = list(fitted([cue], limits, wide))
    return any(not fits(piece, limits, wide) for piece in pieces)


def fits(cue: Cue, limits: CaptionOptions, width: Callable[[str], int]) -> bool:
    """Tell whether a cue is a caption already."""
    return cue.end - cue.start <= limits.seconds * 1000 and within(
        cue.text, limits.lines, limits.columns, width
    )


def fitted(
    cues: Sequence[Cue], limits: CaptionOptions, width: Callable[[str], int]
) -> Iterator[Cue]:
    """Cut cues and break their lines."""
    longest, lines, columns = limits.seconds * 1000, limits.lines, limits.columns
    room = columns * lines + lines - 1
    for cue in cues:
        if cue.end - cue.start <= longest:
            if within(cue.text, lines, columns, width):
                yield cue
                continue
            text = flat(cue.text)
            if lines == 2 and width(text) <= room and (text := broken(text, columns, width)):
                yield Cue(cue.start, cue.end, cue.speaker, text, cue.words)
                continue
        yield from pieces(cue, limits, width)


def pieces(cue: Cue, limits: CaptionOptions, width: Callable[[str], int]) -> Iterator[Cue]:
    """Cut one cue, or leave it whole."""
    whole = measured(cue, width)
    cuts = list(whole.cut(0, len(whole.units), limits))
    if len(cuts) == 1 and not whole.fits(*cuts[0], limits):
        yield cue
        return
    for first, after in cuts:
        text, words = whole.text(first, after), whole.words[first:after]
        if limits.lines == 2 and width(text) > limits.columns:
            text = broken(text, limits.columns, width) or text
        yield Cue(
            whole.starts[first],
            whole.end(first, after, limits),
            cue.speaker,
            text,
            tuple(time for times in words for time in times),
        )


def word_by_word(cues: Sequence[Cue]) -> bool:
    """Tell whether nearly every cue is a single word."""
    single = [cue.text for cue in cues if " " not in cue.text]
    if len(cues) < WORDS or len(single) < 0.8 * len(cues):
        return False
    # Where words have no spaces between them, a phrase has none either.
    return not any(len(text) > 3 and SOLID_LETTER.search(text) for text in single)


def runs(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Join words of one speaker between two silences; each keeps its time."""
    run: list[Cue] = []
    for cue in cues:
        if run and (
            cue.speaker != run[-1].speaker
            or not 0 <= cue.start - (run[-1].words or (run[-1].start,))[-1] < PAUSE
        ):
            yield joined(run)
            run = []
        run.append(cue)
    yield joined(run)


def joined(run: Sequence[Cue]) -> Cue:
    """Return a run of words as one cue that knows when each begins."""
    if len(run) == 1:
        return run[0]
    text = flat("\n".join(cue.text for cue in run))
    words = tuple(time for cue in run for time in starts(cue))
    end = max(cue.end for cue in run)
    return Cue(run[0].start, end, run[0].speaker, text, words if fit(words, text) else ())


def starts(cue: Cue) -> tuple[int, ...]:
    """Return when each word of a cue begins; those after the first by letters, if unknown."""
    if fit(cue.words, cue.text):
        return cue.words
    said = cue.text.split()
    letters, passed, times = sum(map(len, said)), 0, []
    for word in said:
        times.append(cue.start + (cue.end - cue.start) * passed // letters)
        passed += len(word)
    return tuple(times)


def fit(words: tuple[int, ...], text: str) -> bool:
    """Tell whether there is a time for each word."""
    return len(words) == len(text.split())


def lingering(cues: list[Cue], limits: CaptionOptions, width: Callable[[str], int]) -> list[Cue]:
    """Let captions that are too fast to read stay a while, as far as the silence after them goes.

    The last one's end stays: where the audio ends is not known here.
    """
    longest = limits.seconds * 1000
    for at in range(len(cues) - 1):
        cue = cues[at]
        needed = max(SHORTEST, width(cue.text) * 1000 // PACE)
        if cue.end - cue.start < needed:
            end = min(cue.start + min(needed, longest), cues[at + 1].start)
            if end > cue.end:
                cues[at] = Cue(cue.start, end, cue.speaker, cue.text, cue.words)
    return cues
