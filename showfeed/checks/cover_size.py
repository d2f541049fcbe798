"""Covers are square, between 1400 and 3000 pixels, best 3000.

Apple refuses others, and enlarges small ones for televisions and cars. The same goes for the
picture of an episode, but apps fall back to the show's. (Apple 896, PSP-1.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "cover: small.png\n"
GOOD = "cover: cover.jpg\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare each cover's pixels with what Apple takes."""
    for picture in filter(None, (show.cover, *(episode.image for episode in show.episodes))):
        facts = picture.facts
        if facts is None:
            continue
        size = f"`{picture.href}` has {facts.width} x {facts.height} pixels"
        if facts.width != facts.height or not 1400 <= facts.width <= 3000:
            yield Problem(
                picture.origin.place,
                "cover-size",
                f"{size}; a cover is square, from 1400 to 3000",
                "save it as 3000 x 3000",
                Level.ERROR if picture is show.cover else Level.WARNING,
            )
        elif facts.width < 3000:
            yield Problem(
                picture.origin.place,
                "cover-size",
                f"{size}; Apple prefers 3000 x 3000",
                "save it larger if you have the original",
                Level.ADVICE,
            )
