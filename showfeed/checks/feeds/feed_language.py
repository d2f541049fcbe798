"""The language is a code of ISO 639.

Apple refuses a show whose language it does not know.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.languages import parse_language
from showfeed.problems import Malformed, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = "<language>english</language>"
GOOD = "<language>en</language>"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Read the channel's language."""
    for channel in channels(feed)[:1]:
        for tag in channel.tags("language"):
            try:
                parse_language(tag.words or "en")
            except Malformed as error:
                yield found(tag, "feed-language", error.message, error.hint)
