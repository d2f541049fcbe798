"""A passage of a transcript that could stand for the episode."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from math import log, sqrt

from showfeed.formats.transcripts.breaks import ENDS, QUOTES, SOLID
from showfeed.formats.transcripts.cutting import readable
from showfeed.formats.transcripts.lines import flat
from showfeed.model import CaptionOptions, Cue, Soundbite

SHORTEST, BEST, LONGEST = (
    15_000,
    30_000,
    120_000,
)  # milliseconds; the namespace asks for 15 to 120 s
SILENCE = 4000  # milliseconds: so long a pause is another passage
EDGE = 90_000  # how much of the beginning and the end is greetings and thanks, at most…
SHARE = 10  # …and a tenth of the episode at most
STRETCH = 40  # cues: a word is distinctive that comes often, but not in every stretch
TITLE = 100  # letters of a title; the namespace allows 128
SENTENCE = re.compile(r".*?(?:[.!?…]+(?=[\s»\"”’]|\Z)|[。！？])(?:[\s\u00a0]?[»\"”’」』])?")
WORD = re.compile(f"[{SOLID}]{{2}}|[^\\W\\d_{SOLID}]{{4,}}")


@dataclass(frozen=True)
class Suggestion:
    """A soundbite that is proposed, who is heard in it, and what is said."""

    soundbite: Soundbite
    speaker: str
    text: str


def suggested(cues: Sequence[Cue]) -> Suggestion | None:
    """Choose the passage of whole sentences by one speaker that says most of what is special.

    None where the cues have no times, or no passage of 15 to 120 seconds ends with a sentence.

    >>> said = [Cue(at, at + 9000, "Ana", "The tide is late.") for at in (0, 9000, 18000)]
    >>> suggested(said).soundbite.duration.total_seconds()
    27.0
    """
    timed = [cue for cue in cues if 0 <= cue.start < cue.end]
    if not timed:
        return None
    pieces = readable(timed, CaptionOptions(lines=2, columns=80, seconds=20))
    weights = weigh(pieces)
    length = max(cue.end for cue in pieces)
    edge = min(EDGE, length // SHARE) if length > SHARE * SHORTEST else 0
    best: Sequence[Cue] = ()
    most = 0.0
    for passage in passages(pieces):
        if passage[0].start >= edge and passage[-1].end <= length - edge:
            worth = worth_of(passage, weights)
            if worth > most:
                best, most = passage, worth
    return suggestion(best) if best else None


def passages(cues: Sequence[Cue]) -> Iterator[Sequence[Cue]]:
    """Return every run of whole sentences by one speaker that is neither too short nor too long."""
    for _, group in groupby(cues, key=lambda cue: cue.speaker):
        run = list(group)
        for first, begin in enumerate(run):
            if first and not ends_sentence(run[first - 1]):
                continue
            for after, cue in enumerate(run[first:], first + 1):
                if cue.end - begin.start > LONGEST or (
                    after > first + 1 and cue.start - run[after - 2].end > SILENCE
                ):
                    break
                if cue.end - begin.start >= SHORTEST and ends_sentence(cue):
                    yield run[first:after]


def ends_sentence(cue: Cue) -> bool:
    """Tell whether a sentence ends with a cue."""
    return cue.text.rstrip(QUOTES)[-1:] in ENDS


def words_in(cue: Cue) -> list[str]:
    """Return the words of a cue that can tell what it is about; Chinese has pairs of letters."""
    return WORD.findall(flat(cue.text).casefold())


def weigh(cues: Sequence[Cue]) -> dict[str, float]:
    """Return what each word says of the episode: it returns, but not everywhere."""
    counted: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    stretches = [cues[at : at + STRETCH] for at in range(0, len(cues), STRETCH)]
    for stretch in stretches:
        said = [word for cue in stretch for word in words_in(cue)]
        counted.update(said)
        spread.update(set(said))
    return {
        word: log(1 + times) * log((len(stretches) + 1) / spread[word])
        for word, times in counted.items()
        if times > 1
    }


def worth_of(passage: Sequence[Cue], weights: dict[str, float]) -> float:
    """Return how well a passage stands for the episode: dense, about half a minute, no question."""
    seconds = (passage[-1].end - passage[0].start) / 1000
    told = {word for cue in passage for word in words_in(cue)}
    dense = sum(weights.get(word, 0.0) for word in sorted(told)) / sqrt(seconds) + 0.01
    near = 1 / (1 + abs(log(seconds * 1000 / BEST)))
    asked = passage[-1].text.rstrip(QUOTES)[-1:] in "?？؟"
    return dense * near * (0.6 if asked else 1.0)


def suggestion(passage: Sequence[Cue]) -> Suggestion:
    """Return a passage as a soundbite; its first sentence is the title."""
    text = flat("\n".join(flat(cue.text) for cue in passage))
    start, end = passage[0].start, passage[-1].end
    soundbite = Soundbite(
        timedelta(milliseconds=start), timedelta(milliseconds=end - start), title_of(text)
    )
    return Suggestion(soundbite, passage[0].speaker, text)


def title_of(text: str) -> str:
    """Return a text's first sentence, cut at a word if it is long.

    >>> title_of("The tide is late. So are we.")
    'The tide is late.'
    """
    first = SENTENCE.match(text)
    sentence = first[0] if first and len(first[0]) >= 8 else text
    if len(sentence) <= TITLE:
        return sentence
    head = sentence[:TITLE].rpartition(" ")[0] or sentence[: TITLE - 1]
    return head.rstrip(" ,;:—–-") + "…"
