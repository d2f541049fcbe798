"""Artifact: a file that we made, and what to do with it. Knows nothing of podcasts or of places."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Rank(IntEnum):
    """The order in which files go up: what the feed names before the feed that names it."""

    MEDIA = 0
    ASSET = 1
    PAGE = 2
    FEED = 3


CHUNK = 1 << 20  # bytes held at once of a large file


@dataclass(frozen=True)
class Artifact:
    """A file of the output: its path below the output folder (POSIX) and its bytes.

    Large files (audio) are not held: *content* is then the Path they are copied from. What costs
    much to make (a drawn card, audio with chapters put in) is a function that gives its pieces,
    called only where the file is not there yet. Then *known_digest* must be given: a digest of all
    that the bytes depend on, maker's version included, stands for that of the bytes.
    """

    path: str
    content: bytes | Path | Callable[[], Iterable[bytes]]
    rank: Rank = Rank.ASSET
    known_digest: str = ""

    @property
    def digest(self) -> str:
        """Return what names the bytes: their SHA-256 in lower-case hex, or *known_digest*."""
        return self.known_digest or self.content_digest()

    def content_digest(self) -> str:
        """Return the SHA-256 of the bytes, whatever names them."""
        whole = hashlib.sha256()
        for piece in self.pieces():
            whole.update(piece)
        return whole.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes, a megabyte at most at once where they come from a file."""
        if isinstance(self.content, bytes):
            yield self.content
        elif isinstance(self.content, Path):
            with self.content.open("rb") as file:
                while piece := file.read(CHUNK):
                    yield piece
        else:
            yield from self.content()


@dataclass(frozen=True)
class Plan:
    """What would change at a place: paths to put (new or other bytes) and to remove."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def plan(built: Iterable[Artifact], there: Mapping[str, str], keep: Iterable[str] = ()) -> Plan:
    """Compare what was built with what is *there* (path → digest); *keep* is never removed."""
    digests = {artifact.path: artifact.digest for artifact in built}
    kept = digests.keys() | set(keep)
    return Plan(
        new=tuple(sorted(digests.keys() - there.keys())),
        changed=tuple(sorted(p for p, d in digests.items() if there.get(p, d) != d)),
        removed=tuple(sorted(there.keys() - kept)),
    )
