"""What differs between two shows, in words, and how much it matters to subscribers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from showfeed.model import Show
from showfeed.problems import Level


@dataclass(frozen=True)
class Named:
    """A file that an episode names: `chapters` or a `transcript`."""

    kind: str
    url: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True)
class FileHeard:
    """A file that an episode names, and what is in it."""

    named: Named
    content: bytes


@dataclass(frozen=True)
class Heard:
    """A show as apps hear it: read from a feed.

    *address* is where the feed says it stands, *moved* the addresses that redirect there for good.
    *transcripts* holds, by guid, type and language of each transcript that an episode names;
    *named* all its files, and *files* those whose content is known and another than it was.
    """

    show: Show
    address: str = ""
    transcripts: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    moved: tuple[str, ...] = ()
    named: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[FileHeard, ...]] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """Return the folder in which the feed stands."""
        return self.address.rpartition("/")[0]


@dataclass(frozen=True)
class Subject:
    """What has changed: an episode, or the show (no guid)."""

    title: str
    guid: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that is different.

    *words* are ours and the author's by turns, ours first, so that each form can quote the latter
    as it must. An error hurts subscribers, a warning may surprise them, advice is plain news.
    """

    kind: str
    subject: Subject
    words: tuple[str, ...]
    level: Level = Level.ADVICE
    hint: str = ""
    before: str = ""
    after: str = ""
    pieces: tuple[tuple[str, str], ...] = ()  # of a text: "=", "-" or "+", and the words


@dataclass(frozen=True)
class Changes:
    """All that differs: the show's first, then the episodes' from the newest on."""

    changes: tuple[Change, ...] = ()

    @property
    def hurting(self) -> tuple[Change, ...]:
        """Return the changes that subscribers would suffer from."""
        return tuple(change for change in self.changes if change.level is Level.ERROR)

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return what has changed, each once, in order."""
        return tuple(dict.fromkeys(change.subject for change in self.changes))
