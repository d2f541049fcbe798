"""The show's guid is a UUID, made of its first address.

(Podcast namespace: guid.)
"""

import re
from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = "<podcast:guid>rivers</podcast:guid>"
GOOD = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at its form, and at its version."""
    for channel in channels(feed)[:1]:
        for tag in channel.tags("podcast:guid"):
            match = UUID.fullmatch(tag.words)
            if not match and tag.words:
                message = f"{quoted(tag.words)} is no UUID"
                hint = "make one of the feed's address, as the podcast namespace says"
                yield found(tag, "feed-show-guid", message, hint)
            elif match and match[1] != "5":
                message = f"{quoted(tag.words)} was not made of the feed's address"
                hint = "keep it if apps know it already"
                yield found(tag, "feed-show-guid", message, hint, Level.ADVICE)
