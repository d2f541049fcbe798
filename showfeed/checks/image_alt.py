"""A picture has words for those who don't see it.

Screen readers read them out. (Podcast namespace: image.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = 'images: {href: "https://rivers.example/b.jpg", aspect_ratio: 16/9}\n'
GOOD = 'images: {href: "https://rivers.example/b.jpg", alt: A river, aspect_ratio: 16/9}\n'


def check(show: Show) -> Iterator[Problem]:
    """Look for pictures without words."""
    for image in (*show.images, *(image for episode in show.episodes for image in episode.images)):
        if not image.alt:
            yield Problem(
                image.origin.at("href"),
                "image-alt",
                f"`{image.picture.href}` has no words for those who don't see it",
                "add `alt:` with what it shows",
                Level.ADVICE,
            )
