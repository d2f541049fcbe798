"""The values of the Podcasting 2.0 tags that shows and episodes share.

Each is named like its tag; https://podcasting2.org/docs/podcast-namespace says what they mean.
Empty text and None mean that the attribute is left out.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from showfeed.model.pictures import Picture
from showfeed.problems import NOWHERE, Origin


@dataclass(frozen=True)
class Person:
    """podcast:person: somebody heard or behind the show. Role and group as in the taxonomy."""

    name: str
    role: str = "Host"
    group: str = "Cast"
    url: str = ""
    image: str = ""  # an address
    portrait: Picture | None = None  # … or a file of the folder
    key: str = ""  # the id in show.yaml's registry
    aliases: tuple[str, ...] = ()  # other labels in transcripts
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Funding:
    """podcast:funding: a page where listeners can give, and the words of its link."""

    url: str
    text: str
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class License:
    """podcast:license: an identifier (SPDX style) or an own name with its page."""

    identifier: str
    url: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Location:
    """podcast:location: a place; *geo* as in RFC 5870, *osm* as `N123`, *country* ISO 3166-1."""

    name: str
    rel: str = ""
    geo: str = ""
    osm: str = ""
    country: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Soundbite:
    """podcast:soundbite: a passage that stands for the episode."""

    start: timedelta
    duration: timedelta
    title: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class SocialInteract:
    """podcast:socialInteract: the post under which people talk; protocol `disabled` is alone."""

    protocol: str
    uri: str = ""
    account_id: str = ""
    account_url: str = ""
    priority: int | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Chat:
    """podcast:chat: the room where listeners meet."""

    server: str
    protocol: str
    account_id: str = ""
    space: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Txt:
    """podcast:txt: free text for a purpose, such as `verify`."""

    text: str
    purpose: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Block:
    """podcast:block: hidden from one service (its slug), or from all (no slug)."""

    blocked: bool
    service: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class RemoteItem:
    """podcast:remoteItem: another feed, or one item of it."""

    feed_guid: str
    feed_url: str = ""
    item_guid: str = ""
    medium: str = ""
    title: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class ValueRecipient:
    """podcast:valueRecipient: who gets *split* shares; *fee* shares go off the top."""

    type: str
    address: str
    split: int
    name: str = ""
    custom_key: str = ""
    custom_value: str = ""
    fee: bool = False
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class ValueTimeSplit:
    """podcast:valueTimeSplit: other recipients for a stretch of the audio."""

    start: timedelta
    duration: timedelta
    recipients: tuple[ValueRecipient, ...] = ()
    remote_item: RemoteItem | None = None
    remote_start: timedelta = timedelta()
    remote_percentage: int | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Value:
    """podcast:value: how listeners can pay per minute."""

    recipients: tuple[ValueRecipient, ...]
    time_splits: tuple[ValueTimeSplit, ...] = ()
    type: str = "lightning"
    method: str = "keysend"
    suggested: Decimal | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Integrity:
    """podcast:integrity: type `sri` or `pgp-signature`, and its value."""

    type: str
    value: str


@dataclass(frozen=True)
class SourceUri:
    """podcast:source: where an alternate enclosure is to be had; any scheme."""

    uri: str
    content_type: str = ""


@dataclass(frozen=True)
class AlternateEnclosure:
    """podcast:alternateEnclosure: another encoding, a video, a stream. Bitrate in bit/s."""

    type: str
    sources: tuple[SourceUri, ...]
    integrity: Integrity | None = None
    length: int | None = None
    bitrate: Decimal | None = None
    height: int | None = None
    lang: str = ""
    title: str = ""
    rel: str = ""
    codecs: str = ""
    default: bool = False
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class ContentLink:
    """podcast:contentLink: where else a live stream can be watched, in words for the listener."""

    href: str
    text: str = ""
