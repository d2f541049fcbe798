"""The Podcasting 2.0 tags that channel and item share, from a feed."""

from typing import Any

from showfeed.formats.quoting import quoted
from showfeed.model import (
    Chat,
    Funding,
    ImageTag,
    License,
    Location,
    Person,
    Picture,
    RemoteItem,
    SocialInteract,
    Txt,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)
from showfeed.problems import Level
from showfeed.sources.feed_kinds import decimal, flag, role, seconds, whole
from showfeed.sources.feed_tags import Tag


def shared(parent: Tag) -> dict[str, Any]:
    """Read what a show and an episode have in common, as fields of either."""
    payments = [read_value(tag) for tag in parent.tags("podcast:value")]
    for second in parent.tags("podcast:value")[1:]:
        words = "a second way to pay stands here, and a show here has one"
        second.remark("feed-value", words, "it was not taken", Level.ADVICE)
    chats = [chat for tag in parent.tags("podcast:chat") if (chat := read_chat(tag))]
    licenses = [
        License(tag.words, tag.get("url"), tag.origin)
        for tag in parent.tags("podcast:license")
        if tag.words
    ]
    return {
        "people": tuple(p for tag in parent.tags("podcast:person") if (p := read_person(tag))),
        "locations": tuple(
            place for tag in parent.tags("podcast:location") if (place := read_location(tag))
        ),
        "license": licenses[0] if licenses else None,
        "funding": tuple(
            Funding(tag.get("url"), tag.words, tag.origin)
            for tag in parent.tags("podcast:funding")
            if not tag.lacks("url")
        ),
        "value": next((value for value in payments if value), None),
        "social": tuple(
            post for tag in parent.tags("podcast:socialInteract") if (post := read_social(tag))
        ),
        "chat": chats[0] if chats else None,
        "txt": tuple(
            Txt(tag.words, tag.get("purpose"), tag.origin)
            for tag in parent.tags("podcast:txt")
            if tag.words
        ),
        "images": tuple(
            read_image(tag) for tag in parent.tags("podcast:image") if not tag.lacks("href")
        ),
    }


def read_person(tag: Tag) -> Person | None:
    """Read a credit; a blank one is nobody's."""
    name = " ".join(tag.words.split())
    if not name:
        tag.remark("feed-person", "a person has no name", "write it between the tags")
        return None
    what, group = role(tag)
    return Person(name, what, group, tag.get("href"), tag.get("img"), origin=tag.origin)


def read_location(tag: Tag) -> Location | None:
    """Read a place."""
    if not tag.words:
        tag.remark("feed-location", "a location has no name", "write it between the tags")
        return None
    country = tag.get("country")
    return Location(tag.words, tag.get("rel"), tag.get("geo"), tag.get("osm"), country, tag.origin)


def read_social(tag: Tag) -> SocialInteract | None:
    """Read the post under which people talk."""
    if tag.lacks("protocol"):
        return None
    protocol = tag.get("protocol").lower()
    if protocol != "disabled" and tag.lacks("uri"):
        return None
    return SocialInteract(
        protocol,
        tag.get("uri"),
        tag.get("accountId"),
        tag.get("accountUrl"),
        whole(tag, tag.get("priority"), "priority"),
        tag.origin,
    )


def read_chat(tag: Tag) -> Chat | None:
    """Read the room where listeners meet."""
    if tag.lacks("server") or tag.lacks("protocol"):
        return None
    return Chat(
        tag.get("server"),
        tag.get("protocol").lower(),
        tag.get("accountId"),
        tag.get("space"),
        tag.origin,
    )


def read_image(tag: Tag) -> ImageTag:
    """Read a picture with its shape and purposes."""
    return ImageTag(
        Picture(tag.get("href"), origin=tag.origin),
        tag.get("alt"),
        tag.get("aspect-ratio"),
        whole(tag, tag.get("width"), "width"),
        whole(tag, tag.get("height"), "height"),
        tag.get("type"),
        tuple(tag.get("purpose").split()),
        tag.origin,
    )


def read_remote(tag: Tag) -> RemoteItem | None:
    """Read the name of another feed, or of an item of it."""
    if tag.lacks("feedGuid"):
        return None
    return RemoteItem(
        tag.get("feedGuid"),
        tag.get("feedUrl"),
        tag.get("itemGuid"),
        tag.get("medium"),
        tag.get("title"),
        tag.origin,
    )


def read_value(tag: Tag) -> Value | None:
    """Read who is paid per minute."""
    recipients = read_recipients(tag)
    splits = [read_split(split) for split in tag.tags("podcast:valueTimeSplit")]
    if not recipients:
        tag.remark("feed-value", "nobody is paid here", "write a `<podcast:valueRecipient …/>`")
        return None
    return Value(
        recipients,
        tuple(split for split in splits if split),
        tag.get("type") or "lightning",
        tag.get("method") or "keysend",
        decimal(tag, tag.get("suggested"), "amount"),
        tag.origin,
    )


def read_recipients(parent: Tag) -> tuple[ValueRecipient, ...]:
    """Read the recipients of a value or of a time split."""
    found = []
    for tag in parent.tags("podcast:valueRecipient"):
        split = whole(tag, tag.get("split"), "share")
        if tag.lacks("address") or tag.lacks("split") or split is None:
            continue
        found.append(
            ValueRecipient(
                tag.get("type") or "node",
                tag.get("address"),
                split,
                tag.get("name"),
                tag.get("customKey"),
                tag.get("customValue"),
                bool(flag(tag, tag.get("fee"))),
                tag.origin,
            )
        )
    return tuple(found)


def read_split(tag: Tag) -> ValueTimeSplit | None:
    """Read a stretch of the audio for which others are paid."""
    start, length = seconds(tag, "startTime"), seconds(tag, "duration")
    if start is None or length is None:
        return None
    remote = next(iter(tag.tags("podcast:remoteItem")), None)
    recipients = read_recipients(tag)
    item = read_remote(remote) if remote else None
    if not recipients and item is None:
        tag.remark(
            "feed-value",
            f"nobody is paid from second {quoted(tag.get('startTime'))} on",
            "write recipients into it, or a remote item",
            Level.WARNING,
        )
        return None
    begins = tag.get("remoteStartTime")
    later = seconds(tag, "remoteStartTime") if begins else None
    return ValueTimeSplit(
        start,
        length,
        recipients,
        item,
        later or type(start)(),
        whole(tag, tag.get("remotePercentage"), "percentage"),
        tag.origin,
    )
