"""In a story told in order, every full episode has its number.

Apple plays a serial show from its first episode on and needs to know which that is.
(Apple: itunes:type serial.)
"""

from collections.abc import Iterator
from decimal import Decimal

from showfeed.model import EpisodeKind, Show, ShowType
from showfeed.problems import Problem

SCOPE = "show and episode"
BAD = "type: serial\n---\ntitle: Rivers\n"
GOOD = BAD + "number: 1\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for full episodes without a number in a serial show."""
    if show.type is not ShowType.SERIAL:
        return
    for episode in show.episodes:
        full = episode.kind is EpisodeKind.FULL and not episode.draft and episode.live is None
        if full and episode.number is None:
            numbers = (e.number for e in show.episodes if e.season == episode.season)
            following = int(max(filter(None, numbers), default=Decimal(0))) + 1
            yield Problem(
                episode.origin.at("title"),
                "serial-number",
                f"`{episode.title}` has no number, but the show is serial",
                f"add `number: {following}`, or `kind: bonus`; or `type: episodic` in show.yaml",
            )
