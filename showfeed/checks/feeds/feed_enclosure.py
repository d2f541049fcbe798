"""An enclosure has its three attributes, and they tell the truth.

Apps show the size before they download; some refuse audio whose type they do not know.
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.quoting import quoted
from showfeed.formats.web_files import media_type
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_media import path_of
from showfeed.sources.feed_tags import Tag

SCOPE = "item"
BAD = '<enclosure url="https://cdn.example/springs.mp3" length="" type="audio/mp3"/>'
GOOD = '<enclosure url="https://cdn.example/springs.mp3" length="123" type="audio/mpeg"/>'

TYPES = {
    "audio/mpeg": ("mp3",),
    "audio/x-m4a": ("m4a", "mp4", "m4b"),
    "audio/m4a": ("m4a", "mp4", "m4b"),
    "audio/mp4": ("m4a", "mp4", "m4b"),
    "audio/aac": ("aac", "m4a"),
    "video/mp4": ("mp4", "m4v"),
    "video/x-m4v": ("m4v",),
    "video/m4v": ("m4v",),
    "video/quicktime": ("mov",),
    "application/pdf": ("pdf",),
}
MEANT = {"audio/mp3": "audio/mpeg", "x-audio/mp3": "audio/mpeg", "audio/x-mp3": "audio/mpeg"}


def check(feed: FeedRead) -> Iterator[Problem]:
    """Read each enclosure's length and type."""
    for item in items(feed):
        for tag in item.tags("enclosure"):
            yield from of_length(tag, item.name == "podcast:liveItem")
            yield from of_type(tag)


def of_length(tag: Tag, live: bool) -> Iterator[Problem]:
    """Read the length: bytes; a live stream has none."""
    length = tag.get("length")
    if not (length.isascii() and length.isdecimal()):
        shown = quoted(length) if length else "nothing"
        message = f"the enclosure's length is {shown}, not a number of bytes"
        yield found(tag, "feed-enclosure", message, 'write the size of the file: `length="12345"`')
    elif not length.strip("0") and not live:
        message = "the enclosure's length is 0"
        yield found(tag, "feed-enclosure", message, "write the size of the file", Level.WARNING)


def of_type(tag: Tag) -> Iterator[Problem]:
    """Read the type, and compare it with the file's name."""
    kind = tag.get("type")
    path = path_of(tag.get("url"))
    ending = path.rpartition(".")[2].lower()
    if "/" not in kind:
        message = f"the enclosure's type is {quoted(kind) if kind else 'nothing'}, not a media type"
        yield found(tag, "feed-enclosure", message, f'write `type="{media_type(path)}"`')
    elif kind in MEANT:
        message = f"`{kind}` is no type of the lists that apps know"
        yield found(tag, "feed-enclosure", message, f'write `type="{MEANT[kind]}"`', Level.WARNING)
    elif kind not in TYPES:
        message = f"Apple takes no enclosures of the type {quoted(kind)}"
        hint = "offer MP3 or AAC, and this as `<podcast:alternateEnclosure>`"
        yield found(tag, "feed-enclosure", message, hint, Level.WARNING)
    elif ending not in TYPES[kind] and any(ending in endings for endings in TYPES.values()):
        message = f"the file is named `.{ending}`, and its type is `{kind}`"
        yield found(tag, "feed-enclosure", message, "put the wrong one right", Level.WARNING)
