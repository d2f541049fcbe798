"""oEmbed: what a page that a link is pasted into may show in its place. https://oembed.com"""

import json
from html import escape
from typing import Any

from showfeed.model import Episode, Show
from showfeed.outputs import addresses
from showfeed.outputs.pages.sharing import cards

WIDTH, HEIGHT = 640, 220  # pixels: a static file answers with one size, whatever is asked


def path_of(episode: Episode) -> str:
    """Return the path of an episode's oEmbed answer."""
    return f"{addresses.episode_folder(episode)}/oembed.json"


def answer(show: Show, episode: Episode) -> bytes:
    """Return what a consumer of oEmbed is told of an episode: its player, card and names."""
    card = cards.episode_card(show, episode)
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": episode.title,
        "author_name": show.author,
        "provider_name": show.title,
        "provider_url": f"{show.url}/",
        "width": WIDTH,
        "height": HEIGHT,
        "html": frame(show, episode, str(WIDTH)),
    }
    if card:
        told["thumbnail_url"] = addresses.url(show, card)
        told["thumbnail_width"], told["thumbnail_height"] = cards.WIDTH, cards.HEIGHT
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def frame(show: Show, episode: Episode, width: str) -> str:
    """Return the HTML that shows an episode's player in another page."""
    address = addresses.url(show, addresses.embed_path(episode))
    title = f"{episode.title} – {show.title}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}"'
        f' height="{HEIGHT}" loading="lazy" allow="autoplay; clipboard-write; web-share"'
        ' style="border:0;border-radius:12px;max-width:100%"></iframe>'
    )
