"""Cues → captions that can be read: cut, joined, in two lines, long enough on the screen.

Where every word's time is known, cues are joined and cut anew, at sentences: a program that
listens cuts anywhere. Elsewhere a cue that fits is let alone.

Times are never made up in silence. Where a cue knows its words' times it is cut at those. Where
it does not, it is cut only if it is short (`HONEST`): its start and end were measured, so that
sharing it out by letters can't be far off. A longer one is left whole; `caption-long` tells it.
"""

from collections.abc import Iterator, Sequence
from operator import sub

from showfeed.formats.transcripts.breaks import SOLID_LETTER, even, wide
from showfeed.formats.transcripts.columns import Columns, columns, ending, replaced, row, rows
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
    return rows(captioned(columns(cues), limits))


def captioned(cues: Columns, limits: CaptionOptions) -> Columns:
    """Return columns of captions within the limits, as `readable` returns cues."""
    if not cues.texts or cues.starts[0] < 0:
        return cues
    if word_by_word(cues.texts) or (cues.words and all(map(fit, cues.words, cues.texts))):
        cues = columns(list(runs(rows(cues))))
    return lingering(cut(cues, limits), limits)


def cut(cues: Columns, limits: CaptionOptions) -> Columns:
    """Cut cues and break their lines: nearly all at once, those that need it one by one."""
    longest = limits.seconds * 1000
    texts = in_lines(cues.texts, limits)
    spans = map(sub, cues.ends, cues.starts)
    left = [at for at, span in enumerate(spans) if span > longest or not texts[at]]
    return replaced(
        cues._replace(texts=texts), {at: list(fitted(row(cues, at), limits)) for at in left}
    )


def in_lines(texts: Sequence[str], limits: CaptionOptions) -> list[str]:
    """Return texts in lines; "" for one that needs a closer look."""
    if limits.lines == 2:
        return halved(texts, limits.columns)
    return [text if within(text, limits.lines, limits.columns) else "" for text in texts]


def unbroken(cues: Columns) -> Columns:
    """Return captions with the words of each in one line."""
    return cues._replace(texts=at_once(flat, cues.texts))


def too_long(cue: Cue, limits: CaptionOptions) -> bool:
    """Tell whether a cue can't be read, and it is not known where it may be cut."""
    return any(not fits(piece, limits) for piece in fitted(cue, limits))


def fits(cue: Cue, limits: CaptionOptions) -> bool:
    """Tell whether a cue is a caption already."""
    return cue.end - cue.start <= limits.seconds * 1000 and within(
        cue.text, limits.lines, limits.columns
    )


def fitted(cue: Cue, limits: CaptionOptions) -> Iterator[Cue]:
    """Break the lines of one cue, or cut it."""
    lines, columns = limits.lines, limits.columns
    if cue.end - cue.start <= limits.seconds * 1000:
        if within(cue.text, lines, columns):
            yield cue
            return
        text = flat(cue.text)
        if (
            lines == 2
            and wide(text) <= columns * lines + lines - 1
            and (text := broken(text, columns))
        ):
            yield cue._replace(text=text)
            return
    yield from pieces(cue, limits)


def pieces(cue: Cue, limits: CaptionOptions) -> Iterator[Cue]:
    """Cut one cue, or leave it whole."""
    whole = measured(cue)
    cuts = whole.pieces(limits)
    if len(cuts) == 1 and not whole.fits(*cuts[0], limits):
        yield cue
        return
    for first, after in cuts:
        text, words = whole.text(first, after), whole.words[first:after]
        if limits.lines == 2 and wide(text) > limits.columns:
            text = broken(text, limits.columns) or text
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


def lingering(cues: Columns, limits: CaptionOptions) -> Columns:
    """Let fast captions be read: they end later, as far as the silence after them goes.

    The last one's end stays: where the audio ends is not known here.
    """
    starts, ends, longest = cues.starts, cues.ends, limits.seconds * 1000
    spans = list(map(sub, ends, starts))
    letters = list(map(len if even("".join(cues.texts)) else wide, cues.texts))
    later = {}
    for at, (span, read) in enumerate(zip(spans[:-1], letters, strict=False)):
        if span * PACE < read * 1000 or span < SHORTEST:
            needed = read * 1000 // PACE
            needed = SHORTEST if needed < SHORTEST else min(needed, longest)
            end, following = starts[at] + needed, starts[at + 1]
            end = following if following < end else end
            if end > ends[at]:
                later[at] = end
    return ending(cues, later)
