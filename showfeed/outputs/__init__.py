"""Show → Artifacts: one module per kind of file."""

from collections.abc import Callable, Iterator

from showfeed.artifacts import Artifact
from showfeed.model import Show

from . import chapters, feed, media, notes, pages, transcripts

# In the order of publishing: what the feed names before the feed.
OUTPUTS: tuple[Callable[[Show], Iterator[Artifact]], ...] = (
    media.render,
    chapters.render,
    transcripts.render,
    notes.render,
    pages.render,
    feed.render,
)


def build(show: Show) -> Iterator[Artifact]:
    """Turn a show into files. The same show gives the same bytes, always."""
    for render in OUTPUTS:
        yield from render(show)
