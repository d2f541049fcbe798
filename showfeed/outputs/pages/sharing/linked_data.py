"""What search engines read of a page: JSON-LD in the words of schema.org.

Every name is checked in a test against schema.org's own types. What is not known is left out.
"""

import json
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from showfeed.formats.timecode import format_seconds
from showfeed.model import Chapter, Episode, License, Person, Picture, Show
from showfeed.outputs import addresses
from showfeed.outputs import notes_content as content
from showfeed.outputs.pages.sharing import cards

Node = dict[str, Any]
CONTEXT = "https://schema.org"
# In a script's element nothing may look like an end of it; in JSON these are the same letters.
HIDDEN = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
HIDDEN |= {0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(node: Node) -> Markup:
    """Return JSON-LD as it may stand in a page, whatever its texts hold."""
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(HIDDEN))


def told(**named: Any) -> Node:
    """Return a node without what is empty; `type` and `id` are JSON-LD's own."""
    own = {"type": "@type", "id": "@id"}
    return {own.get(k, k): v for k, v in named.items() if v not in ("", None, [], ())}


def series(show: Show, about: str) -> Node:
    """Return the show."""
    card = cards.show_card(show)
    dates = [e.date for e in show.episodes if e.date]
    return told(
        type="PodcastSeries",
        id=f"{show.url}/",
        url=f"{show.url}/",
        name=show.title,
        description=about,
        inLanguage=show.language,
        image=_picture(show, show.cover) or (addresses.url(show, card) if card else ""),
        thumbnailUrl=addresses.url(show, card) if card else "",
        webFeed=addresses.feed_url(show),
        author=_author(show),
        contributor=[_person(show, person) for person in show.people],
        genre=[category.sub or category.name for category in show.categories],
        license=_license(show.license),
        startDate=min(dates).date().isoformat() if dates else "",
        isFamilyFriendly=not show.explicit,
        sameAs=show.link,
    )


def episode(show: Show, one: Episode, about: str) -> Node:
    """Return an episode: its sound, chapters as clips, people, and the show it belongs to."""
    page = addresses.page_url(show, one)
    card = cards.episode_card(show, one)
    explicit = show.explicit if one.explicit is None else one.explicit
    return told(
        type="PodcastEpisode",
        id=page,
        url=page,
        name=one.title,
        description=about,
        inLanguage=show.language,
        image=_picture(show, one.image) or (addresses.url(show, card) if card else ""),
        thumbnailUrl=addresses.url(show, card) if card else "",
        datePublished=one.date.isoformat() if one.date else "",
        duration=iso_length(one.duration),
        episodeNumber=_number(one),
        keywords=", ".join(one.tags),
        associatedMedia=_sound(show, one),
        contributor=[_person(show, person) for person in content.credited(show, one)],
        hasPart=[_clip(one, at, page) for at in range(len(one.listed_chapters))],
        accessibilityFeature=["transcript"] if one.transcripts else [],
        license=_license(content.license_of(show, one)),
        isFamilyFriendly=not explicit,
        partOfSeason=_season(show, one),
        partOfSeries=told(
            type="PodcastSeries",
            id=f"{show.url}/",
            name=show.title,
            url=f"{show.url}/",
            webFeed=addresses.feed_url(show),
        ),
    )


def iso_length(length: timedelta | None) -> str:
    """Return a length as schema.org wants it (ISO 8601).

    >>> iso_length(timedelta(hours=1, minutes=2, seconds=3)), iso_length(None)
    ('PT1H2M3S', '')
    """
    if length is None:
        return ""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0S")


def _number(one: Episode) -> int | str:
    if one.number is None:
        return ""
    whole = one.number == one.number.to_integral_value()
    return int(one.number) if whole else str(one.number)


def _sound(show: Show, one: Episode) -> Node | None:
    if one.audio is None:
        return None
    facts = one.audio.facts
    video = facts is not None and facts.type.startswith("video/")
    return told(
        type="VideoObject" if video else "AudioObject",
        contentUrl=addresses.audio_url(show, one.audio),
        encodingFormat=facts.type if facts else "",
        contentSize=str(facts.length) if facts else "",
        duration=iso_length(one.duration),
    )


def _clip(one: Episode, at: int, page: str) -> Node:
    chapters: tuple[Chapter, ...] = one.listed_chapters
    chapter = chapters[at]
    following = chapters[at + 1].start if at + 1 < len(chapters) else one.duration
    end = chapter.end or following
    return told(
        type="Clip",
        name=chapter.title,
        startOffset=_seconds(chapter.start),
        endOffset=_seconds(end) if end and end > chapter.start else None,
        url=f"{page}#t={format_seconds(chapter.start)}",
    )


def _seconds(time: timedelta) -> int | float:
    milliseconds = time // timedelta(milliseconds=1)
    return milliseconds / 1000 if milliseconds % 1000 else milliseconds // 1000


def _season(show: Show, one: Episode) -> Node | None:
    if one.season is None:
        return None
    name = show.seasons.get(one.season, "")
    return told(type="PodcastSeason", seasonNumber=one.season, name=name)


def _author(show: Show) -> Node:
    """Return the author: a person if they are among the show's people, else who knows."""
    named = {person.name for person in (*show.people, *show.registry.values())}
    return told(type="Person" if show.author in named else "Organization", name=show.author)


def _person(show: Show, person: Person) -> Node:
    picture = _picture(show, person.portrait) or person.image
    return told(type="Person", name=person.name, url=person.url, image=picture)


def _picture(show: Show, picture: Picture | None) -> str:
    return addresses.picture_url(show, picture) if picture else ""


def _license(license: License | None) -> str | Node:
    """Return the licence's page, or what it is called: schema.org wants no bare text."""
    if license is None or license.url:
        return license.url if license else ""
    return told(type="CreativeWork", name=license.identifier)
