"""An episode's length is known.

Apps show it in their lists. It is measured where the audio is at hand or its server answers; else
a typed one stands in. (PSP-1: itunes:duration.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "audio: https://media.example/rivers.mp3\n"
GOOD = "audio: https://media.example/rivers.mp3\nduration: 54 min\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for audio whose length is neither measured nor typed."""
    for episode in show.episodes:
        recorded = episode.audio is not None and not episode.draft and episode.live is None
        if recorded and episode.duration is None:
            yield Problem(
                episode.origin.at("audio"),
                "duration-missing",
                f"the length of `{episode.title}` is not known",
                "add `duration: 54 min`",
                Level.ADVICE,
            )
