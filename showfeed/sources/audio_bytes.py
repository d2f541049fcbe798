"""Where the bytes of audio come from, and what is measured in them: one way for files and URLs."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

LONGEST = 10_000_000  # seconds; what lasts over a hundred days was misread


class Bytes(Protocol):
    """The bytes of an audio file, had piece by piece.

    *near*: pieces cost little, so that all may be read; on a server each one is a request.
    """

    @property
    def size(self) -> int:
        """Return how many they are, 0 where that is not known."""
        ...

    @property
    def near(self) -> bool:
        """Tell whether all may be read."""
        ...

    def read(self, start: int, length: int) -> bytes:
        """Return a piece; a shorter one, or none, where there is no more to be had."""
        ...


@dataclass(frozen=True)
class HeldBytes:
    """Bytes in memory."""

    content: bytes
    near: bool = True

    @property
    def size(self) -> int:
        """Return how many they are."""
        return len(self.content)

    def read(self, start: int, length: int) -> bytes:
        """Return a piece."""
        return self.content[start : start + length]


class FileBytes:
    """The bytes of a file on this machine."""

    near = True

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.size = self._file.seek(0, 2)

    def read(self, start: int, length: int) -> bytes:
        """Return a piece."""
        if start >= self.size:  # a hostile file names places that no file can have
            return b""
        self._file.seek(start)
        return self._file.read(length)

    def __enter__(self) -> "FileBytes":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Sound(NamedTuple):
    """What was measured. *cut*: the file ends before it says it does."""

    duration: timedelta | None = None
    chapters: tuple[tuple[int, str], ...] = ()  # milliseconds, title
    cut: bool = False


def lasting(units: float, per_second: float) -> timedelta | None:
    """Return a length, to the millisecond; None for one that can't be."""
    if per_second <= 0 or not 0 < units / per_second < LONGEST:
        return None
    return timedelta(milliseconds=round(units * 1000 / per_second)) or None
