"""Show → Artifacts: one module per kind of file."""

from collections.abc import Callable, Iterator

from showfeed.artifacts import Artifact
from showfeed.model import Show
from showfeed.outputs.memory import Forgetful, Memory

from . import chapters, feed, media, notes, pages, redirects, transcripts

Output = Callable[[Show], Iterator[Artifact]]

# Each looks at one episode and the show's own fields, never at other episodes.
BY_EPISODE: tuple[Output, ...] = (chapters.render, transcripts.render, notes.render)


def build(show: Show, memory: Memory | None = None) -> Iterator[Artifact]:
    """Turn a show into files. The same show gives the same bytes, always.

    They come in the order of publishing, what the feed names before the feed. An episode's
    transcripts come just before its page, so that they are read once for both. *memory* has what
    an earlier build found out, which saves work and changes nothing.
    """
    yield from media.render(show)
    yield from chapters.render(show)
    yield from notes.render(show)
    yield from pages.render(show, transcripts.of_episode, memory or Forgetful())
    yield from redirects.render(show)
    yield from feed.render(show)
