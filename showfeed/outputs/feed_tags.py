"""The Podcasting 2.0 values that show and episode share, as calls of the feedgen extension."""

from collections.abc import Iterable

from showfeed.model import (
    Episode,
    ImageTag,
    Person,
    RemoteItem,
    Show,
    Value,
    ValueRecipient,
    ValueTimeSplit,
)
from showfeed.outputs import addresses
from showfeed.outputs.podcast_shared_extension import PodcastSharedExtension
from showfeed.outputs.podcast_tags import Tag, recipient, remote_item, time_split


def describe(podcast: PodcastSharedExtension, show: Show, subject: Show | Episode) -> None:
    """Write what a show and an episode have in common, people and pictures apart."""
    for place in subject.locations:
        podcast.location(
            place.name, rel=place.rel, geo=place.geo, osm=place.osm, country=place.country
        )
    if subject.license:
        podcast.license(subject.license.identifier, url=subject.license.url)
    for gift in subject.funding:
        podcast.funding(gift.url, gift.text)
    if subject.value:
        write_value(podcast, subject.value)
    for post in subject.social:
        podcast.social_interact(
            post.protocol,
            post.uri,
            account_id=post.account_id,
            account_url=post.account_url,
            priority=post.priority,
        )
    if subject.chat:
        chat = subject.chat
        podcast.chat(chat.server, chat.protocol, account_id=chat.account_id, space=chat.space)
    for remark in subject.txt:
        podcast.txt(remark.text, purpose=remark.purpose)
    for image in subject.images:
        write_image(podcast, show, image)


def write_people(podcast: PodcastSharedExtension, show: Show, people: Iterable[Person]) -> None:
    """Credit people, with roles and groups in the lower case of the namespace's examples."""
    for person in people:
        podcast.person(
            person.name,
            role=person.role.lower(),
            group=person.group.lower(),
            img=addresses.picture_url(show, person.portrait) if person.portrait else person.image,
            href=person.url,
        )


def write_image(podcast: PodcastSharedExtension, show: Show, image: ImageTag) -> None:
    """Write a picture; what the author left out is taken from the file."""
    facts = image.picture.facts
    podcast.image(
        addresses.picture_url(show, image.picture),
        alt=image.alt,
        aspect_ratio=image.aspect_ratio,
        width=facts.width if facts and image.width is None else image.width,
        height=facts.height if facts and image.height is None else image.height,
        type=image.type or (facts.type if facts else ""),
        purpose=image.purpose,
    )


def write_value(podcast: PodcastSharedExtension, value: Value) -> None:
    """Write who is paid per minute."""
    podcast.value(
        map(recipient_tag, value.recipients),
        map(time_split_tag, value.time_splits),
        type=value.type,
        method=value.method,
        suggested=value.suggested,
    )


def time_split_tag(split: ValueTimeSplit) -> Tag:
    """Return a time split's tag: of a remote item, or of its recipients."""
    remote = split.remote_item
    children = [remote_item_tag(remote)] if remote else map(recipient_tag, split.recipients)
    return time_split(
        split.start,
        split.duration,
        *children,
        remote_start=split.remote_start,
        remote_percentage=split.remote_percentage,
    )


def recipient_tag(payee: ValueRecipient) -> Tag:
    """Return a recipient's tag."""
    return recipient(
        payee.type,
        payee.address,
        payee.split,
        name=payee.name,
        custom_key=payee.custom_key,
        custom_value=payee.custom_value,
        fee=payee.fee,
    )


def remote_item_tag(item: RemoteItem) -> Tag:
    """Return the tag of another feed, or of an item of it."""
    return remote_item(item.feed_guid, item.feed_url, item.item_guid, item.medium, item.title)
