"""RSS's own picture has an address, a title and a link, and they are the show's.

Readers show it in the place of the cover where they know no other.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import channels, found
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead

SCOPE = "channel"
BAD = "<image><url>https://rivers.example/cover.jpg</url></image>"
GOOD = """\
<image>
<url>https://rivers.example/cover.jpg</url>
<title>Rivers</title>
<link>https://rivers.example</link>
</image>
"""


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look for the three, and compare two of them with the channel's."""
    for channel in channels(feed)[:1]:
        for image in channel.tags("image"):
            for name in ("url", "title", "link"):
                if not image.text(name):
                    message, hint = f"the picture has no `<{name}>`", "add it, or leave it out"
                    yield found(image, "feed-rss-image", message, hint, Level.WARNING)
                elif name != "url" and image.line(name) != channel.line(name):
                    message = f"the picture's `<{name}>` is another than the show's"
                    hint = f"write `{channel.line(name)}`"
                    yield found(image, "feed-rss-image", message, hint, Level.WARNING, name)
