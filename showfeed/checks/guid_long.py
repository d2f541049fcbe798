"""An identity has at most 740 letters.

The Podcast Index cuts longer ones, and then two may be the same.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "guid: " + "rivers-" * 120 + "\n"
GOOD = "guid: rivers\n"

LIMIT = 740


def check(show: Show) -> Iterator[Problem]:
    """Count the letters of every guid."""
    for episode in show.episodes:
        if len(episode.guid) > LIMIT:
            yield Problem(
                episode.origin.at("guid"),
                "guid-long",
                f"the guid has {len(episode.guid)} letters; the Podcast Index keeps {LIMIT}",
                "leave `guid` out for a new episode; keep it for one that is published",
                Level.WARNING,
            )
