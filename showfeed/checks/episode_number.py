"""A number stands for one episode of its season.

Apps sort by it and hide one of two. Trailers and bonuses may share the number of the episode that
they belong to. (Apple: itunes:episode.)
"""

from collections.abc import Iterator
from decimal import Decimal

from showfeed.model import Episode, EpisodeKind, Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "number: 3\n---\nnumber: 3\n"
GOOD = "number: 3\n---\nnumber: 4\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare season and number of full episodes, oldest first."""
    seen: dict[tuple[int | None, Decimal], Episode] = {}
    for episode in reversed(show.episodes):
        if episode.number is None or episode.kind is not EpisodeKind.FULL:
            continue
        first = seen.setdefault((episode.season, episode.number), episode)
        if first is not episode:
            where = "the show" if episode.season is None else f"season {episode.season}"
            taken = {number for season, number in seen if season == episode.season}
            yield Problem(
                episode.origin.at("number"),
                "episode-number",
                f"{where} already has an episode {episode.number}, in {first.origin.at('number')}",
                f"write `number: {int(max(taken)) + 1}`",
                Level.WARNING,
            )
