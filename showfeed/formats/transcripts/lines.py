"""A caption's words in lines: two at most, none too wide, about as long as each other."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from showfeed.formats.transcripts.breaks import SOLID, Strength, even, strength, units, wide

# A line neither begins with French punctuation nor ends with what opens a quotation.
STAY_BEFORE = frozenset(" ?!:;»%")
STAY_AFTER = frozenset(" «„–—•-")
# A space after punctuation, where a line ends well, or (with a group) where it must not end. It
# begins with the space: an expression is fast where its first letter is known.
SPECIAL = re.compile(
    " (?:(?<=[,;:!?…،؛؟] )(?![ ?!:;»%…])"
    "|(?<=[a-zß-öø-ÿœа-яё]{3}[.] )(?=[A-ZÀ-ÖØ-ÞŒА-ЯЁ])"
    "|((?=[ ?!:;»%])|(?<=[ «„–—•-] )))"
)
NEAR = 12  # letters from the middle, within which a line ends at punctuation rather than there
WEAK = 6  # letters that a line is longer or shorter so as not to end with a word such as `of`
SOLID_END = re.compile(rf"\n(?<=[{SOLID}。、，！？」』）]\n) ?(?=[{SOLID}「『（])")


def broken(text: str, columns: int) -> str:
    """Return a text in two lines of *columns* at most, "" where it does not fit into them.

    >>> broken("Nothing is made up here, and nothing is lost.", 30)
    'Nothing is made up here,\\nand nothing is lost.'
    """
    if made := halved((text,), columns)[0]:
        return made
    pieces = units(text)
    best, found = 0.0, ""
    left = ""
    for unit, following in pairwise(pieces):
        left += unit
        one, other = wide(left.rstrip()), wide(text[len(left) :])
        if one <= columns >= other:
            score = 2 + PREFERENCE[strength(unit, following)] - abs(one - other) / (one + other)
            if score > best:
                best, found = score, f"{left.rstrip()}\n{text[len(left) :]}"
    return found


PREFERENCE = {
    Strength.TIED: -0.5,
    Strength.SHORT: -0.1,
    Strength.WORD: 0.0,
    Strength.CLAUSE: 0.2,
    Strength.SENTENCE: 0.3,
    Strength.PAUSE: 0.3,
}


def halved(texts: Sequence[str], columns: int) -> list[str]:
    """Return each text in two lines, parted near its middle; "" where that needs a closer look.

    It is the short way of `broken`, for texts whose letters all have one column. A transcript has
    a thousand of them, so that nothing is done here that most of them don't need.

    >>> halved(["Nothing is made up here, and nothing is lost.", "日本語"], 30)
    ['Nothing is made up here,\\nand nothing is lost.', '']
    """
    made = []
    whole, search = "".join(texts), SPECIAL.search
    lined, windows = "\n" in whole, Windows(columns)
    for text in texts:
        size = len(text)
        if size <= columns or (lined and "\n" in text):
            made.append(text if not lined or within(text, 2, columns, len) else "")
            continue
        low, half, high = windows[size]
        special = search(text, low, high)
        if special is None:
            left, right = text.rfind(" ", low, half + 1), text.find(" ", half + 1, high - 1)
            if left < 0 or right < 0:
                at = middle(text, columns)
            else:
                at = left if half - left <= right - half else right
                if " " in text[at - 3 : at]:
                    at = stronger(text, half, left, right)
        elif special[1] is None:
            at = special.start()
        else:
            at = parted(text, special.end(), high)
            if at < 0:
                at = middle(text, columns)
        made.append(f"{text[:at]}\n{text[at + 1 :]}" if at > 0 else "")
    if even(whole):
        return made
    return [two if even(text) else "" for text, two in zip(texts, made, strict=True)]


def parted(text: str, low: int, high: int) -> int:
    """Return the first space after punctuation between two places, -1 if there is none."""
    special = SPECIAL.search(text, low, high)
    while special and special[1] is not None:
        special = SPECIAL.search(text, special.end(), high)
    return special.start() if special else -1


def middle(text: str, columns: int) -> int:
    """Return the space nearest to the middle, -1 where none is or a line would not end well."""
    least, half, past = allowed(len(text), columns)
    left, right = text.rfind(" ", least, half + 1), text.find(" ", half + 1, past)
    for at in (left, right):
        if at > 0 and (text[at + 1] in STAY_BEFORE or text[at - 1] in STAY_AFTER):
            return -1
    return max(left, right) if left < 0 or right < 0 else stronger(text, half, left, right)


def allowed(size: int, columns: int) -> tuple[int, int, int]:
    """Return the places between which a text may be parted in two, and its middle."""
    least, half, past = max(size - columns - 1, 1), size // 2, columns + 1
    return (least, half, past) if least < past else (0, 0, 0)


class Windows(dict[int, tuple[int, int, int]]):
    """The places near the middle of texts between which a line ends well, by the texts' sizes."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns

    def __missing__(self, size: int) -> tuple[int, int, int]:
        least, half, past = allowed(size, self._columns)
        self[size] = max(least, half - NEAR + 1), half, min(past, half + NEAR + 1)
        return self[size]


def stronger(text: str, half: int, left: int, right: int) -> int:
    """Return the nearer of the spaces beside the middle, rather one that no short word precedes."""
    weak = WEAK * (" " in text[left - 3 : left]) - WEAK * (" " in text[right - 3 : right])
    return left if half - left + weak <= right - half else right


def flat(text: str) -> str:
    """Return a caption's words in one line; lines of Chinese are joined without a space.

    >>> flat("a\\nb"), flat("日本\\n語")
    ('a b', '日本語')
    """
    if "\n" not in text:
        return text
    return (text if text.isascii() else SOLID_END.sub("", text)).replace("\n", " ")


def within(text: str, lines: int, columns: int, width: Callable[[str], int] = wide) -> bool:
    """Tell whether a text stands in its lines already."""
    if "\n" not in text:
        return width(text) <= columns
    rows: Sequence[str] = text.split("\n")
    return len(rows) <= lines and max(map(width, rows)) <= columns


def behind(labels: Sequence[str], texts: Sequence[str], columns: int) -> list[str]:
    """Return each caption's lines with room for its label before the first, where there is any.

    >>> behind(["Ana Silva: "], ["Nothing is made up,\\nnothing is lost."], 28)
    ['Nothing is made\\nup, nothing is lost.']
    """
    rooms = {label: columns - wide(label) for label in set(labels)}
    width = len if even("".join(texts)) else wide
    tight = [
        at
        for at, (label, text) in enumerate(zip(labels, texts, strict=True))
        if width(text.partition("\n")[0]) > rooms[label]
    ]
    made = list(texts)
    wholes = [labels[at] + flat(texts[at]) for at in tight]
    for at, whole, two in zip(tight, wholes, halved(wholes, columns), strict=True):
        label, two = labels[at], two or broken(whole, columns)
        if two and "\n" not in two[: len(label)]:
            made[at] = two[len(label) :]
    return made
