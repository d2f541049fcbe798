"""MP4 and QuickTime boxes: bytes ⇄ names and bodies. ISO/IEC 14496-12."""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from showfeed.formats.pieces import Piece, length
from showfeed.problems import Malformed

MANY = 10_000  # boxes on one level
HINT = "export the audio again"
Boxes = list[tuple[bytes, bytes]]


class Top(NamedTuple):
    """A box at the top of a file: its name, where it begins, its body, its end.

    *open*: its size is not written, it goes on to the end of the file.
    """

    name: bytes
    start: int
    body: int
    end: int
    open: bool = False


def top_boxes(file: BinaryIO, size: int) -> list[Top]:
    """Return the boxes at the top of a file; of each only the head is read. Raises Malformed."""
    found: list[Top] = []
    at = 0
    while at < size:
        file.seek(at)
        head = file.read(16)
        width, skip = int.from_bytes(head[:4], "big"), 8
        goes_on = width == 0
        if width == 1:
            width, skip = int.from_bytes(head[8:16], "big"), 16
        end = size if goes_on else at + width
        if len(head) < skip or end < at + skip or end > size or len(found) >= MANY:
            raise Malformed("the audio ends before it says it does", HINT)
        found.append(Top(head[4:8], at, at + skip, end, goes_on))
        at = end
    return found


def boxes(body: bytes) -> Boxes:
    """Return the boxes inside another one. Raises Malformed."""
    return list(_boxes(body))


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(body):
        size, skip = int.from_bytes(body[at : at + 4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(body[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(body) - at
        if size < skip or at + size > len(body):
            raise Malformed("the audio's table of contents is broken", HINT)
        yield body[at + 4 : at + 8], body[at + skip : at + size]
        at += size  # up to three zeros may follow the last one of a `udta`


def first(inside: Boxes, name: bytes) -> bytes:
    """Return the body of the first box of a name, b"" where there is none."""
    return next((body for found, body in inside if found == name), b"")


def box(name: bytes, *pieces: Piece) -> tuple[Piece, ...]:
    """Write a box; the inverse of `boxes`."""
    return ((8 + length(pieces)).to_bytes(4, "big") + name, *pieces)


def solid(name: bytes, *bodies: bytes) -> bytes:
    """Write a box that is held whole.

    >>> boxes(solid(b"free", b"ab"))
    [(b'free', b'ab')]
    """
    body = b"".join(bodies)
    return struct.pack(">I4s", 8 + len(body), name) + body


def changed(body: bytes, path: tuple[bytes, ...], change: Callable[[bytes], bytes]) -> bytes:
    """Return a box's body with the boxes at a path changed."""
    if not path:
        return change(body)
    return b"".join(
        solid(name, changed(inner, path[1:], change) if name == path[0] else inner)
        for name, inner in boxes(body)
    )


def moved_offsets(table: bytes, kind: str, start: int, by: int) -> bytes:
    """Return a table of places (stco: kind `I`, co64: `Q`), those from *start* on moved."""
    width = 4 if kind == "I" else 8
    places = array(kind, table[8 : 8 + (len(table) - 8) // width * width])
    if sys.byteorder == "little":
        places.byteswap()
    try:
        moved = array(kind, (place + by if place >= start else place for place in places))
    except OverflowError:
        raise Malformed("the audio is too large for its own table of contents", HINT) from None
    if sys.byteorder == "little":
        moved.byteswap()
    return table[:8] + moved.tobytes()
