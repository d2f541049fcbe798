"""What an import decided so far: the files it would write, and what is told."""

from collections.abc import Callable
from dataclasses import dataclass, field

from showfeed.importing.incoming import Remark, Topic, Wanted
from showfeed.importing.remembered import Remembered
from showfeed.model import Episode
from showfeed.sources.lock import Lock

Read = Callable[[str], bytes | None]  # a file of the folder, None where there is none


@dataclass(frozen=True)
class There:
    """The folder as it is: its files, its lock, and what an import remembered."""

    read: Read
    lock: Lock = field(default_factory=Lock)
    remembered: Remembered = field(default_factory=Remembered)


@dataclass(frozen=True)
class Change:
    """A file to write: what it holds now (None: it is new), and will hold."""

    path: str
    before: bytes | None
    after: bytes


def key_of(episode: Episode) -> str:
    """Return what an import remembers an episode by; who has no guid gets one by the build."""
    return episode.guid or f"id:{episode.id}"


@dataclass
class Decided:
    """The changes and remarks so far, and what is still to be fetched, by episode id."""

    there: There
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    fetch: list[tuple[str, tuple[Wanted, ...]]] = field(default_factory=list)

    def put(self, path: str, after: bytes) -> None:
        """Plan to write a file."""
        self.changes.append(Change(path, self.there.read(path), after))

    def tell(self, topic: Topic, words: str, id_: str = "") -> None:
        """Note a remark."""
        self.remarks.append(Remark(topic, words, id_))
