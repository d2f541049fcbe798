"""Did you mean: the nearest of the names that there are."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that *word* was probably meant to be, or "".

    >>> nearest("pubdate", ["date", "title"]), nearest("hots", ["Host", "Guest"])
    ('date', 'Host')
    """
    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(word[:100].casefold().strip(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def did_you_mean(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """Return the hint that names the nearest choice, or *otherwise*.

    >>> did_you_mean("titel", ["title"])
    'did you mean `title`?'
    """
    found = nearest(word, choices)
    return f"did you mean `{found}`?" if found else otherwise
