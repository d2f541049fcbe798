"""Seasons and episodes are counted from 1.

Apple reads no season and no episode 0: such an episode is listed without its number. A prologue is
better a trailer or a bonus of the first season. (Apple: itunes:season, itunes:episode.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "number: 0\n"
GOOD = "number: 1\n"


def check(show: Show) -> Iterator[Problem]:
    """Remark on each 0."""
    for episode in show.episodes:
        for name, value in (("season", episode.season), ("number", episode.number)):
            if value == 0:
                yield Problem(
                    episode.origin.at(name),
                    "number-zero",
                    f"Apple counts from 1, and shows no {name} `0`",
                    f"write `{name}: 1`, or `kind: bonus` without a {name}",
                    Level.ADVICE,
                )
