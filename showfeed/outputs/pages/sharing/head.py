"""What stands in the head of each page for messengers, search engines and browsers."""

from dataclasses import dataclass
from functools import lru_cache

from showfeed.formats import markdown
from showfeed.formats.html_text import bare_text
from showfeed.model import Episode, Show
from showfeed.outputs import addresses, words
from showfeed.outputs.notes import lead
from showfeed.outputs.pages.sharing import cards, linked_data, oembed
from showfeed.outputs.pages.views import shortened

LONGEST = 300  # characters of a description: messengers show two to four lines


@dataclass(frozen=True)
class Head:
    """The values of `_head.html`; *properties* and *names* are OpenGraph's and others' pairs."""

    description: str
    properties: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    data: str = ""
    oembed: str = ""  # the address of the answer


class Heads:
    """The heads of one show's pages."""

    def __init__(self, show: Show) -> None:
        self.show = show
        self.say = words.of(show)
        blocks = markdown.blocks(show.description, f"{show.url}/")
        self.about = shortened(" ".join(map(bare_text, blocks)), LONGEST)

    def of_show(self) -> Head:
        """Return the head of the show's own page."""
        show = self.show
        data = linked_data.script(linked_data.series(show, self.about))
        return Head(self.about, self._page(show.title, f"{show.url}/"), self._names(), data)

    def of_list(self, title: str, address: str) -> Head:
        """Return the head of a page that lists episodes."""
        name = f"{title} – {self.show.title}"
        return Head("", self._page(name, address), self._names())

    def of_episode(self, episode: Episode) -> Head:
        """Return the head of an episode's page."""
        show = self.show
        about = shortened(lead(show, episode), LONGEST)
        address = addresses.page_url(show, episode)
        told = [("article:published_time", episode.date.isoformat())] if episode.date else []
        told += [("article:tag", tag) for tag in episode.tags]
        if episode.audio:
            facts = episode.audio.facts
            kind = "og:video" if facts and facts.type.startswith("video/") else "og:audio"
            told.append((kind, addresses.audio_url(show, episode.audio)))
            told += [(f"{kind}:type", facts.type)] if facts else []
        path = cards.episode_card(show, episode)
        pairs = (
            *self._common("article", episode.title, address, about),
            *self._image(path, f"{episode.title} – {show.title}"),
            *told,
        )
        return Head(
            about,
            pairs,
            self._names(episode),
            linked_data.script(linked_data.episode(show, episode, about)),
            addresses.url(show, oembed.path_of(episode)) if episode.audio else "",
        )

    def _page(self, title: str, address: str) -> tuple[tuple[str, str], ...]:
        image = self._image(cards.show_card(self.show), self.show.title)
        return (*self._common("website", title, address, self.about), *image)

    def _common(
        self, kind: str, title: str, address: str, about: str
    ) -> tuple[tuple[str, str], ...]:
        pairs = (
            ("og:type", kind),
            ("og:site_name", self.show.title),
            ("og:title", title),
            ("og:url", address),
            ("og:description", about),
            ("og:locale", territory(self.show.language)),
        )
        return tuple(pair for pair in pairs if pair[1])

    def _image(self, path: str, alt: str) -> tuple[tuple[str, str], ...]:
        if not path:
            return ()
        return (
            ("og:image", addresses.url(self.show, path)),
            ("og:image:type", "image/jpeg"),
            ("og:image:width", str(cards.WIDTH)),
            ("og:image:height", str(cards.HEIGHT)),
            ("og:image:alt", alt),
        )

    def _names(self, episode: Episode | None = None) -> tuple[tuple[str, str], ...]:
        """Return what has no property: how large the card is shown, and two facts beside it."""
        told = []
        if episode and episode.duration:
            length = words.length(episode.duration, self.show.language)
            told.append((self.say.length, length))
        if episode and episode.date:
            told.append((self.say.published, words.date(episode.date, self.show.language)))
        pairs = [("twitter:card", "summary_large_image")]
        for number, (label, value) in enumerate(told, 1):
            pairs += [(f"twitter:label{number}", label), (f"twitter:data{number}", value)]
        return tuple(pairs)


@lru_cache(maxsize=8)
def territory(language: str) -> str:
    """Return a language with the country that OpenGraph asks for, "" where none is likely.

    >>> territory("fr-CA"), territory("fr"), territory("xx")
    ('fr_CA', 'fr_FR', '')
    """
    from babel.core import get_global

    parts = language.replace("_", "-").split("-")
    if len(parts[-1]) == 2 and len(parts) > 1:
        return f"{parts[0].lower()}_{parts[-1].upper()}"
    likely = get_global("likely_subtags").get(parts[0].lower(), "").split("_")
    return f"{likely[0]}_{likely[-1]}" if len(likely) == 3 else ""
