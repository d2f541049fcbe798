"""Two texts → the words that differ, with a few of those around."""

from difflib import SequenceMatcher
from re import compile as pattern

from showfeed.formats.entities import unescaped

BLOCK = pattern(r"(?i)<\s*/?\s*(?:p|br|li|ul|ol|div|h[1-6])\b[^>]*>")
TAG = pattern(r"<[^<>]*>")
AROUND = 3  # words that stay on each side
LONGEST = 12  # words of a passage that are shown
PASSAGES = 4
MOST = 4000  # words that are compared one by one


def plain(html: str) -> str:
    """Return the words of a text in HTML, each set off by one space.

    >>> plain("<p>One<br/>two &amp; <b>three</b></p>")
    'One two & three'
    """
    return " ".join(unescaped(TAG.sub("", BLOCK.sub(" ", html))).split())


def word_diff(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return pieces of both texts: `=` for words that stay, `-` for old ones, `+` for new ones.

    >>> word_diff("About the water here", "About the lakes here")
    (('=', 'About the'), ('-', 'water'), ('+', 'lakes'), ('=', 'here'))
    """
    before, after = old.split(" ")[:MOST], new.split(" ")[:MOST]
    pieces: list[tuple[str, str]] = []
    passages = 0
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (what, i, j, k, m) in enumerate(codes):
        if what == "equal":
            last = number == len(codes) - 1
            pieces.append(("=", around(before[i:j], first=not pieces, last=last)))
            continue
        passages += 1
        if passages > PASSAGES:
            pieces.append(("=", "…"))
            break
        pieces += [(sign, short(words)) for sign, words in (("-", before[i:j]), ("+", after[k:m]))]
    return tuple((sign, words) for sign, words in pieces if words)


def around(words: list[str], *, first: bool, last: bool) -> str:
    """Return the words next to a change; what is between is left out."""
    if len(words) <= AROUND * (1 if first or last else 2) + 1:
        return " ".join(words)
    head = [] if first else words[:AROUND]
    tail = [] if last else words[-AROUND:]
    return " ".join([*head, "…", *tail])


def short(words: list[str]) -> str:
    """Return a passage, its middle left out where it is long."""
    if len(words) <= LONGEST:
        return " ".join(words)
    half = LONGEST // 2
    return " ".join([*words[:half], "…", *words[-half:]])
