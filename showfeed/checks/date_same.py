"""No two episodes come out at the same moment.

Apps sort by it, and show the two in any order.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from showfeed.model import Episode, Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "date: 15/04/2024 10:00\n---\ndate: 15/04/2024 10:00\n"
GOOD = "date: 15/04/2024 10:00\n---\ndate: 15/04/2024 11:00\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the dates of episodes that are no drafts, oldest first."""
    seen: dict[datetime, Episode] = {}
    for episode in reversed(show.episodes):
        if episode.date is None or episode.draft:
            continue
        first = seen.setdefault(episode.date, episode)
        if first is not episode:
            later = episode.date + timedelta(hours=1)
            yield Problem(
                episode.origin.at("date"),
                "date-same",
                f"`{first.title}` comes out at the same moment, in {first.origin.at('date')}",
                f"write `{later:%d/%m/%Y %H:%M}`, or whenever it should come",
                Level.WARNING,
            )
