"""How the pages are seen from outside: cards and oEmbed, JSON-LD, the sitemap, icons."""

from collections.abc import Iterable, Iterator

from showfeed.artifacts import Artifact
from showfeed.model import Show


def artifacts(show: Show, lists: Iterable[str]) -> Iterator[Artifact]:
    """Give what the heads name, the sitemap (*lists* are pages too), and the feed's style."""
    from showfeed.outputs import feed_style
    from showfeed.outputs.pages.sharing import cards, icons, oembed, sitemap

    yield from icons.artifacts(show)
    yield from cards.artifacts(show)
    for episode in show.episodes:
        if episode.audio:
            yield Artifact(oembed.path_of(episode), oembed.answer(show, episode))
    yield Artifact(feed_style.path(show), feed_style.style(show))
    yield Artifact("sitemap.xml", sitemap.sitemap(show, lists))
    if robots := sitemap.robots(show):
        yield Artifact("robots.txt", robots)
