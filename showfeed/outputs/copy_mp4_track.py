"""Chapters of an M4A: a QuickTime track of titles, and Nero's list; players read one or other."""

import struct
from itertools import accumulate

from showfeed.formats.mp4_boxes import solid
from showfeed.outputs.inside import Mark

SCALE = 1000  # units a second
UNDETERMINED = 0x55C4  # the language `und`, five bits a letter
MATRIX = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
UTF8 = struct.pack(">I4sI", 12, b"encd", 0x100)
MOST = 255  # chapters of Nero's list: their count is one byte


def samples(marks: tuple[Mark, ...]) -> list[bytes]:
    """Return each title as a sample: its length, the text, its encoding."""
    titles = [_cut(mark.title, 65_000) for mark in marks]
    return [struct.pack(">H", len(title)) + title + UTF8 for title in titles]


def _cut(text: str, most: int) -> bytes:
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").encode("utf-8")


def nero_chapters(marks: tuple[Mark, ...]) -> bytes:
    """Write `chpl`: a time in 100 ns, and a title, each. Empty where they are too many for it."""
    if len(marks) > MOST:
        return b""
    entries = []
    for mark in marks:
        title = _cut(mark.title, 255)
        entries.append(struct.pack(">QB", mark.start * 10_000, len(title)) + title)
    head = struct.pack(">IIB", 0x01000000, 0, len(marks))
    return solid(b"chpl", head, *entries)


def chapter_track(
    number: int, movie: bytes, marks: tuple[Mark, ...], said: list[bytes], place: int
) -> bytes:
    """Write a track whose samples, the titles, lie one behind the other at *place*."""
    wide = movie[:1] == b"\1"
    scale = int.from_bytes(movie[20:24] if wide else movie[12:16], "big")
    starts = [mark.start for mark in marks]
    ends = [*starts[1:], marks[-1].end]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    whole, lead = sum(lengths), starts[0]
    edits = [(whole * scale // SCALE, 0)]
    if lead:  # nothing is shown before the first chapter
        edits.insert(0, (lead * scale // SCALE, -1))
    header = struct.pack(">IIIIII", 2, 0, 0, number, 0, (lead + whole) * scale // SCALE)
    list_ = b"".join(struct.pack(">IiI", length, at, 0x10000) for length, at in edits)
    return solid(
        b"trak",
        solid(b"tkhd", header, bytes(16), MATRIX, bytes(8)),
        solid(b"edts", solid(b"elst", struct.pack(">II", 0, len(edits)), list_)),
        solid(
            b"mdia",
            solid(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, SCALE, whole, UNDETERMINED, 0)),
            solid(b"hdlr", bytes(8), b"text", bytes(13)),
            solid(
                b"minf",
                solid(b"gmhd", _generic(), solid(b"text", MATRIX)),
                solid(
                    b"dinf", solid(b"dref", struct.pack(">II", 0, 1), solid(b"url ", b"\0\0\0\1"))
                ),
                solid(b"stbl", *_tables(lengths, said, place)),
            ),
        ),
    )


def _generic() -> bytes:
    return solid(b"gmin", struct.pack(">IH3HHH", 0, 0x40, 0x8000, 0x8000, 0x8000, 0, 0))


def _tables(lengths: list[int], said: list[bytes], place: int) -> list[bytes]:
    """Write which sample lasts how long, how large it is and where it lies."""
    entry = solid(b"text", bytes(6), struct.pack(">HII", 1, 1, 1), bytes(36))
    times = b"".join(struct.pack(">II", 1, length) for length in lengths)
    sizes = b"".join(struct.pack(">I", len(sample)) for sample in said)
    places = accumulate((len(sample) for sample in said[:-1]), initial=place)
    return [
        solid(b"stsd", struct.pack(">II", 0, 1), entry),
        solid(b"stts", struct.pack(">II", 0, len(lengths)), times),
        solid(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        solid(b"stsz", struct.pack(">III", 0, 0, len(said)), sizes),
        solid(
            b"stco",
            struct.pack(">II", 0, len(said)),
            b"".join(struct.pack(">I", at) for at in places),
        ),
    ]
