"""Chapters are put into audio that goes out from the folder.

`embed: yes` makes a copy in public/ with chapters, cover and titles inside. Audio on another
server is served as it lies there: showfeed never writes to it.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "audio: https://example.com/rivers.mp3\nembed: yes\n"
GOOD = BAD.replace("https://example.com/", "media/")


def check(show: Show) -> Iterator[Problem]:
    """Look at every episode that asks for a copy, and at the show where it has its own server."""
    elsewhere = "the audio is served from another place, and nothing can be put into it there"
    if show.media.url and show.media.embed:
        yield Problem(
            show.origin.at("media"),
            "embed-elsewhere",
            elsewhere,
            "leave out `embed`, or `url`",
            Level.WARNING,
        )
    for episode in show.episodes:
        if episode.audio and episode.embed and (episode.audio.remote or show.media.url):
            yield Problem(
                episode.origin.at("embed"),
                "embed-elsewhere",
                elsewhere,
                "leave out `embed`, or put the audio into the folder",
                Level.WARNING,
            )
