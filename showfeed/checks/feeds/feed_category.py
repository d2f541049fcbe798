"""Categories are Apple's, letter for letter.

Apple knows no others, and `Kids & family` is another than `Kids & Family`.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.taxonomy import parse_category
from showfeed.model import Category
from showfeed.problems import Malformed, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "channel"
BAD = '<itunes:category text="Games &amp; Hobbies"/>'
GOOD = '<itunes:category text="Leisure"/>'


def check(feed: FeedRead) -> Iterator[Problem]:
    """Read every category, and the one in it."""
    for channel in channels(feed)[:1]:
        for above in channel.tags("itunes:category"):
            below = above.tags("itunes:category")
            for sub in below:
                yield from of_pair(above, sub)
            if not below:
                yield from of_pair(above, None)


def of_pair(above: Tag, below: Tag | None) -> Iterator[Problem]:
    """Compare a category and the one in it with the list."""
    written = Category(above.get("text"), below.get("text") if below else "")
    if not written.name:
        return  # the reader of the channel has told that it is not there
    tag = below or above
    try:
        name, sub = parse_category(" > ".join(filter(None, (written.name, written.sub))))
    except Malformed as error:
        yield found(tag, "feed-category", error.message, error.hint)
        return
    if (name, sub) != (written.name, written.sub):
        right = sub if written.sub else name
        message = f"Apple spells `{written.sub or written.name}` otherwise"
        shown = right.replace("&", "&amp;")
        yield found(tag, "feed-category", message, f'write `text="{shown}"`')
