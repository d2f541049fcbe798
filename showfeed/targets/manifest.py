"""The list of files that we made in a folder: path → digest, size, time of change."""

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

NOTES = ".showfeed"  # the folder of our notes, in every folder that we write
_ODD = {"", ".", ".."}


class Entry(NamedTuple):
    """A file as we left it; while size and time agree its bytes are not read again.

    *content* is the SHA-256 of its bytes where *digest* is of what they were made from.
    """

    digest: str
    size: int
    mtime_ns: int
    content: str = ""

    def holds(self, digest: str) -> bool:
        """Tell whether the bytes that we left had this SHA-256."""
        return digest == (self.content or self.digest)


@dataclass(frozen=True)
class Manifest:
    """What we made, and, while files are being swapped in, what we are about to make."""

    files: dict[str, Entry] = field(default_factory=dict)
    pending: dict[str, Entry] = field(default_factory=dict)


def safe(path: str) -> bool:
    """Tell whether a path stays inside the folder and outside our notes."""
    parts = path.split("/")
    return _ODD.isdisjoint(parts) and parts[0] != NOTES and "\\" not in path and "\0" not in path


def parse_manifest(text: str | bytes) -> Manifest:
    """Read a manifest; one that can't be read counts as empty, so that nothing is taken for ours.

    >>> parse_manifest('{"files": {"a": ["00", 1, 2]}}').files["a"].size
    1
    >>> parse_manifest("{").files
    {}
    """
    try:
        top = json.loads(text)
        return Manifest(_entries(top["files"]), _entries(top.get("pending", {})))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Manifest()


def _entries(stored: dict[str, Any]) -> dict[str, Entry]:
    return {
        path: Entry(str(digest), int(size), int(mtime_ns), *map(str, content))
        for path, (digest, size, mtime_ns, *content) in stored.items()
        if safe(path)
    }


def format_manifest(manifest: Manifest) -> bytes:
    """Write a manifest; the inverse of `parse_manifest`."""
    top = {"files": _stored(manifest.files)}
    if manifest.pending:
        top["pending"] = _stored(manifest.pending)
    return json.dumps(top, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _stored(entries: dict[str, Entry]) -> dict[str, tuple[Any, ...]]:
    return {path: entry if entry.content else entry[:3] for path, entry in sorted(entries.items())}
