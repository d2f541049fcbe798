"""How a show wants its feed, audio and captions made, and whom it tells of them."""

from dataclasses import dataclass
from enum import Enum


class NotesIn(Enum):
    """Where the feed carries the show notes."""

    BOTH = "both"
    DESCRIPTION = "description"
    CONTENT = "content"


@dataclass(frozen=True)
class FeedOptions:
    """The feed's file, how many episodes it holds (None: all), and where notes stand in it."""

    path: str = "feed.xml"
    limit: int | None = None
    notes: NotesIn = NotesIn.BOTH
    hubs: tuple[str, ...] = ()  # WebSub


@dataclass(frozen=True)
class NotifyOptions:
    """Whom `publish` tells of a new feed, besides its hubs; podping None: as `podping` says."""

    podping: bool | None = None
    podcast_index: bool = False


@dataclass(frozen=True)
class MediaOptions:
    """Where audio of the folder is served from (default: the show's url), and a prefix before.

    *embed*: chapters, cover and titles are put into the copies in the output.
    """

    url: str = ""
    prefix: str = ""
    embed: bool = False


@dataclass(frozen=True)
class CaptionOptions:
    """How large a caption may be: lines, columns of each, seconds on the screen."""

    lines: int = 2
    columns: int = 42
    seconds: int = 7
