"""Podcasting 2.0 tags that channel and item share, for any feedgen project.

Needs lxml only. https://podcasting2.org/docs/podcast-namespace says what each tag means.
An attribute that is left empty is not written; 0 is.
"""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from lxml.etree import SubElement, _Element

NAMESPACE = "https://podcastindex.org/namespace/1.0"
PREFIX = f"{{{NAMESPACE}}}"


class Tag(NamedTuple):
    """An element to be written: name with namespace, attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: "tuple[Tag, ...]" = ()


def write(tags: Iterable[Tag], parent: _Element) -> None:
    """Write the tags as the last children of an element."""
    for name, attributes, text, children in tags:
        element = SubElement(parent, name, attributes)
        if text:
            element.text = text
        if children:
            write(children, element)


def tag(name: str, text: str = "", /, *children: Tag, **attributes: str | int | None) -> Tag:
    """Make a tag of the podcast namespace; empty attributes are left out.

    >>> tag("season", "1", name="Début").attributes
    {'name': 'Début'}
    """
    given = {key: str(value) for key, value in attributes.items() if value not in ("", None)}
    return Tag(PREFIX + name, given, text, children)


def seconds(time: timedelta) -> str:
    """Write a time in decimal seconds, to the millisecond.

    >>> seconds(timedelta(minutes=1, milliseconds=500))
    '60.5'
    """
    whole, milliseconds = divmod(round(time / timedelta(milliseconds=1)), 1000)
    return f"{whole}.{milliseconds:03}".rstrip("0").rstrip(".")


def decimal(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end.

    >>> decimal(Decimal("100.50")), decimal(Decimal("1E+2"))
    ('100.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def remote_item(
    feed_guid: str, feed_url: str = "", item_guid: str = "", medium: str = "", title: str = ""
) -> Tag:
    """Make a podcast:remoteItem, for podroll, publisher or a time split."""
    return tag(
        "remoteItem",
        feedGuid=feed_guid,
        feedUrl=feed_url,
        itemGuid=item_guid,
        medium=medium,
        title=title,
    )


def recipient(
    type: str,
    address: str,
    split: int,
    *,
    name: str = "",
    custom_key: str = "",
    custom_value: str = "",
    fee: bool = False,
) -> Tag:
    """Make a podcast:valueRecipient, for `value` or a time split."""
    return tag(
        "valueRecipient",
        name=name,
        type=type,
        address=address,
        split=split,
        customKey=custom_key,
        customValue=custom_value,
        fee="true" if fee else "",
    )


def time_split(
    start: timedelta,
    duration: timedelta,
    *children: Tag,
    remote_start: timedelta = timedelta(),
    remote_percentage: int | None = None,
) -> Tag:
    """Make a podcast:valueTimeSplit of recipients, or of one remote item."""
    return tag(
        "valueTimeSplit",
        "",
        *children,
        startTime=seconds(start),
        duration=seconds(duration),
        remoteStartTime=seconds(remote_start) if remote_start else "",
        remotePercentage=remote_percentage,
    )
