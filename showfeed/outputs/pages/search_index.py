"""The search index: which word stands in which episode, in files small enough to ask for one.

`search/index.json` names the episodes, the oldest first, so that a new one moves none. A word's
file is chosen by its first two letters: whoever types them needs that file alone. In it a word has
the numbers of its episodes, each times four plus the place where it stands, as differences.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from showfeed.artifacts import Artifact
from showfeed.outputs.pages.folding import words_of

SPOKEN, NOTES, HEADINGS, TITLE = range(4)  # the place that counts for more has the higher number
PART = 32_768  # bytes that a file of words should have, not compressed


class SearchIndex:
    """The index on its way: episodes are added oldest first, then its files are made."""

    def __init__(self) -> None:
        self.episodes: list[list[str]] = []
        self.postings: dict[str, list[int]] = defaultdict(list)

    def add(self, card: list[str], texts: Iterable[tuple[int, str]]) -> None:
        """Add an episode: what a result shows of it, and its texts by place, least first."""
        number = len(self.episodes)
        self.episodes.append(card)
        found: dict[str, int] = {}
        for place, text in texts:
            found.update(dict.fromkeys(words_of(text), place))
        for word, place in found.items():
            self.postings[word].append(number * 4 + place)

    def artifacts(self) -> Iterator[Artifact]:
        """Give the files of the index."""
        written = {word: _differences(numbers) for word, numbers in self.postings.items()}
        size = sum(len(word) + len(numbers) + 6 for word, numbers in written.items())
        parts = 1
        while parts * PART < size:
            parts *= 2
        index = {"parts": parts, "episodes": self.episodes}
        text = json.dumps(index, ensure_ascii=False, indent=0)
        yield Artifact("search/index.json", f"{text}\n".encode())
        files: list[list[str]] = [[] for _ in range(parts)]
        for word in sorted(written):
            files[part_of(word, parts)].append(f"{word} {written[word]}")
        for number, lines in enumerate(files):
            yield Artifact(f"search/{number}.txt", "".join(f"{x}\n" for x in lines).encode())


def part_of(word: str, parts: int) -> int:
    """Return which file holds a word; *parts* is a power of two.

    >>> part_of("lamp", 8) == part_of("lantern", 8)
    True
    """
    first = ord(word[0])
    second = ord(word[1]) if len(word) > 1 else 0
    return (first * 31 + second) & (parts - 1)


def _differences(numbers: list[int]) -> str:
    """Write rising numbers as their differences in base 36, which are short.

    >>> _differences([4, 9, 45])
    '4,5,10'
    """
    before = 0
    written = []
    for number in numbers:
        written.append(_base_36(number - before))
        before = number
    return ",".join(written)


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base_36(number: int) -> str:
    if number < 36:
        return DIGITS[number]
    high, low = divmod(number, 36)
    return _base_36(high) + DIGITS[low]
