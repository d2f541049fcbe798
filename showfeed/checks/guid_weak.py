"""An identity is more than a small number.

Apps that mix up feeds take two episodes with the guid `12` for one. (W3C feed validator.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = 'guid: "12"\n'
GOOD = "guid: rivers.example/12\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for guids of a few digits."""
    for episode in show.episodes:
        if episode.guid.isdecimal() and len(episode.guid) < 9:
            yield Problem(
                episode.origin.at("guid"),
                "guid-weak",
                f"`{episode.guid}` is not distinct from other feeds' guids",
                "leave `guid` out for a new episode; keep it for one that is published",
                Level.WARNING,
            )
