"""MP3 by its own bytes: the length from the frames, or from the Xing header that counts them.

Frame header: ISO/IEC 11172-3 and 13818-3. A file of varying bit rate without a Xing header is
minutes off unless its frames are counted one by one.
"""

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from showfeed.sources.audio_bytes import Bytes, Sound, lasting
from showfeed.sources.audio_id3 import chapters, tag_size

RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
BITRATES_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
WINDOW = 65_536
BLOCK = 1_048_576


class Frame(NamedTuple):
    """One frame: its bytes, its samples, their rate, and bits a second."""

    size: int
    samples: int
    hertz: int
    bits: int


@lru_cache(maxsize=4096)
def frame(head: bytes) -> Frame | None:
    """Read the first three bytes of a layer III frame, or tell that they are none."""
    if len(head) < 3 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] >> 1 & 3 != 1:
        return None
    version, index, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or index in (0, 15) or rate == 3:
        return None
    hertz = RATES[version][rate]
    bits = (BITRATES_V1 if version == 3 else BITRATES_V2)[index] * 1000
    samples = 1152 if version == 3 else 576
    return Frame(samples // 8 * bits // hertz + (head[2] >> 1 & 1), samples, hertz, bits)


def first_frame(content: bytes, start: int = 0) -> int:
    """Return where the first frame that another one follows begins, or -1.

    A frame at the very start needs no other: it may be all there is.
    """
    at = content.find(b"\xff", start)
    while at != -1:
        found = frame(content[at : at + 3])
        if found:
            after = content[at + found.size : at + found.size + 3]
            if frame(after) or (at == start and not after):
                return at
        at = content.find(b"\xff", at + 1)
    return -1


def measure(source: Bytes) -> Sound:
    """Measure an MP3 file. No length where it has no frames, or where they can't be counted."""
    tag = tag_size(source)
    window = source.read(tag, WINDOW)
    at = first_frame(window)
    if at == -1:
        return Sound()
    first = frame(window[at : at + 3])
    assert first is not None
    start = tag + at
    frames, told = _told(window[at : at + first.size])
    there = source.size - start  # negative where the size is not known
    cut = source.size > 0 and told > there + first.size
    plausible = frames and (not source.size or 10 < there / frames < 3000)  # bytes a frame
    if plausible and not cut:
        length = lasting(frames * first.samples, first.hertz)
    elif source.near:
        length = _counted(source, start)
    else:
        length = _by_rate(source, start, first)
    return Sound(length, chapters(source), cut)


def _told(head: bytes) -> tuple[int, int]:
    """Return the frames and bytes that a Xing, Info or VBRI header tells, 0 where it does not."""
    for mark in (b"Xing", b"Info"):
        at = head.find(mark)
        if at == -1 or len(head) < at + 16:
            continue
        flags, places = head[at + 7], (head[at + 8 : at + 12], head[at + 12 : at + 16])
        frames = int.from_bytes(places[0], "big") if flags & 1 else 0
        return frames, int.from_bytes(places[flags & 1], "big") if flags & 2 else 0
    at = head.find(b"VBRI")
    if at == -1 or len(head) < at + 18:
        return 0, 0
    return int.from_bytes(head[at + 14 : at + 18], "big"), int.from_bytes(
        head[at + 10 : at + 14], "big"
    )


def _counted(source: Bytes, start: int) -> timedelta | None:
    """Count every frame, and step over what is none."""
    samples: dict[int, int] = {}
    while len(block := source.read(start, BLOCK)) > 3:
        at, last = 0, len(block) - 3
        while at <= last:
            found = frame(block[at : at + 3])
            if found is None:
                at = first_frame(block, at + 1)
                if at == -1:
                    at = last + 1
                continue
            samples[found.hertz] = samples.get(found.hertz, 0) + found.samples
            at += found.size
        start += at
    return lasting(sum(count / hertz for hertz, count in samples.items()), 1)


def _by_rate(source: Bytes, start: int, first: Frame) -> timedelta | None:
    """Return the length that a constant bit rate gives; None if it is not constant here."""
    for place in (start, (start + source.size) // 2):
        window = source.read(place, WINDOW)
        at = first_frame(window)
        while at != -1 and (found := frame(window[at : at + 3])):
            if found.bits != first.bits:
                return None
            at += found.size
    return lasting((source.size - start) * 8, first.bits)
