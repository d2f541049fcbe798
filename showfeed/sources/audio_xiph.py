"""Ogg (Opus, Vorbis, FLAC, Speex) and FLAC: the length, and CHAPTER001 comments.

RFC 3533 (pages), RFC 7845 (Opus), RFC 9639 (FLAC), Vorbis I comments.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from showfeed.formats.timecode import parse_timecode
from showfeed.problems import Malformed
from showfeed.sources.audio_bytes import Bytes, Sound, lasting

PAGE = 65_307  # bytes of the largest page
COMMENTS = 1_000_000  # bytes of comments that are read
UNKNOWN = 2**64 - 1  # the granule of a page in which no packet ends


class Page(NamedTuple):
    """An Ogg page: the stream it is of, whether it begins one, its end in samples, its body."""

    serial: bytes
    first: bool
    granule: int
    body: bytes
    end: int


def measure_ogg(source: Bytes) -> Sound:
    """Measure by the last page's place: nothing between is read."""
    serial, rate, skip, comments = b"", 0, 0, b""
    for page in _pages(source):
        if page.first and not rate:
            rate, skip = _rate(page.body)
            serial = page.serial
        elif rate and page.serial == serial:
            comments += page.body
            if page.granule not in (0, UNKNOWN) or len(comments) > COMMENTS:
                break
    if not rate:
        return Sound()
    start = max(0, source.size - 2 * PAGE)
    tail = source.read(start, 2 * PAGE)
    if comments[:1] in (b"\x04", b"\x84"):  # FLAC's block of comments, behind its head
        comments = comments[4:]
    comments = comments.removeprefix(b"OpusTags").removeprefix(b"\x03vorbis")
    length = lasting(_last(tail, serial) - skip, rate)
    return Sound(length, _chapters(_comments(comments)))


def _pages(source: Bytes) -> Iterator[Page]:
    at = 0
    while at < COMMENTS + PAGE:
        head = source.read(at, 27 + 255)
        if head[:4] != b"OggS" or len(head) < 28:
            return
        table = head[27 : 27 + head[26]]
        begin = at + 27 + len(table)
        at = begin + sum(table)
        granule = int.from_bytes(head[6:14], "little")
        yield Page(head[14:18], bool(head[5] & 2), granule, source.read(begin, sum(table)), at)


def _rate(body: bytes) -> tuple[int, int]:
    """Return samples a second and those to skip, (0, 0) for a stream that is no sound."""
    if body.startswith(b"OpusHead"):
        return 48_000, int.from_bytes(body[10:12], "little")
    if body.startswith(b"\x01vorbis"):
        return int.from_bytes(body[12:16], "little"), 0
    if body.startswith(b"Speex   "):
        return int.from_bytes(body[36:40], "little"), 0
    if body.startswith(b"\x7fFLAC"):
        return int.from_bytes(body[27:30], "big") >> 4, 0
    return 0, 0


def _last(tail: bytes, serial: bytes) -> int:
    """Return where the stream ends, in samples."""
    at = tail.rfind(b"OggS")
    while at != -1:
        granule = int.from_bytes(tail[at + 6 : at + 14], "little")
        if tail[at + 14 : at + 18] == serial and granule != UNKNOWN:
            return granule
        at = tail.rfind(b"OggS", 0, at)
    return 0


def measure_flac(source: Bytes) -> Sound:
    """Measure by the first block, which counts the samples."""
    numbers = int.from_bytes(source.read(18, 8), "big")
    length = lasting(numbers & (2**36 - 1), numbers >> 44)
    at = 4
    for _ in range(128):
        head = source.read(at, 4)
        size = int.from_bytes(head[1:4], "big")
        if len(head) == 4 and head[0] & 127 == 4:
            return Sound(length, _chapters(_comments(source.read(at + 4, min(size, COMMENTS)))))
        if len(head) < 4 or head[0] & 128:
            break
        at += 4 + size
    return Sound(length)


def _comments(body: bytes) -> dict[str, str]:
    """Read a Vorbis comment block: the program's name, then `KEY=value`s."""
    found: dict[str, str] = {}
    at = 4 + int.from_bytes(body[:4], "little") + 4
    while at + 4 <= len(body):
        size = int.from_bytes(body[at : at + 4], "little")
        key, _, value = body[at + 4 : at + 4 + size].partition(b"=")
        found.setdefault(key.decode("ascii", "replace").upper(), value.decode("utf-8", "replace"))
        at += 4 + size
    return found


def _chapters(comments: dict[str, str]) -> tuple[tuple[int, str], ...]:
    """Read CHAPTER001=00:01:02.000 and CHAPTER001NAME=Title."""
    found = []
    for key, value in comments.items():
        if re.fullmatch(r"CHAPTER\d+", key):
            try:
                start = parse_timecode(value) // timedelta(milliseconds=1)
            except Malformed:
                continue
            found.append((start, comments.get(f"{key}NAME", "").strip()))
    return tuple(sorted(found))
