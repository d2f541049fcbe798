"""An item has what apps need to show and play it.

Without a date it is sorted anywhere, without audio it is no episode. (Apple, Spotify, PSP-1.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "item"
BAD = ""
GOOD = "<pubDate>Mon, 15 Apr 2024 06:00:00 +0000</pubDate>"


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for each tag, and for something in it. The guid is asked for by the reader."""
    for item in items(feed):
        name = item.line("title")
        shown = f"`{name}`" if name else "an episode"
        if not name:
            message, hint = "an episode has no title", "add `<title>…</title>`"
            yield found(item, "feed-item", message, hint, Level.ERROR, "title")
        if not any(enclosure.get("url") for enclosure in item.tags("enclosure")):
            hint = 'add `<enclosure url="…" length="…" type="audio/mpeg"/>`'
            yield found(item, "feed-item", f"{shown} has no audio", hint)
        if not item.text("pubDate"):
            hint = "add `<pubDate>Mon, 15 Apr 2024 06:00:00 +0000</pubDate>`"
            yield found(item, "feed-item", f"{shown} has no date", hint)
        if not item.text("link"):
            message, hint = f"{shown} has no page", "add `<link>https://…</link>`"
            yield found(item, "feed-item", message, hint, Level.ADVICE)
