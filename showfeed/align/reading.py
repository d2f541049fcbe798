"""A text's words as espeak-ng reads them: which phonemes, of which word, and how they sound."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from showfeed.align.features import FRAMES, Floats, Ints, as_noisy, cepstra, heard
from showfeed.align.speaking import Espeak, Told, speak

SENTENCE_END = re.compile(r"[.?!…。？！][\"»”’)\]]*$")
CLAUSE_END = re.compile(r"[,;:.?!…、。，；：？！][\"»”’)\]]*$")
LONGEST = 40  # words of a sentence that is read in one go
CLAUSE = 12  # words
MARKS = str.maketrans("", "", "*_`#<>[]{}|\\^~")
SILENT = "_"
SECOND_VOICE = "+f2"
EVERY = 3  # so many sentences, one is read by the second voice too
HUSH, NOISE = 40, 20  # decibels under the voice: no recording is as still as a synthesiser


@dataclass(frozen=True)
class Reading:
    """Frames of the text as it was read: phoneme (0 where silent) and word of each.

    *voices* are the cepstra of those frames, then of some that a second voice read; *other* are
    the phonemes of these.
    """

    phonemes: Ints
    words: Ints
    kinds: int
    voices: tuple[Floats, Floats]
    other: Ints

    def examples(self, recording: Floats) -> tuple[Floats, Ints]:
        """Return frames to learn phonemes from, as they would sound there, and their phonemes."""
        own, second = (heard(as_noisy(voice, recording)) for voice in self.voices)
        return np.concatenate([own[::2], second]), np.concatenate([self.phonemes[::2], self.other])


def sentences(turns: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """Return the number of each sentence's first word among all words, and what to read.

    >>> list(sentences([["Hi.", "[laughs]", "It's", "*me*."]]))
    [(0, ['Hi.']), (1, ['', "It's", 'me.'])]
    """
    first = 0
    for turn in turns:
        held: list[str] = []
        aside = False
        for at, word in enumerate(turn):
            aside = aside or word.startswith("[")  # a stage direction is not spoken
            held.append("" if aside else word.translate(MARKS))
            aside = aside and "]" not in word
            if SENTENCE_END.search(word) or len(held) == LONGEST or at == len(turn) - 1:
                yield first, held
                first += len(held)
                held = []


def read_aloud(
    turns: Sequence[Sequence[str]],
    espeak: Espeak,
    language: str,
    progress: Callable[[float], None] = lambda share: None,
) -> Reading:
    """Read a text aloud, with a second voice for some of it."""
    parts = list(sentences(turns))
    names: dict[str, int] = {SILENT: 0}
    whole = _by_voice(parts, espeak, language, "", names, HUSH, progress)
    other = _by_voice(parts[::EVERY], espeak, language, SECOND_VOICE, names, NOISE, lambda _: None)
    return Reading(whole[1], whole[2], len(names), (whole[0], other[0]), other[1])


def _by_voice(
    parts: Sequence[tuple[int, list[str]]],
    espeak: Espeak,
    language: str,
    variant: str,
    names: dict[str, int],
    hush: int,
    progress: Callable[[float], None],
) -> tuple[Floats, Ints, Ints]:
    """Read with one voice; return cepstra, phonemes and words of its frames."""
    chance = np.random.default_rng(7)
    frames, phonemes, words = [], [], []
    texts = (" ".join(said) for _, said in parts)
    spoken = speak(texts, espeak, language, variant)
    for at, ((first, said), told) in enumerate(zip(parts, spoken, strict=True)):
        if len(told.sound):
            level = np.sqrt(np.mean(np.square(told.sound))) * 10 ** (-hush / 20)
            noise = chance.normal(0, level, len(told.sound)).astype(np.float32)
            frames.append(cepstra(told.sound + noise, told.rate))
            middles = ((np.arange(len(frames[-1])) + 0.5) * told.rate / FRAMES).astype(np.float32)
            phonemes.append(_phonemes(told, middles, names))
            words.append(first + _words(told, said, middles))
        progress((at + 1) / len(parts))
    if not frames:
        return np.zeros((0, 13), np.float32), np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(frames), np.concatenate(phonemes), np.concatenate(words)


def _phonemes(told: Told, middles: Floats, names: dict[str, int]) -> Ints:
    """Return the number of the phoneme in each frame; stress and length are no other phoneme."""
    numbers = [0]
    for name, _ in told.phonemes:
        plain = name.strip("'%,=|;")
        silent = not plain or plain.startswith((SILENT, "("))
        numbers.append(0 if silent else names.setdefault(plain, len(names)))
    starts = [sample for _, sample in told.phonemes]
    return np.array(numbers)[np.searchsorted(starts, middles, side="right")]


def _words(told: Told, said: Sequence[str], middles: Floats) -> Ints:
    """Return the word of each frame, counted from the sentence's first."""
    letters = np.cumsum([0] + [len(word) + 1 for word in said])
    begun: dict[int, int] = {}
    for letter, sample in told.words:
        word = int(np.searchsorted(letters, letter, side="right")) - 1
        if 0 <= word < len(said) and said[word]:
            begun.setdefault(word, sample)
    order = sorted(begun.items(), key=lambda one: (one[1], one[0]))
    if not order:
        return np.zeros(len(middles), np.int64)
    starts = [sample for _, sample in order]
    at = np.searchsorted(starts, middles, side="right") - 1
    return np.array([word for word, _ in order])[np.maximum(at, 0)]


def clauses(turns: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """Return the number of the clause that each word is in, and how each word is parted.

    2: it begins a sentence, 1: a clause, 0: neither. No clause goes past its turn.
    """
    numbers, parted, clause = [], [], 0
    for turn in turns:
        held, ended = 0, 2
        for word in turn:
            numbers.append(clause)
            parted.append(ended)
            held += 1
            ended = 2 if SENTENCE_END.search(word) else 1 if CLAUSE_END.search(word) else 0
            if held == CLAUSE or (held >= 3 and ended):
                clause, held = clause + 1, 0
        clause += held > 0
    return np.array(numbers, np.int64), np.array(parted, np.int64)
