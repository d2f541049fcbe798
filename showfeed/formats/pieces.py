"""Bytes in pieces, of which some still lie in a file: what is large is never held whole."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

CHUNK = 1 << 20  # bytes held at once


class Slice(NamedTuple):
    """A part of a file, *digest* naming what the whole file holds."""

    file: Path
    start: int
    end: int
    digest: str


Piece = bytes | Slice


def length(pieces: Iterable[Piece]) -> int:
    """Return how many bytes they are.

    >>> length([b"abc", Slice(Path("a"), 10, 14, "")])
    7
    """
    return sum(len(p) if isinstance(p, bytes) else p.end - p.start for p in pieces)


def read(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Give the bytes, a megabyte at most at once. Raises OSError if a file became shorter."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        left = piece.end - piece.start
        with piece.file.open("rb") as file:
            file.seek(piece.start)
            while left:
                read = file.read(min(left, CHUNK))
                if not read:
                    raise OSError(f"{piece.file.name} changed while it was read")
                left -= len(read)
                yield read


def digest(pieces: Iterable[Piece], version: str) -> str:
    """Return what names the bytes without reading the files; *version* is the maker's."""
    whole = hashlib.sha256(version.encode())
    for piece in pieces:
        if isinstance(piece, bytes):
            whole.update(b"\0%d\0" % len(piece) + piece)
        else:
            whole.update(f"\1{piece.start} {piece.end} {piece.digest}\1".encode())
    return whole.hexdigest()
