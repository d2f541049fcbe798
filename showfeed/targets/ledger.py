"""What showfeed put at a place: the list that lies there, and who is changing it right now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from showfeed.targets.manifest import NOTES, safe
from showfeed.targets.site import File

PATH = f"{NOTES}/manifest.json"


@dataclass(frozen=True)
class Ledger:
    """The files that showfeed put at a place.

    *pending* are those of a publisher that may or may not have gone up, or away: nobody knows
    what they hold. *publisher* names who is at work, "" where nobody is; *serial* differs each
    time that the list is written, so that one who waits sees that the other lives.
    """

    files: Mapping[str, File] = field(default_factory=dict)
    pending: Mapping[str, File] = field(default_factory=dict)
    publisher: str = ""
    serial: str = ""

    @property
    def head(self) -> str:
        """Return the first line of the list: who wrote it, and which writing it was."""
        return json.dumps({"publisher": self.publisher, "serial": self.serial})[:-1] + ","


def parse_ledger(text: bytes) -> Ledger | None:
    """Read a list; None where it can't be read.

    >>> parse_ledger(format_ledger(Ledger({"a": File("00", 1)}, serial="7"))).files["a"].size
    1
    >>> parse_ledger(b"<html>")
    """
    try:
        top = json.loads(text)
        return Ledger(
            _files(top["files"]),
            _files(top["pending"]),
            str(top["publisher"]),
            str(top["serial"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _files(stored: Mapping[str, Any]) -> dict[str, File]:
    return {
        path: File(str(digest), int(size)) for path, (digest, size) in stored.items() if safe(path)
    }


def format_ledger(ledger: Ledger) -> bytes:
    """Write a list; the inverse of `parse_ledger`. Its head is a line of its own."""
    lists = {name: _stored(getattr(ledger, name)) for name in ("files", "pending")}
    rest = json.dumps(lists, ensure_ascii=False, separators=(",", ":"))
    return f"{ledger.head}\n{rest[1:]}\n".encode()


def _stored(files: Mapping[str, File]) -> dict[str, tuple[str, int]]:
    return {path: (file.digest, file.size) for path, file in sorted(files.items())}
