"""What an item of a feed says of its episode in tags of their own, one function for each."""

from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.model import (
    Chapter,
    EpisodeKind,
    ImageTag,
    LiveStatus,
    LiveStream,
    Picture,
    Soundbite,
)
from showfeed.problems import Malformed
from showfeed.sources import feed_kinds as kinds
from showfeed.sources.feed_media import web_address
from showfeed.sources.feed_tags import Tag


def read_kind(tag: Tag) -> EpisodeKind:
    """Return whether it is an episode, a trailer or a bonus."""
    written = tag.tag("itunes:episodeType")
    if written is None or not written.words:
        return EpisodeKind.FULL
    try:
        kind = EpisodeKind(written.words.lower())
    except ValueError:
        written.remark(
            "feed-kind",
            f"{quoted(written.words)} is no kind of episode",
            "write `full`, `trailer` or `bonus`",
        )
        return EpisodeKind.FULL
    if written.words != kind.value:
        written.remark(
            "feed-kind", f"{quoted(written.words)} has capitals", f"write `{kind.value}`"
        )
    return kind


def read_pictures(tag: Tag, base: str) -> tuple[tuple[ImageTag, ...], Picture | None]:
    """Return Media RSS's pictures and the episode's own."""
    found = next(iter([*tag.tags("itunes:image"), *tag.tags("googleplay:image")]), None)
    stills = [(still, still.get("url")) for still in tag.tags("media:thumbnail")]
    images = tuple(
        ImageTag(Picture(address), origin=still.origin)
        for still, written in stills
        if (address := web_address(still, written, base))
    )
    if found is None:
        return images, None
    href = web_address(found, found.get("href") or found.words, base)
    return images, Picture(href, origin=found.origin) if href else None


def read_tags(tag: Tag) -> tuple[str, ...]:
    """Return the keywords: RSS's categories, else Apple's old list."""
    terms = tag.texts("category")
    old = [term.strip() for term in tag.text("itunes:keywords").split(",")]
    tag.ignore("itunes:category")
    return tuple(dict.fromkeys(terms or filter(None, old)))


def read_link(tag: Tag, base: str) -> str:
    """Return the episode's page."""
    link = tag.tag("link")
    if link is not None and link.words:
        return web_address(link, link.words, base)
    for other in tag.tags("atom:link"):
        if other.get("rel") in ("", "alternate") and other.get("href"):
            return web_address(other, other.get("href"), base)
    return ""


def read_chapters(tag: Tag) -> tuple[Chapter, ...]:
    """Read Podlove's chapters, in time order as the specification asks of readers."""
    found = []
    for mark in (c for group in tag.tags("psc:chapters") for c in group.tags("psc:chapter")):
        if mark.lacks("start"):
            continue
        try:
            start = parse_timecode(mark.get("start"))
        except Malformed as error:
            mark.refuse("feed-chapter", error)
            continue
        picture = Picture(mark.get("image")) if mark.get("image") else None
        title = " ".join(mark.get("title").split())
        found.append(Chapter(start, title, None, mark.get("href"), picture, origin=mark.origin))
    return tuple(sorted(found, key=lambda chapter: chapter.start))


def read_soundbites(tag: Tag) -> tuple[Soundbite, ...]:
    """Read the passages that stand for the episode."""
    found = []
    for bite in tag.tags("podcast:soundbite"):
        start, length = kinds.seconds(bite, "startTime"), kinds.seconds(bite, "duration")
        if start is not None and length is not None:
            found.append(Soundbite(start, length, bite.words, bite.origin))
    return tuple(found)


def read_live(tag: Tag) -> LiveStream | None:
    """Read when a live item is on air."""
    if tag.name != "podcast:liveItem" or tag.lacks("status") or tag.lacks("start"):
        return None
    start, end = kinds.moment(tag, "start"), kinds.moment(tag, "end")
    try:
        status = LiveStatus(tag.get("status").lower())
    except ValueError:
        words = f"{quoted(tag.get('status'))} is no state of a live stream"
        tag.remark("feed-live", words, "write `pending`, `live` or `ended`")
        return None
    return LiveStream(status, start, end, (), tag.origin) if start else None
