"""What came of telling somebody, and how politely to try: values."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """Whom we told, whether it went well, and a sentence for the user."""

    whom: str
    told: bool
    words: str

    def __str__(self) -> str:
        return f"{self.whom}: {self.words}"


@dataclass(frozen=True)
class Services:
    """Where podping and the Podcast Index are."""

    podping: str = "https://podping.cloud/"
    podcast_index: str = "https://api.podcastindex.org/api/1.0/hub/pubnotify"


@dataclass(frozen=True)
class Patience:
    """Seconds before each further try; for an answer; and how to wait.

    A site on pages or behind a CDN shows its new feed after a minute or two.
    """

    until_published: tuple[float, ...] = (2, 5, 10, 20, 30, 60)
    again: tuple[float, ...] = (1, 5)
    answer: float = 20
    sleep: Callable[[float], None] = time.sleep
