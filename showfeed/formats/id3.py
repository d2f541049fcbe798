"""ID3v2 tags: bytes ⇄ frames. https://id3.org/id3v2.3.0, https://id3.org/id3v2.4.0-structure

2.3 writes sizes plainly, 2.4 with seven bits a byte.
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from showfeed.formats.pieces import Piece, length
from showfeed.problems import Malformed

LARGEST = 64_000_000  # bytes of a tag that is read
MOST = 1 << 28  # bytes of a tag that can be written
BLOCK = 4096  # a tag is padded to a multiple: a word more or less does not change its size
ROOM = 1024
MANY = 4000  # frames
# 2.2 has names of three letters; those of what is worth keeping.
OLD = {
    b"TT1": b"TIT1", b"TT2": b"TIT2", b"TT3": b"TIT3", b"TP1": b"TPE1", b"TP2": b"TPE2",
    b"TAL": b"TALB", b"TRK": b"TRCK", b"TPA": b"TPOS", b"TYE": b"TYER", b"TCO": b"TCON",
    b"TCM": b"TCOM", b"TEN": b"TENC", b"TSS": b"TSSE", b"TCR": b"TCOP", b"TPB": b"TPUB",
    b"COM": b"COMM", b"ULT": b"USLT", b"WXX": b"WXXX", b"TXX": b"TXXX",
}  # fmt: skip


class Frame(NamedTuple):
    """A frame: its name, its body, and its two bytes of flags."""

    name: bytes
    body: tuple[Piece, ...]
    flags: bytes = b"\0\0"


class Tag(NamedTuple):
    """The frames in the tags at the start of a file, each with its version; where they end."""

    frames: tuple[tuple[int, Frame], ...]
    end: int


def read_tags(file: BinaryIO) -> Tag:
    """Read the tags at the start of a file; some programs put a second one behind the first."""
    frames, at = dict[tuple[int, Frame], None](), 0
    for _ in range(4):
        file.seek(at)
        head = file.read(10)
        if head[:3] != b"ID3" or len(head) < 10:
            break
        size = syncsafe(head[6:10])
        if size > LARGEST:
            raise Malformed("the tag in front of the audio is over 64 MB", "export it again")
        for frame in parse_frames(head, file.read(size)):
            frames.setdefault((head[3], frame))
        at += 10 + size + (10 if head[5] & 0x10 else 0)
    return Tag(tuple(frames), at)


def parse_frames(head: bytes, body: bytes) -> Iterator[Frame]:
    """Give the frames of a tag, as far as sense goes. 2.2's get the names of 2.3."""
    version, flags = head[3], head[5]
    if version not in (2, 3, 4):
        return
    if flags & 0x80 and version < 4:  # in 2.4 every frame tells it for itself
        body = body.replace(b"\xff\x00", b"\xff")
    at = 0
    if flags & 0x40 and version > 2:
        at = syncsafe(body[:4]) if version == 4 else 4 + int.from_bytes(body[:4], "big")
    wide = 6 if version == 2 else 10
    for _ in range(MANY):
        name = body[at : at + (3 if version == 2 else 4)]
        if at + wide > len(body) or not name.isalnum():
            return
        size = _size(body, at, version)
        content = body[at + wide : at + wide + size]
        if len(content) < size:
            return
        if version > 2:
            yield Frame(name, (content,), body[at + 8 : at + 10])
        elif name in OLD:
            yield Frame(OLD[name], (content,))
        at += wide + size


def _size(body: bytes, at: int, version: int) -> int:
    """Return a frame's size; some programs write 2.4's without minding the seven bits."""
    if version == 2:
        return int.from_bytes(body[at + 3 : at + 6], "big")
    plain = int.from_bytes(body[at + 4 : at + 8], "big")
    if version == 3 or plain < 128:
        return plain
    safe = syncsafe(body[at + 4 : at + 8])

    def fits(size: int) -> bool:
        behind = body[at + 10 + size : at + 14 + size]
        named = re.fullmatch(rb"[A-Z][A-Z0-9]{3}", behind) is not None
        return at + 10 + size == len(body) or named or behind == bytes(4)

    return plain if not fits(safe) and fits(plain) else safe


def format_tag(frames: Sequence[Frame]) -> tuple[Piece, ...]:
    """Write a tag of 2.3 with room to spare; `read_tags` reads it. Raises Malformed: too large."""
    inside: list[Piece] = []
    for frame in frames:
        inside += format_frame(frame)
    filled = length(inside) + 10
    whole = -(-(filled + ROOM) // BLOCK) * BLOCK
    if whole >= MOST:
        raise Malformed("the pictures are too large to lie in the audio", "save them smaller")
    head = b"ID3" + bytes((3, 0, 0)) + unsynced(whole - 10)
    return (head, *inside, bytes(whole - filled))


def format_frame(frame: Frame) -> tuple[Piece, ...]:
    """Write a frame as 2.3 does."""
    return (frame.name + length(frame.body).to_bytes(4, "big") + frame.flags, *frame.body)


def text_frame(name: bytes, text: str) -> Frame:
    """Make a frame that holds a text."""
    encoding, written = encoded(text)
    return Frame(name, (encoding + written,))


def encoded(text: str) -> tuple[bytes, bytes]:
    """Return how a text is encoded, and the text: 2.3 knows no UTF-8."""
    text = text.replace("\0", "")
    if text.isascii():
        return b"\0", text.encode("ascii")
    return b"\1", b"\xff\xfe" + text.encode("utf-16-le", "replace")


def syncsafe(size: bytes) -> int:
    """Read a number of seven bits a byte."""
    return sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(size)))


def unsynced(size: int) -> bytes:
    """Write a number with seven bits a byte.

    >>> syncsafe(unsynced(123456))
    123456
    """
    return bytes(size >> 7 * place & 127 for place in (3, 2, 1, 0))
