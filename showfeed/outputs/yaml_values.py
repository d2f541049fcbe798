"""The values that show.yaml and an episode's file share, as a person would write them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from showfeed.formats.casting import casting, folded
from showfeed.formats.offsets import format_offset
from showfeed.formats.people import ROLES, format_person
from showfeed.formats.timecode import format_timecode
from showfeed.formats.yaml_writing import Text, Value
from showfeed.model import (
    Chat,
    Funding,
    ImageTag,
    License,
    Location,
    Person,
    RemoteItem,
    SocialInteract,
    Txt,
    ValueRecipient,
    ValueTimeSplit,
)
from showfeed.model import Value as Payment

T = TypeVar("T")
Fields = dict[str, Value]


def given(**fields: object) -> Fields:
    """Return the fields that say something, as text; numbers and times as they are typed."""
    written: Fields = {}
    for name, value in fields.items():
        if value in (None, "", (), []) or value is False:
            continue
        written[name] = worded(value)
    return written


def worded(value: object) -> Value:
    """Write a value as it is typed."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, timedelta):
        return format_timecode(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (str, Mapping)):
        return value
    if isinstance(value, Sequence):
        return [worded(item) for item in value]
    return str(value)


def moment(when: datetime) -> str:
    """Write a date with its offset: `2024-04-15 18:30 +02:00`."""
    offset = when.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):  # as zones had before 1930; no feed can carry them
        when, offset = when.astimezone(UTC), timedelta()
    clock = f"{when:%H:%M}" if not when.second and not when.microsecond else f"{when:%H:%M:%S}"
    if when.microsecond:
        clock += f".{when.microsecond:06d}".rstrip("0")
    zone = format_offset(offset) if offset else "Z"
    return f"{when.year:04d}-{when:%m-%d} {clock} {zone}"


def one_or_many(values: Sequence[Value]) -> Value:
    """Write a list of one as that one, where the field takes either."""
    return values[0] if len(values) == 1 else list(values)


def person(who: Person, known: Mapping[str, Person], role: str = "Guest") -> Value:
    """Write a person: an id of the registry, a name, or fields; *role* is what goes unsaid."""
    default = (role, ROLES[role][0])
    listed = known.get(who.key)
    said = "" if (who.role, who.group) == default else who.role
    if listed and _same(listed, who) and _is_word(who.key):
        unsaid = (listed.role, listed.group) == (who.role, who.group)
        return who.key if unsaid else format_person(who.key, who.role, who.group)
    bare = not (who.url or picture(who) or who.aliases)
    if bare and _is_word(who.name) and not finds(who.name, known):
        return format_person(who.name, said, who.group if said else "")
    group = "" if ROLES.get(who.role, ("",))[0] == who.group else who.group
    return given(
        name=who.name, role=said, group=group, url=who.url, image=picture(who), aliases=who.aliases
    )


def _same(one: Person, other: Person) -> bool:
    return _known(one) == _known(other)


def _known(who: Person) -> tuple[object, ...]:
    return who.name, who.url, picture(who), who.aliases


def picture(who: Person) -> str:
    """Return a person's picture: its address, or its file."""
    return who.image or (who.portrait.href if who.portrait else "")


def _is_word(name: str) -> bool:
    """Tell whether a name is read back whole from a line of people."""
    return bool(name) and not any(sign in name for sign in ",()") and name == " ".join(name.split())


def finds(name: str, known: Mapping[str, Person]) -> bool:
    """Tell whether a name is one of the registry's people."""
    return name in known or folded(name) in casting((), known.values(), first_names=False)


def location(place: Location) -> Value:
    """Write a place: its name, or fields."""
    fields = given(
        name=place.name, rel=place.rel, geo=place.geo, osm=place.osm, country=place.country
    )
    return place.name if len(fields) == 1 else fields


def license_(license: License) -> Value:
    """Write a licence: its identifier, or with its page."""
    return given(name=license.identifier, url=license.url) if license.url else license.identifier


def funding(gift: Funding) -> Value:
    """Write where listeners can give."""
    return given(url=gift.url, text=gift.text)


def social(post: SocialInteract) -> Value:
    """Write a post under which people talk."""
    return given(
        protocol=post.protocol,
        uri=post.uri,
        account_id=post.account_id,
        account_url=post.account_url,
        priority=post.priority,
    )


def chat(room: Chat) -> Value:
    """Write the room where listeners meet."""
    return given(
        server=room.server, protocol=room.protocol, account_id=room.account_id, space=room.space
    )


def txt(note: Txt) -> Value:
    """Write a text for a purpose."""
    if not note.purpose and "\n" not in note.text and note.text == " ".join(note.text.split()):
        return note.text
    text: str = Text(note.text) if "\n" in note.text else note.text
    return given(purpose=note.purpose, text=text)


def image(tag: ImageTag) -> Value:
    """Write another picture, with its purpose."""
    return given(
        href=tag.picture.href,
        alt=tag.alt,
        aspect_ratio=tag.aspect_ratio,
        width=tag.width,
        height=tag.height,
        type=tag.type,
        purpose=" ".join(tag.purpose),
    )


def remote_item(item: RemoteItem) -> Fields:
    """Write another feed, or an item of it."""
    return given(
        feed_guid=item.feed_guid,
        feed_url=item.feed_url,
        item_guid=item.item_guid,
        medium=item.medium,
        title=item.title,
    )


def payment(value: Payment) -> Value:
    """Write how listeners can pay a minute."""
    return given(
        type=value.type,
        method=value.method,
        suggested=value.suggested,
        recipients=[_recipient(one) for one in value.recipients],
        time_splits=tuple(_time_split(split) for split in value.time_splits),
    )


def _recipient(one: ValueRecipient) -> Value:
    return {
        **given(name=one.name, type=one.type, address=one.address),
        "split": str(one.split),
        **given(custom_key=one.custom_key, custom_value=one.custom_value, fee=one.fee),
    }


def _time_split(split: ValueTimeSplit) -> Value:
    return given(
        start=split.start,
        duration=split.duration,
        recipients=tuple(_recipient(one) for one in split.recipients),
        remote_item=remote_item(split.remote_item) if split.remote_item else None,
        remote_start=split.remote_start or None,
        remote_percentage=split.remote_percentage,
    )
