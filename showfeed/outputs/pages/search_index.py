"""The search index: which word stands in which episode, in files small enough to ask for one.

`search/index.json` names the episodes, the oldest first, so that a new one moves none. A word's
file is chosen by its first two letters: whoever types them needs that file alone. In it a word has
the numbers of its episodes, each times four plus the place where it stands, as differences.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import sub

from showfeed.artifacts import Artifact
from showfeed.outputs.memory import Memory
from showfeed.outputs.pages.told import digest_of
from showfeed.outputs.program import program_digest

Words = Callable[[], Iterable[tuple[int, Iterable[str]]]]

SPOKEN, NOTES, HEADINGS, TITLE = range(4)  # the place that counts for more has the higher number
GROUP = 64  # episodes
PART = 32_768  # bytes that a file of words should have, not compressed


class SearchIndex:
    """The index on its way: episodes are added oldest first, then its files are made.

    Words are looked up by groups of episodes, which *memory* keeps by what they were made from:
    an edited episode has its group looked at again, a new one the last group.
    """

    def __init__(self, memory: Memory) -> None:
        self.episodes: list[list[str]] = []
        self.memory = memory
        self.waiting: list[tuple[str, Words]] = []
        self.written: dict[str, list[str]] = defaultdict(list)
        self.last: dict[str, int] = defaultdict(int)

    def add(self, card: list[str], source: str, words: Words) -> None:
        """Add an episode: what a result shows of it, and its words by place, least first.

        *source* is a digest of all that the words are made from.
        """
        self.episodes.append(card)
        self.waiting.append((source, words))
        if len(self.waiting) == GROUP:
            self.close()

    def close(self) -> None:
        """Add the words of the episodes that wait to those before them."""
        key = f"index-{digest_of(program_digest(), *[source for source, _ in self.waiting])}"
        kept = self.memory.get(key)
        if kept is None:
            kept = format_group(postings_of(words() for _, words in self.waiting)).encode()
            self.memory.keep(key, kept)
        base = (len(self.episodes) - len(self.waiting)) * 4
        self.waiting = []
        written, before = self.written, self.last
        for word, first, last, rest in parse_group(kept.decode()):
            written[word].append(_base_36(base + first - before[word]) + rest)
            before[word] = base + last

    def artifacts(self) -> Iterator[Artifact]:
        """Give the files of the index."""
        if self.waiting:
            self.close()
        written = {word: ",".join(numbers) for word, numbers in self.written.items()}
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


def postings_of(episodes: Iterable[Iterable[tuple[int, Iterable[str]]]]) -> dict[str, list[int]]:
    """Return word → numbers of the episodes of a group, each times four plus the place."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, texts in enumerate(episodes):
        found: dict[str, int] = {}
        for place, words in texts:
            found.update(dict.fromkeys(words, place))
        for word, place in found.items():
            postings[word].append(number * 4 + place)
    return postings


def format_group(postings: dict[str, list[int]]) -> str:
    """Write a group's words, the first and last number of each, and the differences between.

    >>> list(parse_group(format_group({"lamp": [4, 9, 45], "oil": [2]})))
    [('lamp', 4, 45, ',5,10'), ('oil', 2, 2, '')]
    """
    numbers = postings.values()
    columns = (
        postings,
        [str(each[0]) for each in numbers],
        [str(each[-1]) for each in numbers],
        ["".join([f",{_base_36(step)}" for step in map(sub, each[1:], each)]) for each in numbers],
    )
    return "\n".join(map(" ".join, columns))


def parse_group(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Read a group; the inverse of `format_group`."""
    words, firsts, lasts, rests = (line.split(" ") for line in text.split("\n"))
    if words != [""]:
        yield from zip(words, map(int, firsts), map(int, lasts), rests, strict=True)


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base_36(number: int) -> str:
    """Write a number; small ones, which most are, have been written before.

    >>> _base_36(35), _base_36(36), _base_36(36**3 + 1)
    ('z', '10', '1001')
    """
    if number < len(SHORT):
        return SHORT[number]
    high, low = divmod(number, 36)
    return f"{_base_36(high)}{DIGITS[low]}"


SHORT: list[str] = [*DIGITS, *(a + b for a in DIGITS[1:] for b in DIGITS)]
