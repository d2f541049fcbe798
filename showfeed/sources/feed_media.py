"""What a feed's item can be heard by: its enclosure, other encodings, files beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from showfeed.formats.quoting import quoted
from showfeed.formats.web_files import media_type
from showfeed.model import AlternateEnclosure, Audio, Integrity, MediaFacts, SourceUri
from showfeed.problems import NOWHERE, Place
from showfeed.sources.feed_kinds import decimal, flag, whole
from showfeed.sources.feed_tags import Tag

SCHEME = re.compile(r"https?://[^\s/]", re.IGNORECASE)
HEARD = ("audio/", "video/")


@dataclass(frozen=True)
class FeedFile:
    """A file that an item names: chapters or a transcript."""

    url: str
    type: str = ""
    language: str = ""
    rel: str = ""
    place: Place = NOWHERE.place


@dataclass(frozen=True)
class Enclosure:
    """An address of audio with what the feed says of it; *size* is 0 where that is nothing."""

    url: str
    size: int
    type: str
    tag: Tag


def web_address(tag: Tag, written: str, base: str, rule: str = "feed-url") -> str:
    """Return an address as it is written, made whole if need be; nothing if apps can't open it."""
    if on_the_web(written):
        return written
    if written and base and ":" not in written.partition("/")[0]:
        whole_address = address_in(base, written)
        if whole_address:
            words = f"{quoted(written)} is not a whole address"
            tag.remark(rule, words, f"write {quoted(whole_address)}")
            return whole_address
    if written:
        words = f"{quoted(written)} is no address that apps open"
        tag.remark(rule, words, "write one that begins with `https://`")
    return ""


def on_the_web(address: str) -> bool:
    """Tell whether an address is whole, of the web, and one that can be taken apart."""
    if not SCHEME.match(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # `https://[`
        return False


def path_of(address: str) -> str:
    """Return the path of an address; nothing where it can't be taken apart."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def address_in(base: str, written: str) -> str:
    """Return the address that is meant by a link on a page; nothing if it is none of the web."""
    try:
        found = urljoin(base, written)
    except ValueError:
        return ""
    return found if on_the_web(found) else ""


def enclosures(item: Tag, base: str) -> list[Enclosure]:
    """Return what an item encloses, in its order; Media RSS and Atom stand in for RSS."""
    found = [e for tag in item.tags("enclosure") if (e := _enclosure(tag, base, "length"))]
    groups = [item, *item.tags("media:group")]
    others = [tag for group in groups for tag in group.tags("media:content")]
    others += [link for link in item.tags("atom:link") if link.get("rel") == "enclosure"]
    if not found:
        for tag in others:
            size = "fileSize" if tag.name == "media:content" else "length"
            enclosure = _enclosure(tag, base, size)
            if enclosure and enclosure.type.startswith(HEARD):
                found.append(enclosure)
    return found


def _enclosure(tag: Tag, base: str, size: str) -> Enclosure | None:
    name = "href" if tag.name == "atom:link" else "url"
    if tag.lacks(name):
        return None
    url = web_address(tag, tag.get(name), base)
    if not url:
        return None
    length = tag.get(size)
    number = int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else 0
    kind = tag.get("type") or media_type(path_of(url))
    return Enclosure(url, number, kind if "/" in kind else "audio/mpeg", tag)


def audio(enclosure: Enclosure | None, duration: timedelta | None) -> Audio | None:
    """Return an enclosure as the episode's audio; without a size nothing is known of it."""
    if enclosure is None:
        return None
    facts = MediaFacts(enclosure.size, enclosure.type, duration) if enclosure.size else None
    return Audio(enclosure.url, facts=facts, origin=enclosure.tag.origin)


def alternates(item: Tag, further: list[Enclosure]) -> tuple[AlternateEnclosure, ...]:
    """Return other encodings: those that say so, and the enclosures after the first."""
    named = [read_alternate(tag) for tag in item.tags("podcast:alternateEnclosure")]
    enclosed = [
        AlternateEnclosure(
            enclosure.type,
            (SourceUri(enclosure.url),),
            length=enclosure.size or None,
            origin=enclosure.tag.origin,
        )
        for enclosure in further
    ]
    return (*(alternate for alternate in named if alternate), *enclosed)


def read_alternate(tag: Tag) -> AlternateEnclosure | None:
    """Read another encoding, a video, a stream."""
    sources = tuple(
        SourceUri(source.get("uri"), source.get("contentType"))
        for source in tag.tags("podcast:source")
        if not source.lacks("uri")
    )
    proof = tag.tag("podcast:integrity")
    if tag.lacks("type"):
        return None
    if not sources:
        tag.remark(
            "feed-alternate", "another encoding has no source", "add a `<podcast:source …/>`"
        )
        return None
    return AlternateEnclosure(
        tag.get("type"),
        sources,
        Integrity(proof.get("type"), proof.get("value")) if proof else None,
        whole(tag, tag.get("length"), "length"),
        decimal(tag, tag.get("bitrate"), "bitrate"),
        whole(tag, tag.get("height"), "height"),
        tag.get("lang"),
        tag.get("title"),
        tag.get("rel"),
        tag.get("codecs"),
        bool(flag(tag, tag.get("default"))),
        tag.origin,
    )


def transcripts(item: Tag, base: str) -> Iterator[FeedFile]:
    """Give the transcripts that an item names."""
    for tag in item.tags("podcast:transcript"):
        if not tag.lacks("url") and (url := web_address(tag, tag.get("url"), base)):
            tag.lacks("type")
            language, rel = tag.get("language"), tag.get("rel")
            yield FeedFile(url, tag.get("type"), language, rel, tag.place)


def chapters_file(item: Tag, base: str) -> FeedFile | None:
    """Return the file of chapters that an item names: JSON, or Podlove's beside the feed."""
    for tag in item.tags("podcast:chapters"):
        if not tag.lacks("url") and (url := web_address(tag, tag.get("url"), base)):
            return FeedFile(url, tag.get("type"), place=tag.place)
    for link in item.tags("atom:link"):
        if "simple-chapters" in link.get("rel") and not link.lacks("href"):
            return FeedFile(link.get("href"), "application/xml", place=link.place)
    return None
