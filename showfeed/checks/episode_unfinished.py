"""An episode has a date and its audio.

Without them there is nothing to publish. A draft may lack them: it stays out of the feed, and
this says what is still missing.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "title: Rivers\naudio: media/rivers.mp3\n"
GOOD = "title: Rivers\ndate: 15/04/2024\naudio: media/rivers.mp3\n"

MISSING = {
    "date": "add `date: 15/04/2024`, the day it comes out",
    "audio": "add `audio: media/name.mp3`, or the address of the file",
}


def check(show: Show) -> Iterator[Problem]:
    """Tell what each episode still lacks."""
    for episode in show.episodes:
        for name, hint in MISSING.items():
            if getattr(episode, name) is None and name not in episode.origin.fields:
                what = "the draft" if episode.draft else "the episode"
                yield Problem(
                    episode.origin.at("title"),
                    "episode-unfinished",
                    f"{what} `{episode.title}` has no {name} yet",
                    hint if episode.draft else f"{hint}; or `draft: yes` while it is not finished",
                    Level.ADVICE if episode.draft else Level.ERROR,
                )
