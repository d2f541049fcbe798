"""A transcript's type is that of its file, so that apps know what they get.

(Podcast namespace: transcript.)
"""

from collections.abc import Iterator

from showfeed.checks.feeds.parts import found, items
from showfeed.formats.languages import parse_language
from showfeed.formats.quoting import quoted
from showfeed.formats.web_files import media_type
from showfeed.problems import Level, Malformed, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_media import path_of
from showfeed.sources.feed_tags import Tag

SCOPE = "item"
BAD = '<podcast:transcript url="https://rivers.example/1.vtt" type="vtt"/>'
GOOD = '<podcast:transcript url="https://rivers.example/1.vtt" type="text/vtt"/>'

TYPES = ("text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain")
OLD = ("application/srt", "text/srt", "srt")


def check(feed: FeedRead) -> Iterator[Problem]:
    """Look at each transcript's type, purpose and language."""
    for item in items(feed):
        for tag in item.tags("podcast:transcript"):
            yield from of_type(tag)
            rel = tag.get("rel")
            if rel and (rel != "captions" or tag.get("type") == "text/plain"):
                message = f"`rel={rel}` does not fit here: captions are text with times"
                hint = "leave `rel` out" if rel == "captions" else 'write `rel="captions"`'
                yield found(tag, "feed-transcript", message, hint, Level.WARNING)
            try:
                parse_language(tag.get("language") or "en")
            except Malformed as error:
                yield found(tag, "feed-transcript", error.message, error.hint)


def of_type(tag: Tag) -> Iterator[Problem]:
    """Compare a type with those that there are, and with the file's name."""
    kind = tag.get("type").partition(";")[0].strip()
    if kind in TYPES or not kind:  # a type that is missing the reader tells
        return
    if kind in OLD:
        message, level = f"{quoted(kind)} is an old name of SRT", Level.WARNING
        hint = 'write `type="application/x-subrip"`'
    else:
        message, level = f"{quoted(kind)} is no type of a transcript", Level.ERROR
        named = media_type(path_of(tag.get("url")))
        hint = f'write `type="{named if named in TYPES else "text/vtt"}"`'
    yield found(tag, "feed-transcript", message, hint, level)
