"""The copyright names who holds it, and no more.

PSP-1 asks to leave out the word, the sign and the year: apps add what they need.
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "copyright: © 2024 Anna Ex\n"
GOOD = "copyright: Anna Ex\n"

WORDS = re.compile(r"\bcopyright\b|©|\(c\)|\b(?:19|20)\d\d\b", re.IGNORECASE)


def check(show: Show) -> Iterator[Problem]:
    """Look for the word, the sign or a year."""
    if WORDS.search(show.copyright):
        holder = " ".join(WORDS.sub(" ", show.copyright).split()).strip(" ,-–")
        yield Problem(
            show.origin.at("copyright"),
            "copyright-words",
            f"`{show.copyright}` holds more than who has the rights",
            f"write `{holder}`" if holder else "write who holds the rights",
            Level.ADVICE,
        )
