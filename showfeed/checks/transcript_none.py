"""An episode has a transcript.

Deaf people read it, search finds it, apps follow it. (PSP-1, Apple.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "title: Rivers\ndate: 15/04/2024\naudio: media/rivers.mp3\n"
GOOD = BAD + "transcript: words.txt\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for finished episodes without a transcript."""
    for episode in show.episodes:
        if episode.finished and not episode.transcripts and not episode.draft and not episode.live:
            yield Problem(
                episode.origin.at("title"),
                "transcript-none",
                f"`{episode.title}` has no transcript",
                f"add `transcript: {episode.id}.txt`; names before what is said are enough",
                Level.ADVICE,
            )
