"""MP4 chapters, as Nero's `chpl` atom keeps them; most encoders and ffmpeg write it."""

from pathlib import Path
from typing import BinaryIO

LARGEST = 16_000_000  # bytes of an atom that is read whole


def chapters(path: Path) -> tuple[tuple[int, str], ...]:
    """Return the chapters of an M4A or MP4 file: start in milliseconds and title."""
    with path.open("rb") as file:
        end = path.stat().st_size
        for name in (b"moov", b"udta", b"chpl"):
            found = _atom(file, name, end)
            if found is None:
                return ()
            start, end = found
            file.seek(start)
        return _chpl(file.read(min(end - start, LARGEST)))


def _atom(file: BinaryIO, wanted: bytes, end: int) -> tuple[int, int] | None:
    """Return where the body of an atom begins and ends, looking from here to *end*."""
    at = file.tell()
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, skip = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - at
        if size < skip:
            return None
        if head[4:8] == wanted:
            return at + skip, min(at + size, end)
        at += size
    return None


def _chpl(body: bytes) -> tuple[tuple[int, str], ...]:
    """Read version, flags, count, then time (100 ns) and a title with its length."""
    found = []
    at = 9 if body[:1] == b"\1" else 5
    for _ in range(body[at - 1] if len(body) >= at else 0):
        if at + 9 > len(body):
            break
        start, length = int.from_bytes(body[at : at + 8], "big"), body[at + 8]
        title = body[at + 9 : at + 9 + length].decode("utf-8", "replace")
        found.append((start // 10_000, title))
        at += 9 + length
    return tuple(sorted(found))
