"""An episode has a transcript.

Who can't hear it reads it; search engines do too. (PSP-1.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = ""
GOOD = '<podcast:transcript url="https://rivers.example/1.vtt" type="text/vtt"/>'


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for one in every item."""
    for item in items(feed):
        if item.name == "item" and not item.tags("podcast:transcript"):
            message = f"{quoted(item.line('title'))} has no transcript"
            hint = 'add `<podcast:transcript url="https://…" type="text/vtt"/>`'
            yield found(item, "feed-transcript-none", message, hint, Level.ADVICE)
