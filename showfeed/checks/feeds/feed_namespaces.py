"""Namespaces are named as they are, letter for letter.

For a program `https://www.itunes.com/…` is another namespace than `http://www.itunes.com/…`, and
whatever stands in it does not exist. (Apple, PSP-1, podcast namespace.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.formats.feed_names import PREFIXES, RIGHT, folded
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "namespaces"
BAD = 'xmlns:itunes="https://www.itunes.com/DTDs/Podcast-1.0.dtd"'
GOOD = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'

ASKED = ("itunes", "podcast", "atom")


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at the namespaces that are declared at the top."""
    for channel in channels(feed)[:1]:
        top = feed.tags or channel
        declared = {uri for uri in channel.element.nsmap.values() if uri}
        known = {prefix: uri for uri in declared if (prefix := PREFIXES.get(folded(uri)))}
        for prefix, uri in sorted(known.items()):
            if prefix in RIGHT and not declared & set(RIGHT[prefix]):
                message = f"`{uri}` is not the namespace of `{prefix}:`"
                hint = f'write `xmlns:{prefix}="{RIGHT[prefix][0]}"`'
                yield found(top, "feed-namespaces", message, hint)
        for prefix in ASKED:
            if prefix not in known:
                message = f"the namespace of `{prefix}:` is not declared"
                hint = f'write `xmlns:{prefix}="{RIGHT[prefix][0]}"` into `<rss>`'
                level = Level.ADVICE if prefix == "podcast" else Level.WARNING
                yield found(top, "feed-namespaces", message, hint, level)
