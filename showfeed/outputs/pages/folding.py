"""Words as a search compares them: small letters, no accents. assets/search.js does the same."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
# Letters that decompose into nothing plainer, and are written both ways.
PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
# What Latin letters and punctuation are not; a text with it is folded whole before it is cut.
BEYOND_LATIN = re.compile("[^\0-\u024f\u2010-\u2027\u2030-\u205e]")
# Chinese, Japanese and Thai are written without spaces: each pair of letters is a word.
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def fold(text: str) -> str:
    """Return text without capitals and accents.

    >>> fold("Œuvre Été STRASSE straße")
    'oeuvre ete strasse strasse'
    """
    text = text.lower()
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join([c for c in parted if c.isascii() or unicodedata.category(c)[0] != "M"])
    return bare.translate(PLAIN)


def words_of(text: str) -> set[str]:
    """Return the words of a text, folded, each once.

    >>> sorted(words_of("L’été, l'ÉTÉ: 日本語"))
    ['ete', 'l', '日本', '本語']
    """
    lower = " ".join(set(text.lower().split()))  # what is said often is looked at once
    if lower.isascii():
        return set(WORD.findall(lower))
    if not BEYOND_LATIN.search(lower):  # no marks of their own: each word is folded once
        words: set[str] = set()
        for word in set(WORD.findall(lower)):
            if word.isascii():
                words.add(word)
            else:
                words.update(_folded(word))
        return words
    return _words(fold(text))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(word)))


def _words(folded: str) -> set[str]:
    words = set(WORD.findall(folded))
    if UNSPACED.search(folded):
        for word in sorted(words):
            if UNSPACED.search(word):
                words.discard(word)
                words.update(_parted(word))
    return words


def _parted(word: str) -> list[str]:
    found = [part for part in UNSPACED.split(word) if part]
    for run in UNSPACED.findall(word):
        found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return found
