"""Attributes with a list of values hold one of them.

Apps do nothing with the others. (Podcast namespace.)
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from showfeed.checks.feeds.parts import everything, found
from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import (
    CHAT_PROTOCOLS,
    INTEGRITY_TYPES,
    MEDIUMS,
    RECIPIENT_TYPES,
    SERVICES,
    SOCIAL_PROTOCOLS,
)
from showfeed.problems import Level, Problem
from showfeed.sources.feed import FeedRead
from showfeed.sources.feed_tags import Tag

SCOPE = "channel"
BAD = "<podcast:medium>podcats</podcast:medium>"
GOOD = "<podcast:medium>podcast</podcast:medium>"

UUID = r"[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}"


class Listed(NamedTuple):
    """Where a value of a list stands: the path of tags, the attribute ("" for the text)."""

    path: tuple[str, ...]
    attribute: str
    values: tuple[str, ...] = ()
    form: str = ""  # an expression, where there is no list
    hint: str = ""
    level: Level = Level.ERROR


LISTED = (
    Listed(("podcast:medium",), "", MEDIUMS),
    Listed(("podcast:socialInteract",), "protocol", SOCIAL_PROTOCOLS),
    Listed(("podcast:chat",), "protocol", CHAT_PROTOCOLS, level=Level.WARNING),
    Listed(("podcast:block",), "id", SERVICES, level=Level.WARNING),
    Listed(("podcast:alternateEnclosure", "podcast:integrity"), "type", INTEGRITY_TYPES),
    Listed(("podcast:value", "podcast:valueRecipient"), "type", RECIPIENT_TYPES),
    Listed(
        ("podcast:location",), "osm", (), r"[NWR][0-9]+(#[0-9]+)?", 'write `osm="R113314"`: a '
        "letter for node, way or relation, and its number",
    ),
    Listed(
        ("podcast:location",), "geo", (), r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;\S+)?",
        'write `geo="geo:45.76,4.84"`: latitude, then longitude',
    ),
    Listed(("podcast:location",), "country", (), "(?!UK)[A-Z]{2}", 'write `country="FR"`'),
    Listed(
        ("podcast:podroll", "podcast:remoteItem"), "feedGuid", (), UUID,
        "write the podcast:guid of the other show",
    ),
)  # fmt: skip


def check(feed: FeedRead) -> Iterator[Problem]:
    """Compare every such value with its list or form."""
    for part in everything(feed):
        for listed in LISTED:
            for tag in at(part, listed.path):
                yield from of_tag(tag, listed)


def at(part: Tag, path: tuple[str, ...]) -> list[Tag]:
    """Return the tags at the end of a path."""
    tags = [part]
    for name in path:
        tags = [child for tag in tags for child in tag.tags(name)]
    return tags


def of_tag(tag: Tag, listed: Listed) -> Iterator[Problem]:
    """Compare one value; none is none."""
    value = tag.get(listed.attribute) if listed.attribute else tag.words
    if not value or value in listed.values or (listed.form and re.fullmatch(listed.form, value)):
        return
    what = f"`{listed.attribute}` of `<{tag.name}>`" if listed.attribute else f"`<{tag.name}>`"
    message = f"{quoted(value)} is no value for {what}"
    some = ", ".join(f"`{one}`" for one in listed.values[:5])
    hint = listed.hint or did_you_mean(value, listed.values, f"it is one of: {some} …")
    yield found(tag, "feed-values", message, hint, listed.level)
