"""Show → the RSS feed, and its pages where the show limits it.

Items are written in batches by a feedgen of their own and spliced into the feed's head: the
bytes are those of one large feed, the memory is that of a batch.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from showfeed.artifacts import Artifact, Rank
from showfeed.model import Episode, Show
from showfeed.outputs import addresses

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

BATCH = 50
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
FIRST_ITEM = b"    <item>\n"
END = b"  </channel>\n</rss>\n"


def render(show: Show) -> Iterator[Artifact]:
    """Write the feed. Its further pages come first: the feed names them."""
    recorded = [episode for episode in show.episodes if not episode.live]
    size = show.feed.limit or len(recorded) or 1
    pages = [recorded[i : i + size] for i in range(0, len(recorded), size)] or [[]]
    for number in range(len(pages), 0, -1):
        yield Artifact(
            addresses.feed_path(show, number),
            document(show, pages[number - 1], number, len(pages)),
            Rank.FEED,
        )


def document(show: Show, episodes: Sequence[Episode], page: int = 1, pages: int = 1) -> bytes:
    """Return a page of the feed, whole."""
    from showfeed.outputs import feed_channel, feed_style

    chaptered = any(episode.listed_chapters for episode in show.episodes)
    generator = empty(show, chaptered)
    feed_channel.describe(generator, show, episodes, page, pages)
    whole = BytesIO()
    whole.write(text(generator, feed_style.instruction(show, page)).removesuffix(END))
    for start in range(0, len(episodes), BATCH):
        whole.write(items(show, episodes[start : start + BATCH], chaptered))
    whole.write(END)
    return whole.getvalue()


def items(show: Show, episodes: Sequence[Episode], chaptered: bool) -> bytes:
    """Return the items of some episodes as they stand in the feed: they depend on nothing else."""
    from showfeed.outputs import feed_items

    generator = empty(show, chaptered, items_alone=True)
    for episode in episodes:
        feed_items.describe(generator.add_entry(order="append"), show, episode)
    whole: bytes = generator.rss_str(pretty=True)
    return whole[whole.index(FIRST_ITEM) : -len(END)]


def empty(show: Show, chaptered: bool, items_alone: bool = False) -> "FeedGenerator":
    """Return a feedgen with our extensions (or those of items) and what RSS asks of a channel."""
    from feedgen.feed import FeedGenerator

    from showfeed.outputs import feed_extensions

    generator = FeedGenerator()
    for name, channel, entry in feed_extensions.EXTENSIONS:
        if (name != "psc" or chaptered) and (entry or not items_alone):
            generator.register_extension(name, channel, entry, atom=False)
    generator.title("-")
    generator.link(href=show.url)
    generator.description("-")
    return generator


def text(generator: "FeedGenerator", instruction: bytes) -> bytes:
    """Return the document, with the declaration as Apple's guide spells it, and its style."""
    whole: bytes = generator.rss_str(pretty=True)
    return DECLARATION + instruction + whole[whole.index(b"\n") + 1 :]
