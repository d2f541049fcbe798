"""A show → the fields of show.yaml, in the order of the manual, only what is there."""

from datetime import time

from showfeed.formats.old_paths import format_place
from showfeed.formats.people import ROLES
from showfeed.formats.yaml_writing import Text, Value
from showfeed.model import (
    CaptionOptions,
    FeedOptions,
    MediaOptions,
    NotesIn,
    NotifyOptions,
    Person,
    Show,
    ShowType,
    Trailer,
    UpdateFrequency,
)
from showfeed.outputs.yaml_values import (
    Fields,
    chat,
    funding,
    given,
    image,
    license_,
    location,
    one_or_many,
    payment,
    person,
    picture,
    remote_item,
    social,
    txt,
    worded,
)

CAST = ("Host", "Co-Host")


def show_fields(show: Show) -> Fields:
    """Return what stands in show.yaml."""
    return {
        "title": show.title,
        "url": show.url,
        "description": Text(show.description),
        "language": show.language,
        "author": show.author,
        "categories": [f"{c.name} > {c.sub}" if c.sub else c.name for c in show.categories],
        **given(
            cover=show.cover.href if show.cover else "",
            explicit=show.explicit,
            type="serial" if show.type is ShowType.SERIAL else "",
            owner=_owner(show),
            timezone="" if show.timezone == "UTC" else show.timezone,
            publish_at=f"{show.publish_at:%H:%M}" if show.publish_at != time(0, 0) else "",
            people={key: _registered(who) for key, who in show.registry.items()} or None,
            hosts=_hosts(show),
        ),
        **({} if show.anonymous_speakers else {"anonymous_speakers": "no"}),
        **given(
            captions=_captions(show.captions),
            seasons={str(number): name for number, name in show.seasons.items()} or None,
            link=show.link,
            copyright=show.copyright,
            license=license_(show.license) if show.license else None,
        ),
        **_locked(show),
        **given(
            funding=one_or_many([funding(gift) for gift in show.funding]),
            location=one_or_many([location(place) for place in show.locations]),
            medium=show.medium,
            trailers=tuple(_trailer(trailer) for trailer in show.trailers),
            podroll=tuple(remote_item(item) for item in show.podroll),
            remote_items=tuple(remote_item(item) for item in show.remote_items),
            publisher=remote_item(show.publisher) if show.publisher else None,
            update_frequency=_frequency(show.update_frequency) if show.update_frequency else None,
            value=payment(show.value) if show.value else None,
            chat=chat(show.chat) if show.chat else None,
            social=one_or_many([social(post) for post in show.social]),
            block=_block(show),
            txt=one_or_many([txt(note) for note in show.txt]),
            guid=show.guid,
            new_feed_url=show.new_feed_url,
            redirects={
                format_place(old.path, show.url): format_place(old.to, show.url)
                for old in show.redirects
            }
            or None,
            complete=show.complete,
            podping=None if show.podping is None else worded(show.podping),
            images=one_or_many([image(tag) for tag in show.images]),
            feed=_feed(show.feed),
            notify=_notify(show.notify),
            media=_media(show.media),
            publish={t.name: {"kind": t.kind, **dict(t.settings)} for t in show.publish} or None,
            theme=show.theme.folder if show.theme else "",
        ),
    }


def _owner(show: Show) -> Value:
    if show.owner is None:
        return ""
    name = show.owner.name
    if not name or "<" in name or name != " ".join(name.split()):
        return given(name=name, email=show.owner.email)
    return f"{name} <{show.owner.email}>"


def _registered(who: Person) -> Value:
    group = "" if ROLES.get(who.role, ("",))[0] == who.group else who.group
    return given(
        name=who.name,
        role="" if who.role == "Host" and not group else who.role.lower(),
        group=group,
        url=who.url,
        image=picture(who),
        aliases=who.aliases,
    )


def _hosts(show: Show) -> Value:
    """Return who is credited everywhere, unless that is the registry's own hosts."""
    if show.people == tuple(who for who in show.registry.values() if who.role in CAST):
        return ""
    return one_or_many([person(who, show.registry, "Host") for who in show.people])


def _captions(captions: CaptionOptions) -> Value:
    usual = CaptionOptions()
    return {
        name: str(value)
        for name in ("lines", "columns", "seconds")
        if (value := getattr(captions, name)) != getattr(usual, name)
    } or ""


def _locked(show: Show) -> Fields:
    said = worded(show.locked)
    if show.locked_owner:
        return {"locked": {"value": said, "owner": show.locked_owner}}
    return {} if show.locked else {"locked": said}


def _trailer(trailer: Trailer) -> Value:
    return given(
        title=trailer.title,
        url=trailer.url,
        date=trailer.date,
        length=trailer.length,
        type=trailer.type,
        season=trailer.season,
    )


def _frequency(rhythm: UpdateFrequency) -> Value:
    fields = given(
        text=rhythm.text, rrule=rhythm.rrule, dtstart=rhythm.dtstart, complete=rhythm.complete
    )
    return rhythm.text if len(fields) == 1 else fields


def _block(show: Show) -> Value:
    """Write what is hidden: from all, or from some services."""
    if any(block.blocked and not block.service for block in show.block):
        return "yes"
    named = {block.service: worded(block.blocked) for block in show.block if block.service}
    return named or ("no" if show.block else "")


def _feed(feed: FeedOptions) -> Value:
    return (
        given(
            path="" if feed.path == "feed.xml" else feed.path,
            limit=feed.limit,
            notes="" if feed.notes is NotesIn.BOTH else feed.notes.value,
            hub=one_or_many(feed.hubs),
        )
        or ""
    )


def _notify(notify: NotifyOptions) -> Value:
    podping = None if notify.podping is None else worded(notify.podping)
    return given(podcast_index=notify.podcast_index, podping=podping) or ""


def _media(media: MediaOptions) -> Value:
    return given(url=media.url, prefix=media.prefix, embed=media.embed) or ""
