"""The show: what the author means, whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import Enum

from showfeed.model.episode import Episode
from showfeed.model.options import CaptionOptions, FeedOptions, MediaOptions, NotifyOptions
from showfeed.model.pictures import ImageTag, Picture
from showfeed.model.redirects import Redirect
from showfeed.model.tags import (
    Block,
    Chat,
    Funding,
    License,
    Location,
    Person,
    RemoteItem,
    SocialInteract,
    Txt,
    Value,
)
from showfeed.model.theme import Theme
from showfeed.problems import NOWHERE, Origin


class ShowType(Enum):
    """itunes:type: newest first, or a story told from its start."""

    EPISODIC = "episodic"
    SERIAL = "serial"


@dataclass(frozen=True)
class Category:
    """itunes:category: a name of Apple's list, and one below it."""

    name: str
    sub: str = ""
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Owner:
    """itunes:owner: whom a service writes to."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Trailer:
    """podcast:trailer of the show or of a season."""

    title: str
    url: str
    date: datetime
    length: int | None = None
    type: str = ""
    season: int | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class UpdateFrequency:
    """podcast:updateFrequency: in words and as an RFC 5545 rule."""

    text: str
    rrule: str = ""
    dtstart: datetime | None = None
    complete: bool = False
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class PublishTarget:
    """A place to publish to, as written: its name, kind and settings (all text)."""

    name: str
    kind: str
    settings: tuple[tuple[str, str], ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Show:
    """A show and its episodes, newest first (ties by id)."""

    title: str
    url: str  # without a slash at the end
    description: str
    language: str
    author: str
    categories: tuple[Category, ...] = ()
    cover: Picture | None = None
    explicit: bool = False
    timezone: str = "UTC"
    publish_at: time = time(0, 0)
    type: ShowType = ShowType.EPISODIC
    owner: Owner | None = None
    registry: Mapping[str, Person] = field(default_factory=dict)
    people: tuple[Person, ...] = ()  # credited on every episode that names no host itself
    seasons: Mapping[int, str] = field(default_factory=dict)
    link: str = ""
    copyright: str = ""
    license: License | None = None
    locked: bool = True
    locked_owner: str = ""
    funding: tuple[Funding, ...] = ()
    locations: tuple[Location, ...] = ()
    medium: str = ""
    trailers: tuple[Trailer, ...] = ()
    podroll: tuple[RemoteItem, ...] = ()
    remote_items: tuple[RemoteItem, ...] = ()
    publisher: RemoteItem | None = None
    update_frequency: UpdateFrequency | None = None
    value: Value | None = None
    chat: Chat | None = None
    social: tuple[SocialInteract, ...] = ()
    block: tuple[Block, ...] = ()
    txt: tuple[Txt, ...] = ()
    guid: str = ""
    new_feed_url: str = ""
    redirects: tuple[Redirect, ...] = ()
    complete: bool = False
    podping: bool | None = None
    images: tuple[ImageTag, ...] = ()
    feed: FeedOptions = field(default_factory=FeedOptions)
    notify: NotifyOptions = field(default_factory=NotifyOptions)
    media: MediaOptions = field(default_factory=MediaOptions)
    captions: CaptionOptions = field(default_factory=CaptionOptions)
    anonymous_speakers: bool = True
    publish: tuple[PublishTarget, ...] = ()
    theme: Theme | None = None
    episodes: tuple[Episode, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)

    @property
    def parts(self) -> "tuple[Show | Episode, ...]":
        """Return the show and its episodes: both have a title, people, links, a licence."""
        return (self, *self.episodes)

    def as_of(self, moment: datetime, drafts: bool = False) -> "Show":
        """Return the show as the world sees it at *moment*: no drafts of tomorrow.

        Live streams are seen before they start. With *drafts* everything that is finished is.
        """

        def seen(episode: Episode) -> bool:
            if not episode.finished or episode.date is None:
                return False
            due = episode.date <= moment or episode.live is not None
            return drafts or (due and not episode.draft)

        return replace(self, episodes=tuple(filter(seen, self.episodes)))

    def waiting(self, moment: datetime) -> "tuple[Episode, ...]":
        """Return the scheduled episodes that come out after *moment*, the soonest first."""
        scheduled = [
            (episode.date, episode.id, episode)
            for episode in self.episodes
            if episode.date is not None
            and episode.date > moment
            and episode.finished
            and not episode.draft
            and not episode.live
        ]
        return tuple(episode for _, _, episode in sorted(scheduled, key=lambda one: one[:2]))

    def next_due(self, moment: datetime) -> datetime | None:
        """Return when the next scheduled episode is due after *moment*, or None."""
        return next((episode.date for episode in self.waiting(moment)), None)
