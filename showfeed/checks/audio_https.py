"""Audio is served encrypted.

Web players refuse `http` within a secure page, and so do many apps. (Apple, podcast namespace.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "audio: http://media.example/rivers.mp3\n"
GOOD = "audio: https://media.example/rivers.mp3\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for http in the audio's address."""
    for episode in show.episodes:
        if episode.audio and episode.audio.href.startswith("http://"):
            yield Problem(
                episode.origin.at("audio"),
                "audio-https",
                f"`{episode.audio.href}` is not encrypted",
                f"write `https{episode.audio.href[4:]}` if that works",
                Level.WARNING,
            )
