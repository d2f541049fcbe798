"""M4A and MP4: the length, and the chapters of Nero's `chpl` atom or of a QuickTime text track.

ISO/IEC 14496-12 (atoms), QuickTime File Format (`tref`/`chap`).
"""

from collections.abc import Iterator

from showfeed.sources.audio_bytes import Bytes, Sound, lasting

LARGEST = 32_000_000  # bytes of the table of contents
MANY = 2000  # chapters, and atoms at the top


def measure(source: Bytes) -> Sound:
    """Measure an MP4 file. No length where its table of contents is missing or odd."""
    moov, cut = _moov(source)
    header = _find(moov, b"mvhd")
    wide = header[:1] == b"\1"
    scale = _number(header[20:24] if wide else header[12:16])
    units = _number(header[24:32] if wide else header[16:20])
    marks = _nero(_find(moov, b"udta", b"chpl")) or _quicktime(source, moov)
    return Sound(lasting(units, scale), marks, cut)


def _moov(source: Bytes) -> tuple[bytes, bool]:
    """Return the body of the table of contents, and whether an atom ends after the file."""
    moov, cut, at = b"", False, 0
    for _ in range(MANY):
        head = source.read(at, 16)
        if len(head) < 8:
            break
        size, skip = _number(head[:4]), 8
        if size == 1:
            size, skip = _number(head[8:16]), 16
        elif size == 0:  # up to the end of the file
            size = source.size - at
        if size < skip:
            break
        if head[4:8] == b"moov":
            moov = source.read(at + skip, min(size - skip, LARGEST))
        at += size
        cut = at > source.size > 0
    return moov, cut


def _atoms(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give name and body of the atoms inside another one."""
    at = 0
    while at + 8 <= len(body):
        size = _number(body[at : at + 4]) or len(body) - at
        if size < 8:
            return
        yield body[at + 4 : at + 8], body[at + 8 : at + size]
        at += size


def _find(body: bytes, *path: bytes) -> bytes:
    """Return the body of the first atom at a path, b"" where there is none."""
    for wanted in path:
        body = next((inner for name, inner in _atoms(body) if name == wanted), b"")
    return body


def _number(octets: bytes) -> int:
    return int.from_bytes(octets, "big")


def _nero(body: bytes) -> tuple[tuple[int, str], ...]:
    """Read version, flags and count, then a time in 100 ns and a title with its length, each."""
    found = []
    at = 9 if body[:1] == b"\1" else 5
    for _ in range(body[at - 1] if len(body) >= at else 0):
        if at + 9 > len(body):
            break
        start, length = _number(body[at : at + 8]), body[at + 8]
        title = body[at + 9 : at + 9 + length].decode("utf-8", "replace")
        found.append((start // 10_000, title))
        at += 9 + length
    return tuple(sorted(found))


def _quicktime(source: Bytes, moov: bytes) -> tuple[tuple[int, str], ...]:
    """Read the text track that another track names as its chapters."""
    tracks = [body for name, body in _atoms(moov) if name == b"trak"]
    chaps = [_find(track, b"tref", b"chap") for track in tracks]
    named = {chap[at : at + 4] for chap in chaps for at in range(0, len(chap), 4)}
    for track in tracks:
        header = _find(track, b"tkhd")
        if (header[20:24] if header[:1] == b"\1" else header[12:16]) not in named:
            continue
        if _find(track, b"mdia", b"hdlr")[8:12] not in (b"text", b"sbtl"):
            continue  # a track of chapter pictures
        media = _find(track, b"mdia", b"mdhd")
        scale = _number(media[20:24] if media[:1] == b"\1" else media[12:16])
        table = _find(track, b"mdia", b"minf", b"stbl")
        lead = _lead(moov, track)
        found: list[tuple[int, str]] = []
        for time, (place, size) in zip(_times(table), _places(table), strict=False):
            sample = source.read(place, min(size, 4096))
            if not scale or len(found) >= MANY or len(sample) < min(size, 4096):
                return ()  # a part of the chapters would pass for all of them
            found.append((lead + time * 1000 // scale, _title(sample)))
        return tuple(found)
    return ()


def _lead(moov: bytes, track: bytes) -> int:
    """Return the milliseconds in which a track is silent at first: its first chapter is later."""
    header, edits = _find(moov, b"mvhd"), _find(track, b"edts", b"elst")
    scale = _number(header[20:24] if header[:1] == b"\1" else header[12:16])
    wide = edits[:1] == b"\1"
    length, media = (edits[8:16], edits[16:24]) if wide else (edits[8:12], edits[12:16])
    if not scale or not media or set(media) != {255}:  # -1: nothing of the track is shown
        return 0
    return min(_number(length), 2**40) * 1000 // scale


def _times(table: bytes) -> Iterator[int]:
    """Give the start of each sample, from runs of equal lengths (stts)."""
    body, time = _find(table, b"stts"), 0
    for at in range(8, len(body) - 7, 8):
        for _ in range(min(_number(body[at : at + 4]), MANY)):
            yield time
            time += _number(body[at + 4 : at + 8])


def _places(table: bytes) -> Iterator[tuple[int, int]]:
    """Give place and size of each sample: samples lie in chunks (stsc, stco, co64, stsz)."""
    sizes, runs = _find(table, b"stsz"), _find(table, b"stsc")
    narrow = _find(table, b"stco")
    chunks, width = (narrow, 4) if narrow else (_find(table, b"co64"), 8)
    firsts = [_number(runs[at : at + 4]) for at in range(8, len(runs) - 11, 12)]
    counts = [_number(runs[at + 4 : at + 8]) for at in range(8, len(runs) - 11, 12)]
    same, index, run = _number(sizes[4:8]), 0, 0
    for chunk, at in enumerate(range(8, len(chunks) - width + 1, width), 1):
        if run + 1 < len(firsts) and chunk >= firsts[run + 1]:
            run += 1
        place = _number(chunks[at : at + width])
        for _ in range(min(counts[run], MANY) if counts else 0):
            size = same or _number(sizes[12 + 4 * index : 16 + 4 * index])
            yield place, size
            place, index = place + size, index + 1


def _title(sample: bytes) -> str:
    """Read a text sample: its length, then UTF-8, or UTF-16 with a mark."""
    text = sample[2 : 2 + _number(sample[:2])]
    encoding = "utf-16" if text[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
    return text.decode(encoding, "replace").strip("\0 ")
