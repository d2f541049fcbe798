"""MP3 by its own bytes: the length from the frames or their Xing header, chapters from ID3.

ID3v2 chapter addendum (CHAP, CTOC); frame header ISO/IEC 11172-3 and 13818-3.
"""

from collections.abc import Iterator
from datetime import timedelta

RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
BITRATES_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def frame(head: bytes) -> tuple[int, int, int, int] | None:
    """Read a layer III header: bytes of the frame, its samples, their rate, bit/s; or None."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != 1:
        return None
    version, index, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or index in (0, 15) or rate == 3:
        return None
    hertz = RATES[version][rate]
    bits = (BITRATES_V1 if version == 3 else BITRATES_V2)[index] * 1000
    samples = 1152 if version == 3 else 576
    return samples // 8 * bits // hertz + (head[2] >> 1 & 1), samples, hertz, bits


def tag_size(content: bytes) -> int:
    """Return how many bytes the ID3v2 tag at the start takes, 0 where there is none."""
    if len(content) < 10 or content[:3] != b"ID3":
        return 0
    return 10 + _syncsafe(content[6:10]) + (10 if content[5] & 0x10 else 0)


def first_frame(content: bytes, start: int = 0) -> int:
    """Return where the first frame that another one follows begins, or -1."""
    end = min(len(content) - 4, start + 200_000)
    at = content.find(b"\xff", start, end)
    while at != -1:
        found = frame(content[at : at + 4])
        if found and (
            at + found[0] + 4 > len(content) or frame(content[at + found[0] : at + found[0] + 4])
        ):
            return at
        at = content.find(b"\xff", at + 1, end)
    return -1


def length(content: bytes, size: int) -> timedelta | None:
    """Return the length of an MP3 of *size* bytes, of which *content* is all or the start.

    From the Xing, Info or VBRI header where there is one, else by counting frames, else (where
    only the start is known) by its bit rate. None where there are no frames.
    """
    at = first_frame(content, tag_size(content))
    if at == -1:
        return None
    found = frame(content[at : at + 4])
    assert found
    _, samples, hertz, bits = found
    frames = _frames_told(content[at : at + 200])
    if frames:
        return timedelta(seconds=frames * samples / hertz)
    if len(content) < size:
        return timedelta(seconds=(size - at) * 8 / bits)
    total = 0.0
    while (found := frame(content[at : at + 4])) is not None:
        total += found[1] / found[2]
        at += found[0]
    return timedelta(seconds=total)


def _frames_told(head: bytes) -> int:
    """Return the number of frames in a Xing, Info or VBRI header, 0 where there is none."""
    for mark in (b"Xing", b"Info"):
        at = head.find(mark)
        if at != -1 and head[at + 7 : at + 8] and head[at + 7] & 1:
            return int.from_bytes(head[at + 8 : at + 12], "big")
    at = head.find(b"VBRI")
    return int.from_bytes(head[at + 14 : at + 18], "big") if at != -1 else 0


def chapters(content: bytes) -> tuple[tuple[int, str], ...]:
    """Return the chapters of the ID3v2 tag: start in milliseconds and title, in time order."""
    size = tag_size(content)
    if not size:
        return ()
    found = []
    for name, body in _frames(content[10:size], content[3]):
        if name != b"CHAP":
            continue
        _, _, rest = body.partition(b"\0")
        title = ""
        for inner, text in _frames(rest[16:], content[3]):
            if inner == b"TIT2":
                title = _text(text)
        found.append((int.from_bytes(rest[:4], "big"), title))
    return tuple(sorted(found))


def _frames(content: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 10 <= len(content) and content[at : at + 4].isalnum():
        size = content[at + 4 : at + 8]
        length = _syncsafe(size) if version == 4 else int.from_bytes(size, "big")
        yield content[at : at + 4], content[at + 10 : at + 10 + length]
        at += 10 + length


def _text(body: bytes) -> str:
    encoding = {0: "latin-1", 1: "utf-16", 2: "utf-16-be"}.get(body[0] if body else 0, "utf-8")
    return body[1:].decode(encoding, "replace").rstrip("\0").strip()


def _syncsafe(size: bytes) -> int:
    return sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(size)))
