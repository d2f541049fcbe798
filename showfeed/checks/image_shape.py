"""A picture's shape fits its width and height.

Apps choose by the shape and then meet another. (Podcast namespace: image/aspect-ratio.)
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = (
    "images:\n"
    "  href: https://rivers.example/b.jpg\n"
    "  alt: A river\n"
    "  aspect_ratio: 16/9\n"
    "  width: 1000\n"
    "  height: 1000\n"
)
GOOD = (
    "images:\n"
    "  href: https://rivers.example/b.jpg\n"
    "  alt: A river\n"
    "  aspect_ratio: 16/9\n"
    "  width: 1600\n"
    "  height: 900\n"
)

RATIO = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(?:\s*[/:]\s*([0-9]{1,6}(?:\.[0-9]{1,6})?))?")


def check(show: Show) -> Iterator[Problem]:
    """Compare the written shape with width and height."""
    for image in (*show.images, *(image for episode in show.episodes for image in episode.images)):
        ratio = RATIO.fullmatch(image.aspect_ratio)
        below = float((ratio and ratio[2]) or 1)
        if not ratio or not below or not image.width or not image.height:
            continue
        shape = image.width / image.height
        if abs(float(ratio[1]) / below - shape) > 0.02 * shape:
            yield Problem(
                image.origin.at("aspect_ratio"),
                "image-shape",
                f"`{image.aspect_ratio}` is not the shape of {image.width} x {image.height}",
                f"write `{image.width}/{image.height}`, or put width and height right",
                Level.WARNING,
            )
