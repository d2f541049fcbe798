"""Covers are in RGB, without transparency.

Apple refuses colours made for print (CMYK); grey or transparent pictures come out differently in
each app. (Apple 896.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "cover: grey.png\n"
GOOD = "cover: cover.jpg\n"


def check(show: Show) -> Iterator[Problem]:
    """Look at each cover's colour mode."""
    for picture in filter(None, (show.cover, *(episode.image for episode in show.episodes))):
        mode = picture.facts.mode if picture.facts else "RGB"
        if mode == "CMYK":
            words, level = "has the colours of print (CMYK)", Level.ERROR
        elif "A" in mode:
            words, level = "is transparent", Level.WARNING
        elif mode in ("1", "L", "I", "F"):
            words, level = "is grey", Level.WARNING
        else:
            continue
        if picture is not show.cover:
            level = Level.WARNING
        message = f"`{picture.href}` {words}"
        yield Problem(picture.origin.place, "cover-colour", message, "save it as RGB", level)
