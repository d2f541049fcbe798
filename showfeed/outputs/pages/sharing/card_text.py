"""A title in the room that a card has for it: lines broken between words, letters as large as fit.

Widths are in ems, so that a word is measured once for all sizes.
"""

from collections.abc import Callable, Sequence

Width = Callable[[str], float]
LEADING = 1.16  # a line's height, in ems


def broken(text: str, width: Width, room: float) -> list[str]:
    """Return a text in lines of at most *room*; a word longer than a line is cut.

    >>> broken("one two three", len, 7), broken("abcdefgh", len, 5)
    (['one two', 'three'], ['abcde', 'fgh'])
    """
    lines: list[str] = []
    line, taken = "", 0.0
    for word in text.split(" "):
        wide = width(word)
        if line and taken + width(" ") + wide <= room:
            line, taken = f"{line} {word}", taken + width(" ") + wide
            continue
        if line:
            lines.append(line)
        while wide > room and len(word) > 1:
            fits = _fitting(word, width, room)
            lines.append(word[:fits])
            word = word[fits:]
            wide = width(word)
        line, taken = word, wide
    return [*lines, line]


def balanced(text: str, width: Width, room: float) -> list[str]:
    """Return as few lines as `broken` does, but of like lengths: no word stands alone at the end.

    >>> balanced("aa bb cc dd", len, 8)
    ['aa bb', 'cc dd']
    """
    lines = broken(text, width, room)
    low, high = max(room * 0.5, _longest(text, width)), room
    while len(lines) > 1 and high - low > room / 50:
        middle = (low + high) / 2
        tried = broken(text, width, middle)
        if len(tried) > len(lines):
            low = middle
        else:
            lines, high = tried, middle
    return lines


def fitted(
    text: str, sizes: Sequence[int], width: Width, room: float, height: float
) -> tuple[int, list[str]]:
    """Return the largest of *sizes* at which the text fits, and its lines.

    At the smallest it is cut, and ends with `…`.

    >>> fitted("one two three", (4, 2), len, 28, 10), fitted("one two three", (4,), len, 28, 5)
    ((4, ['one two', 'three']), (4, ['one t …']))
    """
    for size in sizes:
        if _longest(text, width) * size <= room:
            lines = balanced(text, width, room / size)
            if len(lines) * size * LEADING <= height:
                return size, lines
    size = sizes[-1]
    lines = broken(text, width, room / size)
    count = max(1, int(height / (size * LEADING)))
    if len(lines) <= count:
        return size, lines
    last = lines[count - 1]
    while last and width(f"{last} …") > room / size:
        last = last[:-1]
    return size, [*lines[: count - 1], f"{last.rstrip(' ,;:–')} …"]


def _longest(text: str, width: Width) -> float:
    return max(map(width, text.split(" ")))


def _fitting(word: str, width: Width, room: float) -> int:
    """Return how many letters of a word fit, one at least."""
    count = 1
    while count < len(word) and width(word[: count + 1]) <= room:
        count += 1
    return count
