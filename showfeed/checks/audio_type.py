"""Audio is MP3 or AAC, and its name says so.

Apple goes by the end of the address: mp3, m4a, mp4, m4v, mov or pdf. Others are left out of its
directory. (Apple: enclosure; PSP-1.)
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "audio: media/rivers.ogg\n"
GOOD = "audio: media/rivers.mp3\n"

ENDINGS = (".mp3", ".m4a", ".mp4", ".m4v", ".mov", ".pdf")


def check(show: Show) -> Iterator[Problem]:
    """Look at the end of every file's name."""
    for episode in show.episodes:
        if episode.audio is None or episode.live is not None:
            continue
        path = urlsplit(episode.audio.href).path if episode.audio.remote else episode.audio.href
        if not path.lower().endswith(ENDINGS):
            yield Problem(
                episode.origin.at("audio"),
                "audio-type",
                f"Apple takes no audio that is named like `{PurePosixPath(path).name}`",
                "save it as MP3 (.mp3) or AAC (.m4a); add the other file under `alternates`",
                Level.WARNING,
            )
