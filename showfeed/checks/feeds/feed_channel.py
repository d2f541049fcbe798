"""A channel has what directories and apps ask of every show.

Apple, Spotify and PSP-1 each refuse shows that lack some of it.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = ""
GOOD = "<itunes:author>Ana</itunes:author>"

# Tag, what it is, who asks for it, how it is written.
ASKED = (
    ("title", "title", Level.ERROR, "<title>The name of the show</title>"),
    ("link", "page of its own", Level.ERROR, "<link>https://…</link>"),
    ("description", "description", Level.ERROR, "<description>What it is about</description>"),
    ("language", "language", Level.ERROR, "<language>en</language>"),
    ("itunes:category", "category", Level.ERROR, '<itunes:category text="Science"/>'),
    ("itunes:explicit", "word on explicit content", Level.ERROR,
     "<itunes:explicit>false</itunes:explicit>"),
    ("itunes:author", "author", Level.ERROR, "<itunes:author>Who makes it</itunes:author>"),
    ("podcast:guid", "podcast:guid", Level.WARNING, "<podcast:guid>a UUID</podcast:guid>"),
    ("podcast:locked", "word on who may import it", Level.ADVICE,
     "<podcast:locked>yes</podcast:locked>"),
)  # fmt: skip


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for each tag, and for something in it."""
    for channel in channels(feed)[:1]:
        for name, what, level, example in ASKED:
            tag = channel.tag(name)
            if tag is None or not (tag.words or tag.get("text")):
                message, hint = f"the show has no {what}", f"add `{example}`"
                yield found(channel, "feed-channel", message, hint, level, name)
        image = channel.tag("itunes:image")
        if image is None or not image.get("href"):
            message = "the show has no cover where Apple looks for it"
            hint = 'add `<itunes:image href="https://…/cover.jpg"/>`'
            yield found(channel, "feed-channel", message, hint, Level.ERROR, "itunes:image")
        if not channel.count("item") and not channel.count("podcast:liveItem"):
            message = "the feed has no episode; Spotify and others refuse it"
            hint = "publish a first episode, or a trailer"
            yield found(channel, "feed-channel", message, hint)
        if not any(link.get("rel") == "self" for link in channel.tags("atom:link")):
            message = "the feed doesn't say where it stands"
            hint = 'add `<atom:link rel="self" href="https://…" type="application/rss+xml"/>`'
            yield found(channel, "feed-channel", message, hint)
