"""The feed as a person sees it who opens its address in a browser: a stylesheet of its own.

CSS and not XSLT, which browsers are giving up. The feed stays as it is: descriptions hold HTML
that CSS would show as text, so titles and days are shown, and what one does with the address.
"""

import hashlib
from functools import lru_cache
from urllib.parse import quote

from showfeed.model import Picture, Show
from showfeed.outputs import addresses, words
from showfeed.outputs.pages import colours, smaller

# XML has no viewport, so that a phone lays it out 980 pixels wide and makes it small.
# The day is the first sixteen characters of a feed's date: `Mon, 15 Apr 2024`.
STYLE = """\
rss{display:block;min-height:100vh;box-sizing:border-box;padding:2rem 1rem;\
background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
rss *|*{display:none}
channel{display:flex;flex-direction:column;max-width:42rem;margin:0 auto}
channel::after{order:-3;width:9rem;height:9rem;border-radius:12px;background:center/cover}
channel>title{order:-2;display:block;margin:1rem 0;font-size:2.2rem;font-weight:700;\
line-height:1.15}
channel::before{order:-1;white-space:pre-line;overflow-wrap:anywhere;margin:0 0 1.5rem;\
padding:1rem 1.2rem;border-radius:12px;background:var(--band);color:var(--band-ink)}
item{display:block;padding:.9rem 0;border-top:1px solid var(--line)}
item>title{display:block;font-weight:600}
item>pubDate{display:block;width:16ch;overflow:hidden;white-space:nowrap;direction:ltr;\
color:var(--muted);font:.875rem/1.5 ui-monospace,monospace}
@media (max-device-width:600px){rss{font-size:2.6rem}channel{max-width:none}}
"""


ESCAPED = {'"': "\\22 ", "\\": "\\5c ", "\n": "\\a ", "\r": " ", "\f": " "}


def path(show: Show) -> str:
    """Return the stylesheet's path; it bears a hash, so that no browser keeps an older one."""
    return f"feed.{hashlib.sha256(style(show)).hexdigest()[:10]}.css"


def instruction(show: Show, page: int = 1) -> bytes:
    """Return the line of the feed that names its stylesheet, as seen from one of its pages."""
    up = "../" * addresses.feed_path(show, page).count("/")
    return f'<?xml-stylesheet type="text/css" href="{up}{path(show)}"?>\n'.encode()


def style(show: Show) -> bytes:
    """Return the stylesheet in the show's language and colours."""
    say = words.of(show)
    told = f"{say.feed_hint}\n{addresses.feed_url(show)}\n\n{say.website}{say.colon}{show.url}/"
    return _style(
        colours.style_of(show.cover), told, _cover(show.cover, show), words.direction(show.language)
    )


@lru_cache(maxsize=8)
def _style(palette: str, told: str, cover: str, direction: str) -> bytes:
    picture = (
        f'channel::after{{content:"";background-image:url({quoted(cover)})}}\n' if cover else ""
    )
    return (
        '@charset "utf-8";\n@namespace "";\n'
        f"{palette}{STYLE}rss{{direction:{direction}}}\n"
        f"channel::before{{content:{quoted(told)}}}\n{picture}"
    ).encode()


def quoted(text: str) -> str:
    r"""Return a text as a string of CSS.

    >>> print(quoted('a "b" \\\nc'))
    "a \22 b\22  \5c \a c"
    """
    return '"' + "".join(ESCAPED.get(letter, letter) for letter in text) + '"'


def _cover(cover: Picture | None, show: Show) -> str:
    if cover is None or cover.remote:
        return cover.href if cover else ""
    if smaller.worth_it(cover):
        return quote(smaller.path_of(show, cover))
    return quote(addresses.picture_path(cover, cover=True))
