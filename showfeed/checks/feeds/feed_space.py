"""No spaces or line breaks stand around a value.

Some apps keep them: a guid with a space is another guid. (Apple, PSP-1.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import everything, found
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = '<guid isPermaLink="false"> urn:rivers:1 </guid>'
GOOD = '<guid isPermaLink="false">urn:rivers:1</guid>'

VALUES = (
    "guid link pubDate language itunes:explicit itunes:duration itunes:episode itunes:season "
    "itunes:episodeType itunes:type itunes:new-feed-url podcast:guid podcast:locked podcast:medium"
).split()


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at the values that programs read; texts are trimmed by all."""
    for parent in everything(feed):
        for name in VALUES:
            for tag in parent.tags(name):
                text = str(tag.element.text or "")
                if text != text.strip() and tag.words:
                    message = f"there is space around {quoted(tag.words)}"
                    level = Level.WARNING
                    yield found(tag, "feed-space", message, "write it without", level)
