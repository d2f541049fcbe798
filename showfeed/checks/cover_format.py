"""Covers are JPEG or PNG, and their names say which.

Directories read no other format, and some believe the name instead of the bytes.
(Apple 896, PSP-1.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = "cover: cover.gif\n"
GOOD = "cover: cover.jpg\n"

ENDINGS = {"image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}


def check(show: Show) -> Iterator[Problem]:
    """Compare each cover's bytes with its name."""
    for picture in filter(None, (show.cover, *(episode.image for episode in show.episodes))):
        if picture.facts is None:
            continue
        endings = ENDINGS.get(picture.facts.type)
        if endings is None:
            message, hint = f"`{picture.href}` is neither JPEG nor PNG", "save it as JPEG"
        elif not picture.href.lower().endswith(endings):
            message = f"`{picture.href}` holds {picture.facts.type}"
            hint = f"let its name end in `{endings[0]}`"
        else:
            continue
        level = Level.ERROR if picture is show.cover else Level.WARNING
        yield Problem(picture.origin.place, "cover-format", message, hint, level)
