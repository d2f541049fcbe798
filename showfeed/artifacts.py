"""Artifact: a file that we made, and what to do with it. Knows nothing of podcasts or of places."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Rank(IntEnum):
    """The order in which files go up: what the feed names before the feed that names it."""

    MEDIA = 0
    ASSET = 1
    PAGE = 2
    FEED = 3


@dataclass(frozen=True)
class Artifact:
    """A file of the output: its path below the output folder (POSIX) and its bytes.

    Large files (audio) are not held: *content* is then the Path they are copied from, and
    *known_digest* what is known of their bytes already.
    """

    path: str
    content: bytes | Path
    rank: Rank = Rank.ASSET
    known_digest: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the bytes, in lower-case hex."""
        if self.known_digest:
            return self.known_digest
        if isinstance(self.content, bytes):
            return hashlib.sha256(self.content).hexdigest()
        with self.content.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


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
