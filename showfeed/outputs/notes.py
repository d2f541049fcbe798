"""Show → the show notes: notes.txt of every episode, and the same as HTML for the feed."""

from collections.abc import Iterator

from showfeed.artifacts import Artifact
from showfeed.model import Show
from showfeed.outputs import addresses
from showfeed.outputs.notes_html import LIMIT, feed_notes, full_notes
from showfeed.outputs.notes_text import lead, notes_text

__all__ = ["LIMIT", "feed_notes", "full_notes", "lead", "notes_text", "render"]


def render(show: Show) -> Iterator[Artifact]:
    """Write notes.txt of every episode."""
    for episode in show.episodes:
        text = notes_text(show, episode)
        yield Artifact(addresses.notes_path(episode), text.encode())
