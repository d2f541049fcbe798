"""A trailer is audio or video.

Apps play it in place; they can't play a page. (Podcast namespace: trailer.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = (
    "trailers:\n"
    '  - {title: Soon, url: "https://rivers.example/t", date: 1/2/2024, type: text/html}\n'
)
GOOD = (
    "trailers:\n"
    '  - {title: Soon, url: "https://rivers.example/t", date: 1/2/2024, type: audio/mpeg}\n'
)


def check(show: Show) -> Iterator[Problem]:
    """Look at each trailer's type."""
    for trailer in show.trailers:
        if trailer.type and not trailer.type.startswith(("audio/", "video/")):
            yield Problem(
                trailer.origin.at("type"),
                "trailer-type",
                f"`{trailer.type}` is neither audio nor video",
                "write the type of the sound, such as `audio/mpeg`",
                Level.WARNING,
            )
