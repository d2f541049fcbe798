"""A live stream has a page where it can be watched.

Apps that can't play the stream open it. (Podcast namespace: liveItem, contentLink.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "live:\n  status: pending\n  start: 2024-05-01 20:00\n  end: 2024-05-01 21:00\n"
GOOD = (
    "live:\n"
    "  status: pending\n"
    "  start: 2024-05-01 20:00\n"
    "  end: 2024-05-01 21:00\n"
    '  links: [{href: "https://rivers.example/live", text: Watch}]\n'
)


def check(show: Show) -> Iterator[Problem]:
    """Look for streams without a page."""
    for episode in show.episodes:
        if episode.live and not episode.live.links and not episode.links:
            yield Problem(
                episode.live.origin.place,
                "live-links",
                f"`{episode.title}` is live, but names no page to watch it on",
                "add `links: [{href: https://…, text: Watch}]`",
                Level.WARNING,
            )
