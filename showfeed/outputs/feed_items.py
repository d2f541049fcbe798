"""An episode as an item of the feed."""

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import CDATA

from showfeed.formats.entities import unescaped
from showfeed.model import AlternateEnclosure, Audio, Episode, NotesIn, Show
from showfeed.outputs import addresses, feed_tags, notes_content
from showfeed.outputs.itunes_extension import ItunesEntryExtension
from showfeed.outputs.notes import feed_notes, full_notes, lead
from showfeed.outputs.podcast_entry_extension import PodcastEntryExtension, source
from showfeed.outputs.psc_extension import PscEntryExtension

# What XML 1.0 has no character for. The reader refuses it; the tags of an audio file may bring it.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TAG = re.compile("<[^>]*>")

# By the ending of the address, where nothing was measured.
TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/x-m4a",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
# Names that Apple does not know of types that it does.
APPLE_TYPES = {
    "audio/m4a": "audio/x-m4a",
    "audio/mp3": "audio/mpeg",
    "audio/mp4": "audio/x-m4a",
    "audio/x-mp3": "audio/mpeg",
    "video/m4v": "video/x-m4v",
}


def describe(entry: Any, show: Show, episode: Episode) -> None:
    """Fill in an item, which has our extensions (psc only where the feed has chapters)."""
    entry.title(legal(episode.title))
    entry.link(href=addresses.page_url(show, episode))
    entry.guid(episode.guid, permalink=episode.guid_is_permalink)
    entry.pubDate(episode.date)
    if episode.audio:
        audio = episode.audio
        size = audio.facts.length if audio.facts else 0
        entry.enclosure(addresses.enclosure_url(show, audio), size, media_type(audio))
    for term in episode.tags:
        entry.category(term=term)
    describe_notes(entry, show, episode)
    describe_for_apple(entry.itunes, show, episode)
    describe_podcast(entry.p20, show, episode)
    if episode.listed_chapters:
        list_chapters(entry.psc, show, episode)


def describe_notes(entry: Any, show: Show, episode: Episode) -> None:
    """Write the notes where the show wants them; content:encoded never without description."""
    if show.feed.notes is NotesIn.CONTENT:
        whole = full_notes(show, episode)
        entry.description(legal(first_words(show, episode)))
    else:
        html, cut = feed_notes(show, episode)
        entry.description(markup(html))
        if not cut or show.feed.notes is NotesIn.DESCRIPTION:
            return
        whole = full_notes(show, episode)
    entry.content(markup(whole))


def first_words(show: Show, episode: Episode) -> str:
    """Return the description's first block as plain text, or what stands for it."""
    blocks = notes_content.description(show, episode)
    if not blocks:
        return lead(show, episode)
    return unescaped(TAG.sub("", blocks[0].replace("<br/>", "\n")))


def describe_for_apple(itunes: ItunesEntryExtension, show: Show, episode: Episode) -> None:
    """Write Apple's tags. Its numbers are whole; a decimal one stays with podcast:episode."""
    if episode.duration is not None:
        itunes.duration(episode.duration)
    itunes.explicit(show.explicit if episode.explicit is None else episode.explicit)
    itunes.episode_type(episode.kind.value)
    if episode.season is not None:
        itunes.season(episode.season)
    if episode.number is not None and episode.number == episode.number.to_integral_value():
        itunes.episode(int(episode.number))
    if episode.image:
        itunes.image(addresses.picture_url(show, episode.image))
    if episode.author:
        itunes.author(legal(episode.author))
    if episode.subtitle:
        itunes.subtitle(episode.subtitle)
    if episode.summary:
        itunes.summary(episode.summary)
    itunes.block(episode.block)


def describe_podcast(podcast: PodcastEntryExtension, show: Show, episode: Episode) -> None:
    """Write the Podcasting 2.0 tags."""
    if episode.season is not None:
        podcast.season(episode.season, name=show.seasons.get(episode.season, ""))
    if episode.number is not None:
        podcast.episode(episode.number, display=episode.number_display)
    for group in addresses.transcript_files(show, episode):
        for file in group:
            podcast.transcript(
                addresses.url(show, file.path),
                file.type,
                language=file.language,
                rel="captions" if file.captions else "",
            )
    if episode.chapters:
        podcast.chapters(addresses.url(show, addresses.chapters_path(episode)))
    # An item's people replace the channel's: where there are some, the hosts are named again.
    feed_tags.write_people(
        podcast, show, notes_content.credited(show, episode) if episode.people else ()
    )
    for bite in episode.soundbites:
        podcast.soundbite(bite.start, bite.duration, bite.title)
    for alternate in episode.alternates:
        write_alternate(podcast, alternate)
    feed_tags.describe(podcast, show, episode)
    for link in episode.links:
        podcast.content_link(link.href, link.text)


def write_alternate(podcast: PodcastEntryExtension, alternate: AlternateEnclosure) -> None:
    """Write another encoding of the episode."""
    proof = alternate.integrity
    podcast.alternate_enclosure(
        alternate.type,
        [source(place.uri, place.content_type) for place in alternate.sources],
        integrity=(proof.type, proof.value) if proof else None,
        length=alternate.length,
        bitrate=alternate.bitrate,
        height=alternate.height,
        lang=alternate.lang,
        title=alternate.title,
        rel=alternate.rel,
        codecs=alternate.codecs,
        default=alternate.default,
    )


def list_chapters(psc: PscEntryExtension, show: Show, episode: Episode) -> None:
    """List the chapters that listeners see, as Spotify reads them."""
    for chapter in episode.listed_chapters:
        image = addresses.picture_url(show, chapter.image) if chapter.image else ""
        psc.chapter(chapter.start, legal(chapter.title), href=chapter.url, image=image)


def media_type(audio: Audio) -> str:
    """Return the enclosure's type, in the name that Apple knows."""
    if audio.facts:
        return APPLE_TYPES.get(audio.facts.type, audio.facts.type)
    return TYPES.get(PurePosixPath(urlsplit(audio.href).path).suffix.lower(), "audio/mpeg")


def markup(html: str) -> Any:
    """Return HTML for feedgen: in CDATA, as Apple asks, or escaped where it holds CDATA's end."""
    try:
        return CDATA(html) if "]]>" not in html else legal(html)
    except ValueError:  # lxml's check, which is faster than ours, has found such a character
        return CDATA(legal(html))


def legal(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return text if text.isprintable() else ILLEGAL.sub("", text)
