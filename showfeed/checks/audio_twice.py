"""Each episode has its own audio.

Apple leaves out the second episode with the same file. (Apple: enclosure.)
"""

from collections.abc import Iterator

from showfeed.model import Episode, Show
from showfeed.problems import Problem

SCOPE = "episode"
BAD = "audio: media/same.mp3\n---\naudio: media/same.mp3\n"
GOOD = "audio: media/one.mp3\n---\naudio: media/two.mp3\n"


def check(show: Show) -> Iterator[Problem]:
    """Compare the audio of all episodes, oldest first."""
    seen: dict[str, Episode] = {}
    for episode in reversed(show.episodes):
        if episode.audio is None:
            continue
        first = seen.setdefault(episode.audio.href, episode)
        if first is not episode:
            yield Problem(
                episode.origin.at("audio"),
                "audio-twice",
                f"`{episode.audio.href}` is already the audio of `{first.title}`, "
                f"in {first.origin.at('audio')}",
                "name this episode's own file, or copy it under another name",
            )
