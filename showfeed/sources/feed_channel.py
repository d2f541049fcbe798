"""The channel of a feed → the show, its episodes apart."""

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from showfeed.formats.quoting import quoted
from showfeed.model import Category, FeedOptions, Owner, Picture, ShowType
from showfeed.sources import feed_kinds as kinds
from showfeed.sources.feed_channel_tags import (
    read_block,
    read_frequency,
    read_other_feeds,
    read_trailer,
)
from showfeed.sources.feed_media import web_address
from showfeed.sources.feed_podcast import shared
from showfeed.sources.feed_tags import Tag

MAIL = re.compile(r"(?P<email>[^\s()<>]+@[^\s()<>]+)\s*(?:\((?P<name>[^()]*)\))?")
PLACES = (
    *(("title", "title"), ("description", "description"), ("language", "language")),
    *(("cover", "itunes:image"), ("author", "itunes:author"), ("categories", "itunes:category")),
    *(("explicit", "itunes:explicit"), ("type", "itunes:type"), ("owner", "itunes:owner")),
    *(("link", "link"), ("copyright", "copyright"), ("license", "podcast:license")),
    *(("guid", "podcast:guid"), ("medium", "podcast:medium"), ("block", "itunes:block")),
    *(("new_feed_url", "itunes:new-feed-url"), ("complete", "itunes:complete")),
)


def read_channel(tag: Tag, address: str) -> dict[str, Any]:
    """Return the show's fields, as far as the channel tells them."""
    url, path = home(address)
    link = read_link(tag, address)
    own = shared(tag)
    links = tag.tags("atom:link")
    hubs = tuple(t.get("href") for t in links if t.get("rel") == "hub" and t.get("href"))
    tag.forgive("title", "itunes:title")
    images = tuple(image for image in own["images"] if "artwork" not in image.purpose)
    tag.ignore("docs", "generator", "lastBuildDate", "pubDate", "ttl", "fh:complete", "fh:archive")
    return {
        **own,
        "images": images,
        "title": tag.line("title", "itunes:title"),
        "url": url or home(link)[0] or link.rstrip("/"),
        "description": tag.markup("description") or tag.markup("itunes:summary"),
        "language": tag.line("language", "dc:language"),
        "author": read_author(tag),
        "categories": read_categories(tag),
        "cover": read_cover(tag, address),
        "explicit": bool(kinds.explicit(tag)),
        "type": read_type(tag),
        "owner": read_owner(tag),
        "link": "" if link == f"{url}/" else link,
        "copyright": tag.line("copyright"),
        "locked": tag.text("podcast:locked").lower() != "no",
        "locked_owner": next((t.get("owner") for t in tag.tags("podcast:locked")), ""),
        "medium": tag.text("podcast:medium"),
        "trailers": tuple(t for one in tag.tags("podcast:trailer") if (t := read_trailer(one))),
        **read_other_feeds(tag),
        "update_frequency": read_frequency(tag),
        "block": read_block(tag),
        "guid": tag.text("podcast:guid"),
        "new_feed_url": tag.text("itunes:new-feed-url"),
        "complete": tag.text("itunes:complete").lower() == "yes",
        "podping": next(
            (kinds.flag(t, t.get("usesPodping")) for t in tag.tags("podcast:podping")), None
        ),
        "feed": FeedOptions(path or "feed.xml", hubs=hubs),
        "origin": tag.places(PLACES),
    }


def home(address: str) -> tuple[str, str]:
    """Return the folder in which a feed stands, and its name there.

    >>> home("https://rivers.example/show/feed.xml")
    ('https://rivers.example/show', 'feed.xml')
    >>> home("https://rivers.example/?feed=podcast")
    ('https://rivers.example', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https"):
        return "", ""
    folder, _, name = parts.path.rpartition("/")
    return urlunsplit((parts.scheme, parts.netloc, folder, "", "")), name


def read_link(tag: Tag, base: str) -> str:
    """Return the show's own page."""
    link = tag.tag("link")
    if link is not None and link.words:
        return web_address(link, link.words, base)
    return ""


def read_author(tag: Tag) -> str:
    """Return who makes the show."""
    named = tag.line("itunes:author", "googleplay:author", "dc:creator")
    if named:
        return named
    mail = MAIL.search(tag.line("managingEditor"))
    return mail["name"] or "" if mail else tag.line("managingEditor")


def read_categories(tag: Tag) -> tuple[Category, ...]:
    """Return Apple's categories with those below them."""
    found = []
    for above in tag.tags("itunes:category"):
        name = above.get("text") or above.words
        below = [sub.get("text") or sub.words for sub in above.tags("itunes:category")]
        found += [
            Category(name or sub, sub if name else "", above.origin)
            for sub in below or [""]
            if name or sub
        ]
    return tuple(dict.fromkeys(found))


def read_cover(tag: Tag, base: str) -> Picture | None:
    """Return the cover: Apple's, else the namespace's, else RSS's own small picture."""
    candidates = [(t, t.get("href") or t.words) for t in tag.tags("itunes:image")]
    candidates += [
        (image, image.get("href"))
        for image in tag.tags("podcast:image")
        if "artwork" in image.get("purpose").split()
    ]
    candidates += [(t, t.text("url")) for t in tag.tags("image")]
    for image in tag.tags("image"):
        image.ignore("title", "link", "width", "height", "description")
    candidates += [(t, t.get("href") or t.get("url")) for t in tag.tags("googleplay:image")]
    for found, written in candidates:
        if written and (address := web_address(found, written, base)):
            return Picture(address, origin=found.origin)
    return None


def read_type(tag: Tag) -> ShowType:
    """Return whether the newest or the first episode comes first."""
    written = tag.tag("itunes:type")
    if written is None or not written.words:
        return ShowType.EPISODIC
    try:
        return ShowType(written.words.lower())
    except ValueError:
        words = f"{quoted(written.words)} is no type of show"
        written.remark("feed-kind", words, "write `episodic` or `serial`")
        return ShowType.EPISODIC


def read_owner(tag: Tag) -> Owner | None:
    """Return whom a service writes to."""
    for owner in tag.tags("itunes:owner"):
        email = owner.text("itunes:email")
        name = owner.line("itunes:name")
        if email:
            return Owner(email, name)
    mail = MAIL.search(tag.line("managingEditor", "googleplay:email", "webMaster"))
    return Owner(mail["email"], mail["name"] or "") if mail else None
