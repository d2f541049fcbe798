"""An item of a feed → an episode, and the files that it names."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from showfeed.model import Audio, ContentLink, Episode, ImageTag
from showfeed.problems import Level
from showfeed.sources import feed_item_tags as tags
from showfeed.sources import feed_kinds as kinds
from showfeed.sources.feed_media import (
    FeedFile,
    alternates,
    audio,
    chapters_file,
    enclosures,
    transcripts,
)
from showfeed.sources.feed_podcast import shared
from showfeed.sources.feed_tags import Tag

# Where each field's value stands.
PLACES = (
    *(("title", "title"), ("guid", "guid"), ("date", "pubDate"), ("audio", "enclosure")),
    *(("duration", "itunes:duration"), ("number", "itunes:episode"), ("link", "link")),
    *(("season", "itunes:season"), ("kind", "itunes:episodeType"), ("image", "itunes:image")),
    *(("explicit", "itunes:explicit"), ("description", "description"), ("tags", "category")),
    *(("subtitle", "itunes:subtitle"), ("summary", "itunes:summary"), ("live", "pubDate")),
    *(("chapters", "psc:chapters"), ("transcript", "podcast:transcript")),
)


@dataclass(frozen=True)
class FeedItem:
    """What an item says beyond its episode: files elsewhere, and its notes as they are.

    The episode's description is the longer one of *description* and *content*, as HTML.
    """

    chapters: FeedFile | None = None
    transcripts: tuple[FeedFile, ...] = ()
    description: str = ""
    content: str = ""
    season_name: str = ""


def read_item(tag: Tag, base: str, language: str) -> tuple[Episode, FeedItem]:
    """Read an item, or a live item."""
    enclosed = enclosures(tag, base)
    sound = audio(enclosed[0] if enclosed else None, None)
    guid, permalink = read_guid(tag, sound)
    chapters = tags.read_chapters(tag)
    length = read_duration(tag)
    if sound and sound.facts:
        sound = replace(sound, facts=replace(sound.facts, duration=length))
    description, content = read_notes(tag)
    number, display, season, season_name = read_numbers(tag)
    images, image = tags.read_pictures(tag, base)
    tag.forgive("title", "itunes:title")
    episode = Episode(
        id=guid,
        title=tag.line("title", "itunes:title", "media:title"),
        date=read_date(tag, language),
        audio=sound,
        typed_duration=None if sound and sound.facts else length,
        chapters=chapters,
        description=content if len(content) > len(description) else description,
        guid=guid,
        guid_is_permalink=permalink,
        number=number,
        number_display=display,
        season=season,
        kind=tags.read_kind(tag),
        explicit=kinds.explicit(tag),
        image=image,
        subtitle=tag.line("itunes:subtitle"),
        summary=read_summary(tag, description),
        author=tag.line("itunes:author", "dc:creator", "googleplay:author", "author"),
        tags=tags.read_tags(tag),
        link=tags.read_link(tag, base),
        soundbites=tags.read_soundbites(tag),
        alternates=alternates(tag, enclosed[1:]),
        live=tags.read_live(tag),
        links=tuple(
            ContentLink(link.get("href"), link.words)
            for link in tag.tags("podcast:contentLink")
            if not link.lacks("href")
        ),
        block=tag.text("itunes:block").lower() == "yes",
        origin=tag.places(PLACES),
        **common(tag, images),
    )
    if episode.live is not None:
        live = replace(episode.live, links=episode.links)
        episode = replace(episode, live=live, links=())
    item = FeedItem(
        chapters_file(tag, base), tuple(transcripts(tag, base)), description, content, season_name
    )
    return episode, item


def common(tag: Tag, images: tuple[ImageTag, ...]) -> dict[str, Any]:
    """Return the fields that a show has too; media's pictures stand in for the namespace's."""
    found = shared(tag)
    return {**found, "images": found["images"] or images}


def read_guid(tag: Tag, sound: Audio | None) -> tuple[str, bool]:
    """Return the guid to the letter; without one apps take the audio's address for it."""
    guid = tag.tag("guid")
    if guid is None or not guid.words:
        stand_in = sound.href if sound else tag.text("link", "title")
        tag.remark(
            "feed-guid",
            "an episode has no guid: apps take its audio's address for one",
            f'write `<guid isPermaLink="false">{stand_in}</guid>`, and never change it',
        )
        return stand_in, False
    if guid.element.get("isPermaLink") is None and guid.get("isPermaLink"):
        guid.remark(
            "feed-guid",
            "the attribute is misspelt: apps do not read it",
            "write `isPermaLink`, with a large L",
            Level.WARNING,
        )
    return guid.words, guid.get("isPermaLink").lower() != "false"


def read_date(tag: Tag, language: str) -> datetime | None:
    """Return when the episode appeared."""
    for name in ("pubDate", "dc:date", "atom:published", "atom:updated"):
        written = tag.tag(name)
        if written is not None and written.words:
            return kinds.date(written, written.words, language)
    return None


def read_duration(tag: Tag) -> timedelta | None:
    """Return how long the episode is."""
    written = tag.tag("itunes:duration")
    if written is not None:
        return kinds.duration(written, written.words)
    media = tag.tag("media:content")
    return kinds.duration(media, media.get("duration")) if media else None


def read_notes(tag: Tag) -> tuple[str, str]:
    """Return the description and the content as HTML; others stand in for the description."""
    description = tag.markup("description") or tag.markup("itunes:summary")
    return description or tag.markup("googleplay:description"), tag.markup("content:encoded")


def read_summary(tag: Tag, description: str) -> str:
    """Return the summary, unless it is the description again."""
    summary = tag.text("itunes:summary")
    return "" if summary.split() == description.split() else summary


def read_numbers(tag: Tag) -> tuple[Any, str, int | None, str]:
    """Return the number and how to show it, the season and its name."""
    own, apple = tag.tag("podcast:episode"), tag.tag("itunes:episode")
    number = kinds.decimal(own, own.words, "episode number") if own else None
    second = kinds.whole(apple, apple.words, "episode number") if apple else None
    named, numbered = tag.tag("podcast:season"), tag.tag("itunes:season")
    season = kinds.whole(named, named.words, "season") if named else None
    other = kinds.whole(numbered, numbered.words, "season") if numbered else None
    if number is None and second is not None:
        number = Decimal(second)
    return (
        number,
        own.get("display") if own else "",
        other if season is None else season,
        named.get("name") if named else "",
    )
