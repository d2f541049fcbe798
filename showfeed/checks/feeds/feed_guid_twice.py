"""Each episode has its own guid.

Of two with one guid apps show one, and Apple leaves the later out.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.problems import Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "items"
BAD = """\
<guid isPermaLink="false">urn:rivers:1</guid>
---
<guid isPermaLink="false">urn:rivers:1</guid>
"""
GOOD = """\
<guid isPermaLink="false">urn:rivers:1</guid>
---
<guid isPermaLink="false">urn:rivers:2</guid>
"""


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for guids that stood before."""
    seen: dict[str, Tag] = {}
    for item in items(feed):
        for guid in item.tags("guid")[:1]:
            first = seen.setdefault(guid.words, guid)
            if first is not guid and guid.words:
                message = f"{quoted(guid.words)} is the guid of the episode at {first.place} too"
                hint = "give the newer of the two a guid of its own"
                yield found(guid, "feed-guid-twice", message, hint)
