"""Audio files have plain names.

Apple asks for letters without accents and for digits: some players can't fetch other names.
(Apple: enclosure.)
"""

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "audio: media/été 1.mp3\n"
GOOD = "audio: media/ete-1.mp3\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for other letters in the audio's name."""
    for episode in show.episodes:
        href = unquote(episode.audio.href) if episode.audio else ""
        name = PurePosixPath(href).name
        if not href.isascii() or " " in href:
            folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
            yield Problem(
                episode.origin.at("audio"),
                "audio-ascii",
                f"`{name}` has letters that some players can't fetch",
                f"name the file `{'-'.join(folded.split())}`",
                Level.WARNING,
            )
