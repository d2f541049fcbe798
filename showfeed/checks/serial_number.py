"""In a story told in order, every full episode has its number.

Apple plays a serial show from its first episode on and needs to know which that is.
(Apple: itunes:type serial.)
"""

from collections.abc import Iterator

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
            yield Problem(
                episode.origin.at("title"),
                "serial-number",
                f"`{episode.title}` has no number, but the show is serial",
                "add `number: 1`, or `kind: bonus`; or write `type: episodic` in show.yaml",
            )
