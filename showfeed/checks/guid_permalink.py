"""A guid that is called a link is one.

Apps open it. (RSS 2.0: isPermaLink.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "guid: rivers-1\nguid_is_permalink: yes\n"
GOOD = "guid: https://rivers.example/1\nguid_is_permalink: yes\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for links that are none."""
    for episode in show.episodes:
        if episode.guid_is_permalink and not episode.guid.startswith(("https://", "http://")):
            yield Problem(
                episode.origin.at("guid"),
                "guid-permalink",
                f"`{episode.guid}` is called a link, but is none",
                "leave `guid_is_permalink` out",
            )
