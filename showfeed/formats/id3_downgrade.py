"""Frames of ID3v2.4 as 2.3 writes them: no UTF-8, no frame that is packed, dates in parts.

Copies are written in 2.3 because players read the size of a frame inside of CHAP plainly, as 2.3
writes it, whatever the version says (libavformat does): a chapter with a picture would be lost.
"""

import zlib

from showfeed.formats.id3 import Frame, encoded, format_frame, parse_frames
from showfeed.formats.pieces import Piece

LARGEST = 16_000_000  # bytes of a frame that is unpacked


def downgraded(frame: Frame) -> Frame | None:
    """Return a frame for 2.3, None where that has no way to say it."""
    body, flags = frame.body[0], frame.flags[1]
    assert isinstance(body, bytes)
    if flags & 0x44:  # encrypted, or of a group whose other frames we don't know
        return None
    if flags & 1:  # its length, once unpacked, stands in front
        body = body[4:]
    if flags & 2:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & 8:
        try:
            body = zlib.decompressobj().decompress(body, LARGEST)
        except zlib.error:
            return None
    if frame.name in (b"CHAP", b"CTOC"):
        return Frame(frame.name, _holding(frame.name, body))
    return Frame(frame.name, (_body(frame.name.decode("latin-1"), body),))


def _holding(name: bytes, body: bytes) -> tuple[Piece, ...]:
    """Return a chapter's body, or a table's, with the frames inside of it as 2.3 writes them."""
    at = body.find(b"\0") + 1
    if name == b"CHAP":
        at += 16  # times and places
    else:
        entries = body[at + 1] if len(body) > at + 1 else 0
        at += 2
        for _ in range(entries):
            at = body.find(b"\0", at) + 1 or len(body)
    inside = (downgraded(frame) for frame in parse_frames(b"ID3\4\0\0", body[at:]))
    return (body[:at], *(piece for frame in inside if frame for piece in format_frame(frame)))


def _body(name: str, body: bytes) -> bytes:
    """Return a body whose text is in an encoding that 2.3 knows."""
    if body[:1] not in (b"\2", b"\3"):
        return body
    encoding, rest = body[0], body[1:]
    if name == "APIC":  # a type and its zero, a use, a description, the picture
        kind, zero, behind = rest.partition(b"\0")
        words, data = _split(encoding, behind[1:])
        mark, written = _ended(words)
        return mark + kind + zero + behind[:1] + written + data
    if name == "WXXX":  # an address is never in Unicode
        words, address = _split(encoding, rest)
        mark, written = _ended(words)
        return mark + written + address
    if name in ("TXXX", "COMM", "USLT"):
        language = b"" if name == "TXXX" else rest[:3]
        words, behind = _split(encoding, rest[len(language) :])
        text = _decoded(encoding, behind)
        if (words + text).isascii():
            return b"\0" + language + words.encode() + b"\0" + text.encode()
        pair = (b"\xff\xfe" + part.encode("utf-16-le", "replace") for part in (words, text))
        return b"\1" + language + b"\0\0".join(pair)
    if name[0] == "T":
        mark, written = encoded(_decoded(encoding, rest).replace("\0", "/"))
        return mark + written
    return body


def _split(encoding: int, content: bytes) -> tuple[str, bytes]:
    """Return the text in front of a zero, and what is behind it."""
    if encoding == 3:
        before, _, behind = content.partition(b"\0")
        return _decoded(3, before), behind
    for at in range(0, len(content) - 1, 2):
        if content[at : at + 2] == b"\0\0":
            return _decoded(2, content[:at]), content[at + 2 :]
    return _decoded(2, content), b""


def _decoded(encoding: int, content: bytes) -> str:
    name = "utf-8" if encoding == 3 else "utf-16-be"
    return content.decode(name, "replace").lstrip("\ufeff").rstrip("\0")


def _ended(words: str) -> tuple[bytes, bytes]:
    """Return a text's encoding, and the text with its zero."""
    mark, written = encoded(words)
    return mark, written + (b"\0\0" if mark == b"\1" else b"\0")
