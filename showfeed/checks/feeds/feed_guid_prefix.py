"""A guid holds no measuring prefix.

A program that takes the audio's address for the guid gives another one as soon as the prefix
changes or goes: then everybody downloads every episode again.
"""

import re
from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = '<guid isPermaLink="false">https://op3.dev/e/cdn.example/2.mp3</guid>'
GOOD = '<guid isPermaLink="false">https://cdn.example/2.mp3</guid>'

PREFIXES = (
    *("arttrk.com", "byspotify.com", "chrt.fm", "chtbl.com", "claritaspod.com", "gum.fm"),
    *("media.blubrry.com", "mgln.ai", "op3.dev", "pdcn.co", "pdst.fm", "podscribe.com"),
    *("podtrac.com", "pscrb.fm", "swap.fm", "vpixl.com"),
)
PREFIX = re.compile(rf"(?:^|[/.])({'|'.join(map(re.escape, PREFIXES))})/", re.IGNORECASE)


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for the names of services that measure."""
    for item in items(feed):
        for guid in item.tags("guid")[:1]:
            if named := PREFIX.search(guid.words):
                yield found(
                    guid,
                    "feed-guid-prefix",
                    f"the guid {quoted(guid.words)} leads through {named[1].lower()}, a meter:"
                    " it changes with the prefix, and everybody downloads the episode again",
                    "keep it to the letter, whatever becomes of the prefix; give new ones a UUID",
                    Level.WARNING,
                )
