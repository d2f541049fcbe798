"""Cues → captions that can be read: cut, joined, in two lines, long enough on the screen.

Where every word's time is known, cues are joined and cut anew, at sentences: a program that
listens cuts anywhere. Elsewhere a cue that fits is let alone.

Times are never made up in silence. Where a cue knows its words' times it is cut at those. Where
it does not, it is cut only if it is short (`HONEST`): its start and end were measured, so that
sharing it out by letters can't be far off. A longer one is left whole; `caption-long` tells it.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import sub

from showfeed.formats.transcripts.breaks import SOLID_LETTER, wide, width_of
from showfeed.formats.transcripts.columns import Columns, columns, rows
from showfeed.formats.transcripts.escapes import at_once
from showfeed.formats.transcripts.lines import broken, flat, halved, within
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
    if word_by_word([cue.text for cue in cues]) or all(fit(cue.words, cue.text) for cue in cues):
        cues = list(runs(cues))
    width = width_of(cue.text for cue in cues)
    held = columns(list(fitted(cues, limits, width)))
    ends = lingering(held.starts, held.ends, held.texts, limits, width)
    return rows(held._replace(ends=ends))


def captioned(cues: Columns, limits: CaptionOptions) -> Columns:
    """Return columns as `readable` returns cues; lines alone are broken the short way."""
    if not cues.texts or cues.starts[0] < 0:
        return cues
    width = width_of(cues.texts)
    if width is len and limits.lines == 2 and not any(cues.words):
        spans = map(sub, cues.ends, cues.starts)
        texts = [in_lines(text, limits.columns) for text in cues.texts]
        if max(spans) <= limits.seconds * 1000 and all(texts) and not word_by_word(cues.texts):
            ends = lingering(cues.starts, cues.ends, cues.texts, limits, width)
            return cues._replace(
                texts=texts, ends=ends, lines=cues.lines if ends is cues.ends else ()
            )
    return columns(readable(rows(cues), limits))


def in_lines(text: str, columns: int) -> str:
    """Return a text in two lines, "" where that needs a closer look."""
    if "\n" not in text:
        if len(text) <= columns:
            return text
        at = halved(text, columns)
        return f"{text[:at]}\n{text[at + 1 :]}" if at > 0 else ""
    one, _, other = text.partition("\n")
    return text if len(one) <= columns >= len(other) and "\n" not in other else ""


def unbroken(cues: Columns) -> Columns:
    """Return captions with the words of each in one line."""
    return cues._replace(texts=at_once(flat, cues.texts))


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
    cuts = whole.pieces(limits)
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


def word_by_word(texts: Sequence[str]) -> bool:
    """Tell whether nearly every cue is a single word."""
    single = [text for text in texts if " " not in text]
    if len(texts) < WORDS or len(single) < 0.8 * len(texts):
        return False
    # Where words have no spaces between them, a phrase has none either.
    return not any(len(text) > 3 and SOLID_LETTER.search(text) for text in single)


def runs(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Join what one speaker says between two silences; each word keeps its time."""
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


def lingering(
    starts: Sequence[int],
    ends: Sequence[int],
    texts: Sequence[str],
    limits: CaptionOptions,
    width: Callable[[str], int],
) -> Sequence[int]:
    """Return ends that let fast captions be read, as far as the silence after them goes.

    The last one's end stays: where the audio ends is not known here.
    """
    later = list(ends)
    longest = limits.seconds * 1000
    held = zip(starts, ends, map(width, texts), starts[1:], strict=False)
    for at, (start, end, letters, following) in enumerate(held):
        if end < following and (end - start) * PACE < max(letters * 1000, SHORTEST * PACE):
            needed = min(max(SHORTEST, letters * 1000 // PACE), longest)
            later[at] = max(end, min(start + needed, following))
    return ends if later == list(ends) else later
