"""The feeds that a web page names in its head: what a person pastes is often the show's page."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TYPES = ("application/rss+xml", "application/rss", "text/rss+xml")
LOOKED_AT = 4_000_000  # bytes of a page; its head comes first
MOST = 20


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.url} ({self.title})" if self.title else self.url


def feeds_in_page(content: bytes, url: str) -> tuple[FeedLink, ...]:
    """Return the RSS feeds that a page at *url* names, in its order, none twice. Never raises.

    WordPress names a feed of comments in every page; those are nobody's podcast.

    >>> page = b'<link rel="alternate" type="application/rss+xml" href="/feed" title="Rivers">'
    >>> [str(link) for link in feeds_in_page(page, "https://rivers.example/about")]
    ['https://rivers.example/feed (Rivers)']
    """
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, fromstring

    try:
        root = fromstring(content[:LOOKED_AT], parser=HTMLParser(encoding=_encoding(content)))
    except (LxmlError, ValueError, LookupError):
        return ()
    base = next((b.get("href", "") for b in root.iter("base")), "")
    found: dict[str, FeedLink] = {}
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in rel or kind not in TYPES or len(found) >= MOST:
            continue
        address = _joined(url, base, (link.get("href") or "").strip())
        if address and "comments" not in urlsplit(address).path.split("/"):
            title = " ".join((link.get("title") or "").split())[:100]
            found.setdefault(address, FeedLink(address, title))
    return tuple(found.values())


def _joined(url: str, base: str, href: str) -> str:
    """Return an absolute web address without its fragment; "" where there is none."""
    try:
        whole = urljoin(urljoin(url, base.strip()), href).partition("#")[0]
        parts = urlsplit(whole)
    except ValueError:
        return ""
    named = href and parts.scheme in ("http", "https") and parts.netloc
    return whole if named and whole.isprintable() and " " not in whole else ""


def _encoding(content: bytes) -> str | None:
    """Return UTF-8 where that is what it is; else the page's own word counts."""
    try:
        content[:LOOKED_AT].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start > LOOKED_AT - 4 else None
    return "utf-8"
