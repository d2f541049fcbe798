"""Words with times, as speech recognition gives them → the start of each word of a text."""

from collections.abc import Sequence
from typing import NamedTuple


class Word(NamedTuple):
    """One word or a part of one; times in milliseconds, -1 where recognition found none."""

    start: int
    end: int
    text: str
    speaker: str = ""


def starts(text: str, start: int, words: Sequence[Word]) -> tuple[int, ...]:
    """Return when each of `text.split()` begins; nothing where the words are not this text's.

    A word without a time of its own (WhisperX measures no digits) begins when the one before it
    ends; *start* is the text's.

    >>> starts("It's 9 o'clock", 40, [Word(50, 60, " It"), Word(60, 70, "'s"), Word(-1, -1, " 9"),
    ...     Word(120, 140, " o'clock")])
    (50, 70, 120)
    """
    if not words or start < 0:
        return ()
    letters: list[int] = []  # when the word begins to which each letter belongs
    before = start
    for word in words:
        begins = max(word.start, before) if word.start >= 0 else before
        letters += [begins] * len("".join(word.text.split()))
        before = max(begins, word.end)
    spoken = text.split()
    if len(letters) != sum(map(len, spoken)) or not same(spoken, words):
        return ()
    found = []
    at = 0
    for word_of_text in spoken:
        found.append(letters[at])
        at += len(word_of_text)
    return tuple(found)


def same(spoken: Sequence[str], words: Sequence[Word]) -> bool:
    """Tell whether words are those of a text, wherever their spaces stand."""
    return "".join(spoken) == "".join("".join(word.text.split()) for word in words)
