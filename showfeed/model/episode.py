"""An episode and what it is made of."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path

from showfeed.model.pictures import ImageTag, Picture
from showfeed.model.redirects import Redirect
from showfeed.model.tags import (
    AlternateEnclosure,
    Chat,
    ContentLink,
    Funding,
    License,
    Location,
    Person,
    SocialInteract,
    Soundbite,
    Txt,
    Value,
)
from showfeed.model.transcript import Transcript
from showfeed.problems import NOWHERE, Origin


class EpisodeKind(Enum):
    """itunes:episodeType."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


class LiveStatus(Enum):
    """podcast:liveItem's status."""

    PENDING = "pending"
    LIVE = "live"
    ENDED = "ended"


@dataclass(frozen=True)
class Chapter:
    """A part of the audio. Not listed (`toc: no`): a silent change of picture or place."""

    start: timedelta
    title: str
    end: timedelta | None = None
    url: str = ""
    image: Picture | None = None
    listed: bool = True
    location: Location | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class MediaFacts:
    """What was measured of an audio file: bytes, MIME type, length; SHA-256 or ETag if known."""

    size: int
    type: str
    duration: timedelta | None = None
    digest: str = ""
    etag: str = ""
    chapters: tuple[tuple[int, str], ...] = ()  # those inside the file: milliseconds, title
    embedded: int = 0  # bytes of the copy with chapters inside, if that is what goes out

    @property
    def length(self) -> int:
        """Return the bytes that a listener downloads."""
        return self.embedded or self.size


@dataclass(frozen=True)
class Audio:
    """The sound as the author named it: an address, or a path below the show's folder.

    *file* is set where the bytes are on this machine; *facts* is None where nothing is known.
    """

    href: str
    file: Path | None = field(default=None, compare=False, repr=False)
    facts: MediaFacts | None = None
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)

    @property
    def remote(self) -> bool:
        """Tell whether the audio is named by its address."""
        return self.href.startswith(("https://", "http://"))


@dataclass(frozen=True)
class LiveStream:
    """podcast:liveItem: when the episode is a live stream, not a recording."""

    status: LiveStatus
    start: datetime
    end: datetime | None = None
    links: tuple[ContentLink, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Episode:
    """One episode. *date* and *audio* are None only in a draft that is not finished.

    *guid* is "" until identity is settled against showfeed.lock. *typed_duration* is what the
    author wrote, *typed_to_minutes* whether it was written in whole minutes (`54 min`).
    """

    id: str
    title: str
    date: datetime | None = None
    audio: Audio | None = None
    typed_duration: timedelta | None = None
    typed_to_minutes: bool = False
    chapters: tuple[Chapter, ...] = ()
    chapters_in_audio: bool = False  # `chapters: audio`; `sources.settle` fills them in
    chapters_in_description: bool = False  # its lines list them already
    transcripts: tuple[Transcript, ...] = ()
    description: str = ""
    guid: str = ""
    guid_is_permalink: bool = False
    number: Decimal | None = None
    number_display: str = ""
    season: int | None = None
    kind: EpisodeKind = EpisodeKind.FULL
    recorded: datetime | None = None
    draft: bool = False
    explicit: bool | None = None
    image: Picture | None = None
    images: tuple[ImageTag, ...] = ()
    subtitle: str = ""
    summary: str = ""
    author: str = ""
    people: tuple[Person, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()  # label of a transcript → a name, "" for nobody's
    anonymous_speakers: bool | None = None
    tags: tuple[str, ...] = ()
    link: str = ""
    slug: str = ""
    moved_from: tuple[Redirect, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    alternates: tuple[AlternateEnclosure, ...] = ()
    locations: tuple[Location, ...] = ()
    license: License | None = None
    funding: tuple[Funding, ...] = ()
    value: Value | None = None
    social: tuple[SocialInteract, ...] = ()
    chat: Chat | None = None
    txt: tuple[Txt, ...] = ()
    live: LiveStream | None = None
    links: tuple[ContentLink, ...] = ()
    block: bool = False
    embed: bool | None = None  # None: as the show says
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)

    @property
    def duration(self) -> timedelta | None:
        """Return the measured length, else the typed one."""
        measured = self.audio.facts.duration if self.audio and self.audio.facts else None
        return measured if measured is not None else self.typed_duration

    @property
    def finished(self) -> bool:
        """Tell whether the episode has all that an item of a feed needs."""
        return self.date is not None and self.audio is not None

    @property
    def listed_chapters(self) -> tuple[Chapter, ...]:
        """Return the chapters that listeners see."""
        return tuple(chapter for chapter in self.chapters if chapter.listed)
