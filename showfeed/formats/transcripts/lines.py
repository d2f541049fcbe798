"""A caption's words in lines: two at most, none too wide, about as long as each other."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from showfeed.formats.transcripts.breaks import SOLID, Strength, strength, units, wide

# A line neither begins with French punctuation nor ends with what opens a quotation.
STAY_BEFORE = frozenset("?!:;»%")
STAY_AFTER = frozenset("«„–—•-")
PUNCTUATION = re.compile("[,;:!?…،؛؟] (?![?!:;»%…])|[a-z]{3}[.] (?=[A-Z])")
NEAR = 12  # letters from the middle, within which a line ends at punctuation rather than there
SOLID_END = re.compile(rf"(?<=[{SOLID}。、，！？」』）]) ?\n ?(?=[{SOLID}「『（])")


def broken(text: str, columns: int, width: Callable[[str], int] = wide) -> str:
    """Return a text in two lines of *columns* at most, "" where it does not fit into them.

    >>> broken("Nothing is made up here, and nothing is lost.", 30)
    'Nothing is made up here,\\nand nothing is lost.'
    """
    if width is len and (at := halved(text, columns)) > 0:
        return f"{text[:at]}\n{text[at + 1 :]}"
    pieces = units(text)
    best, found = 0.0, ""
    left = ""
    for unit, following in pairwise(pieces):
        left += unit
        one, other = width(left.rstrip()), width(text[len(left) :])
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


def halved(text: str, columns: int) -> int:
    """Return the space near the middle at which both lines fit, -1 if that needs a closer look.

    It is the short way of `broken`, for texts whose letters all have one column.
    """
    half = len(text) // 2
    least, most = max(len(text) - columns - 1, 1), columns + 1
    after = PUNCTUATION.search(text, max(least - 1, half - NEAR), min(most, half + NEAR + 1))
    if after:
        return after.end() - 1
    left, right = text.rfind(" ", least, half + 1), text.find(" ", half + 1, most)
    if left > 0 and (text[left + 1] in STAY_BEFORE or text[left - 1] in STAY_AFTER):
        return -1
    if right > 0 and (text[right + 1] in STAY_BEFORE or text[right - 1] in STAY_AFTER):
        return -1
    if left < 0 or right < 0:
        return max(left, right)
    # A line does not end with a word such as `of` if it can be helped.
    weak = 6 * (" " in text[left - 3 : left]) - 6 * (" " in text[right - 3 : right])
    return left if half - left + weak <= right - half else right


def flat(text: str) -> str:
    """Return a caption's words in one line; lines of Chinese are joined without a space.

    >>> flat("a\\nb"), flat("日本\\n語")
    ('a b', '日本語')
    """
    if "\n" not in text:
        return text
    return (text if text.isascii() else SOLID_END.sub("", text)).replace("\n", " ")


def within(text: str, lines: int, columns: int, width: Callable[[str], int]) -> bool:
    """Tell whether a text stands in its lines already."""
    if "\n" not in text:
        return width(text) <= columns
    rows: Sequence[str] = text.split("\n")
    return len(rows) <= lines and max(map(width, rows)) <= columns


def behind(label: str, text: str, columns: int, width: Callable[[str], int] = wide) -> str:
    """Return a caption's lines with room for a label before the first, where there is any.

    >>> behind("Ana Silva: ", "Nothing is made up,\\nnothing is lost.", 28)
    'Nothing is made\\nup, nothing is lost.'
    """
    if width(label) + width(text.partition("\n")[0]) <= columns:
        return text
    made = broken(label + flat(text), columns, width)
    return made[len(label) :] if "\n" not in made[: len(label)] and made else text
