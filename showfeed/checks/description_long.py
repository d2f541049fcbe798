"""Show notes fit into 4,000 bytes.

Apple and PSP-1 allow no more in the feed. What is longer is cut between paragraphs there; the page
and notes.txt hold everything. Letters with accents count as two bytes, emoji as four.
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.outputs.notes import LIMIT, feed_notes
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "description: " + "Words and words. " * 300 + "\n"
GOOD = "description: Words.\n"


def check(show: Show) -> Iterator[Problem]:
    """Tell of notes that had to be cut."""
    for episode in show.episodes:
        _, cut = feed_notes(show, episode)
        if cut:
            yield Problem(
                episode.origin.at("description"),
                "description-long",
                f"the notes of `{episode.title}` are cut in the feed: they pass {LIMIT} bytes",
                "put what matters most first, or shorten them; the page shows everything",
                Level.WARNING,
            )
