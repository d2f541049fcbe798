"""How a listener subscribes: apps by name, the feed's address, a code for the phone."""

from typing import NamedTuple
from urllib.parse import quote


class App(NamedTuple):
    """An app, and the address that opens a feed in it."""

    name: str
    url: str


def apps(feed: str, title: str) -> tuple[App, ...]:
    """Return the apps that open a feed from a link; each by the scheme that it documents.

    >>> apps("https://a.example/feed.xml", "A")[0].url
    'podcast://a.example/feed.xml'
    """
    bare = feed.partition("://")[2]
    whole = quote(feed, safe="")
    return (
        App("Apple Podcasts", f"podcast://{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={whole}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App(
            "AntennaPod",
            f"https://antennapod.org/deeplink/subscribe?url={whole}&title={quote(title, safe='')}",
        ),
        App("Castro", f"castros://subscribe/{bare}"),
        App("Podcast Addict", f"podcastaddict://{bare}"),
    )


def qr_svg(text: str) -> str:
    """Return a QR code as inline SVG: dark on white in every scheme, or no camera reads it."""
    import segno

    code = segno.make_qr(text, error="m")
    svg = str(code.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr"))
    return svg.replace("/>", "></path>")
