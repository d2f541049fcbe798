"""The picture that messengers show of a page: a card of 1200 × 630, drawn where it is not yet."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from showfeed.artifacts import Artifact, Rank
from showfeed.model import Episode, Picture, Show
from showfeed.outputs import addresses, words
from showfeed.outputs.pages import colours
from showfeed.outputs.pages.oklch import Colour
from showfeed.outputs.pages.sharing.letters import BOLD, drawable, known

WIDTH, HEIGHT = 1200, 630  # what messengers crop least: 1.91 to 1
MAKER = "card 2"  # changes when the bytes would


@dataclass(frozen=True)
class Card:
    """All that a card is drawn from."""

    show: str
    title: str
    facts: str
    ground: str
    ink: str
    muted: str
    picture: str  # the SHA-256 of the picture, "" where there is none
    file: Path | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        """Return what names the card: a digest of all that it is drawn from."""
        texts = (self.show, self.title, self.facts)
        told = (MAKER, *texts, self.ground, self.ink, self.muted, self.picture)
        return hashlib.sha256("\0".join(told).encode()).hexdigest()


def of_show(show: Show) -> Card:
    """Return the show's own card."""
    by = words.fill(words.of(show).by, name=show.author)
    return _card(show, "", show.title, by, show.cover)


def of_episode(show: Show, episode: Episode) -> Card:
    """Return an episode's card: its picture or the cover, show, title, date and length."""
    told = []
    if episode.date:
        told.append(words.date(episode.date, show.language))
    if episode.duration:
        told.append(words.length(episode.duration, show.language))
    picture = episode.image if _here(episode.image) else show.cover
    return _card(show, show.title, episode.title, " · ".join(told), picture)


def _card(show: Show, above: str, title: str, facts: str, picture: Picture | None) -> Card:
    ground, ink, muted = _colours(show.cover)
    known = picture.facts if picture and _here(picture) else None
    return Card(
        above,
        title,
        facts,
        ground,
        ink,
        muted,
        known.digest if known else "",
        picture.file if picture and known else None,
    )


def _here(picture: Picture | None) -> bool:
    return picture is not None and picture.file is not None and picture.facts is not None


def _colours(cover: Picture | None) -> tuple[str, str, str]:
    file = cover.file if cover else None
    key = cover.facts.digest if cover and cover.facts else ""
    found = _palette(colours.accent_of(file, key) if file else colours.DEFAULT)
    return found["band"], found["band-ink"], found["band-muted"]


@lru_cache(maxsize=8)
def _palette(accent: Colour) -> dict[str, str]:
    return colours.palette(accent, dark=False)


def path_of(card: Card, folder: str = "") -> str:
    """Return the path of a card, "" where there is nothing to draw.

    It bears a hash: messengers keep pictures for weeks.
    """
    if not card.picture and not drawable(card.title, known(BOLD)):
        return ""
    return f"{folder}{'/' if folder else ''}card.{card.digest[:10]}.jpg"


def show_card(show: Show) -> str:
    """Return the path of the show's card."""
    return path_of(of_show(show))


def episode_card(show: Show, episode: Episode) -> str:
    """Return the path of an episode's card."""
    return path_of(of_episode(show, episode), addresses.episode_folder(episode))


def artifacts(show: Show) -> Iterator[Artifact]:
    """Give every card; each is drawn only where it is not there yet."""
    cards = [(of_show(show), "")]
    cards += [(of_episode(show, e), addresses.episode_folder(e)) for e in show.episodes]
    for card, folder in cards:
        if path := path_of(card, folder):
            yield Artifact(path, partial(_drawn, card), Rank.ASSET, card.digest)


def _drawn(card: Card) -> Iterator[bytes]:
    from showfeed.outputs.pages.sharing.drawing import draw

    yield draw(card)
