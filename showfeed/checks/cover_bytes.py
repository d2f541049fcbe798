"""A cover is not heavier than 512 KiB.

Apps fetch it for every listener, on phones too. Apple names no limit; hosts advise this one.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "cover: heavy.png\n"
GOOD = "cover: cover.jpg\n"

LIMIT = 512 * 1024


def check(show: Show) -> Iterator[Problem]:
    """Weigh each cover."""
    for picture in filter(None, (show.cover, *(episode.image for episode in show.episodes))):
        if picture.facts and picture.facts.size > LIMIT:
            yield Problem(
                picture.origin.place,
                "cover-bytes",
                f"`{picture.href}` weighs {picture.facts.size // 1024} KiB",
                "save it as JPEG of at most 512 KiB",
                Level.ADVICE,
            )
