"""The sitemap: every page's address, for search engines. https://www.sitemaps.org/protocol.html"""

from collections.abc import Iterable
from html import escape

from showfeed.model import Show
from showfeed.outputs import addresses

MOST = 50_000  # addresses that a sitemap may have
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def sitemap(show: Show, lists: Iterable[str]) -> bytes:
    """Return the sitemap: show, *lists*, episodes, newest first.

    A page's day is that of the newest episode on it. Drafts, and episodes whose page the author
    has elsewhere (`link`), are not there.
    """
    seen = [e for e in show.episodes if not e.draft]
    days = [e.date.date().isoformat() if e.date else "" for e in seen]
    newest = max(days, default="")
    rows = [(addresses.url(show, path), newest) for path in ("", *lists)]
    rows += [
        (addresses.url(show, f"{addresses.episode_folder(e)}/"), day)
        for e, day in zip(seen, days, strict=True)
        if not e.link
    ]
    return f"{HEAD}{''.join(_row(*row) for row in rows[:MOST])}</urlset>\n".encode()


def _row(address: str, day: str) -> str:
    modified = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{modified}</url>\n"


def robots(show: Show) -> bytes:
    """Return robots.txt, which leads search engines to the sitemap; "" below another's site.

    It is asked for at the top of a host alone.
    """
    if "/" in show.url.partition("://")[2]:
        return b""
    return f"User-agent: *\nAllow: /\n\nSitemap: {show.url}/sitemap.xml\n".encode()
