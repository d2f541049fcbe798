"""A live stream ends after it starts.

Apps tell listeners when to come. (Podcast namespace: liveItem.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = (
    "live:\n"
    "  status: pending\n"
    "  start: 2024-05-01 20:00\n"
    "  end: 2024-05-01 19:00\n"
    '  links: [{href: "https://rivers.example/live", text: Watch}]\n'
)
GOOD = (
    "live:\n"
    "  status: pending\n"
    "  start: 2024-05-01 20:00\n"
    "  end: 2024-05-01 21:00\n"
    '  links: [{href: "https://rivers.example/live", text: Watch}]\n'
)


def check(show: Show) -> Iterator[Problem]:
    """Compare the end of each stream with its start."""
    for episode in show.episodes:
        live = episode.live
        if live and live.end is not None and live.end <= live.start:
            yield Problem(
                live.origin.at("end"),
                "live-times",
                f"the stream ends at {live.end:%d/%m/%Y %H:%M}, not after its start at "
                f"{live.start:%d/%m/%Y %H:%M}",
                "write a later end",
            )
