"""A copy of an M4A with the episode inside: `chpl`, a QuickTime chapter track, and `ilst`.

ISO/IEC 14496-12, QuickTime File Format. What `mdat` holds is not touched: the table of contents
grows, and the places in it move along.
"""

import struct
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from showfeed.formats.mp4_boxes import (
    Boxes,
    Top,
    box,
    boxes,
    changed,
    first,
    moved_offsets,
    solid,
    top_boxes,
)
from showfeed.formats.pieces import Piece, Slice, length
from showfeed.outputs.copy_mp4_track import chapter_track, nero_chapters, samples
from showfeed.outputs.inside import Inside, Mark
from showfeed.problems import Malformed

LARGEST = 64_000_000  # bytes of a table of contents
TEXT, JPEG, PNG = 1, 13, 14
BLOCK = 4096  # what is put in is padded to a multiple: a word more does not change the file's size
ROOM = 1024
TABLES = (b"mdia", b"minf", b"stbl")
HANDLER = solid(b"hdlr", bytes(8) + b"mdirappl" + bytes(9))


class Layout(NamedTuple):
    """Where chapters' titles lie; by how much all *behind* a place has *grown*; room to spare."""

    said: int = 0
    behind: int = 0
    grown: int = 0
    spare: int = 0


def copy(file: Path, digest: str, inside: Inside) -> tuple[Piece, ...]:
    """Return the pieces of a copy of *file*. Raises Malformed, OSError."""
    with file.open("rb") as opened:
        size = opened.seek(0, 2)
        tops = top_boxes(opened, size)
        names = [top.name for top in tops]
        if names.count(b"moov") != 1 or b"moof" in names:
            raise Malformed("the audio is in fragments", "export it as one M4A file")
        at = tops[names.index(b"moov")]
        if at.end - at.body > LARGEST:
            raise Malformed("the audio's table of contents is over 64 MB", "export it again")
        opened.seek(at.body)
        inner = boxes(opened.read(at.end - at.body))
    marks = tuple(mark for mark in inside.chapters if mark.listed and mark.end > mark.start)
    said = samples(marks)
    behind = solid(b"mdat", b"".join(said)) if said else b""
    bare = length(_moov(inner, inside, marks, said, Layout()))
    spare = -(bare + len(behind) + ROOM) % BLOCK + ROOM
    layout = Layout(
        said=at.start + bare + spare + 8,
        behind=at.end,
        grown=bare + spare + len(behind) - (at.end - at.start),
        spare=spare,
    )
    pieces: list[Piece] = []
    for top in tops:
        if top == at:
            pieces += [*_moov(inner, inside, marks, said, layout), behind]
        else:
            pieces += _as_it_is(file, digest, top)
    return tuple(pieces)


def _as_it_is(file: Path, digest: str, top: Top) -> tuple[Piece, ...]:
    """Return a box of the source; one without a size gets it, as another may follow it now."""
    if not top.open:
        return (Slice(file, top.start, top.end, digest),)
    if top.end - top.start >= 2**32:
        raise Malformed("the audio has no size written in it", "export it again")
    head = (top.end - top.start).to_bytes(4, "big") + top.name
    return (head, Slice(file, top.body, top.end, digest))


def _moov(
    inner: Boxes,
    inside: Inside,
    marks: tuple[Mark, ...],
    said: list[bytes],
    layout: Layout,
) -> tuple[Piece, ...]:
    """Write the table of contents, with the places in it moved along."""
    header = first(inner, b"mvhd")
    if len(header) < 100 or not any(name == b"trak" for name, _ in inner):
        raise Malformed("the audio's table of contents says nothing", "export it again")
    if any(name == b"mvex" for name, _ in inner):
        raise Malformed("the audio is in fragments", "export it as one M4A file")
    track = int.from_bytes(header[-4:], "big")
    old = _chapter_tracks(inner) if marks else set()
    body: list[Piece] = []
    for name, content in inner:
        if name == b"mvhd" and marks:
            body += box(name, header[:-4] + (track + 1).to_bytes(4, "big"))
        elif name == b"trak":
            if _track_id(content) not in old:
                moved = _moved(content, layout.behind, layout.grown)
                body += box(name, _referring(moved, track) if marks else moved)
        elif name not in (b"udta", b"free", b"skip"):
            body += box(name, content)
    if marks:
        body += [chapter_track(track, header, marks, said, layout.said)]
    body += _user_data(boxes(first(inner, b"udta")), inside, marks)
    return box(b"moov", *body, *box(b"free", bytes(layout.spare)))


def _track_id(track: bytes) -> int:
    header = first(boxes(track), b"tkhd")
    at = 20 if header[:1] == b"\1" else 12
    return int.from_bytes(header[at : at + 4], "big")


def _chapter_tracks(inner: Boxes) -> set[int]:
    """Return the tracks of older chapters, and of their pictures."""
    found: set[int] = set()
    for name, track in inner:
        if name == b"trak":
            chap = first(boxes(first(boxes(track), b"tref")), b"chap")
            found |= {value for (value,) in struct.iter_unpack(">I", chap[: len(chap) // 4 * 4])}
    return found


def _referring(track: bytes, chapters: int) -> bytes:
    """Let a track of sound or pictures name the track of its chapters."""
    kind = first(boxes(first(boxes(track), b"mdia")), b"hdlr")[8:12]
    if kind not in (b"soun", b"vide"):
        return track
    inner = boxes(track)
    kept = [solid(n, b) for n, b in boxes(first(inner, b"tref")) if n != b"chap"]
    names = solid(b"tref", *kept, solid(b"chap", chapters.to_bytes(4, "big")))
    return b"".join(solid(n, b) for n, b in inner if n != b"tref") + names


def _moved(track: bytes, behind: int, grown: int) -> bytes:
    for name, kind in ((b"stco", "I"), (b"co64", "Q")):
        track = changed(
            track,
            (*TABLES, name),
            lambda table, kind=kind: moved_offsets(table, kind, behind, grown),  # type: ignore[misc]
        )
    return track


def _user_data(old: Boxes, inside: Inside, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    body: list[Piece] = []
    for name, content in old:
        if name != b"meta" and not (name == b"chpl" and marks):
            body.append(solid(name, content))
    if marks:
        body.append(nero_chapters(marks))
    meta = first(old, b"meta")
    skip = 0 if meta[4:8] == b"hdlr" else 4  # QuickTime's has no version in front
    kept = boxes(meta[skip:])
    listed = _items(boxes(first(kept, b"ilst")), inside)
    rest = [solid(n, b) for n, b in kept if n not in (b"ilst", b"free", b"hdlr")]
    handler = solid(b"hdlr", first(kept, b"hdlr")) if first(kept, b"hdlr") else HANDLER
    return box(b"udta", *body, *box(b"meta", bytes(4), handler, *rest, *box(b"ilst", *listed)))


def _items(old: Boxes, inside: Inside) -> list[Piece]:
    """Write the titles; what the source says beside is kept."""
    texts = {
        b"\xa9nam": inside.title,
        b"\xa9ART": inside.artist,
        b"aART": inside.artist,
        b"\xa9alb": inside.album,
        b"\xa9day": f"{inside.date.astimezone(UTC).isoformat()[:19]}Z" if inside.date else "",
        b"\xa9gen": "Podcast",
        b"\xa9lyr": inside.transcripts[0][1] if inside.transcripts else "",
    }
    ours = {name: _value(TEXT, text.encode("utf-8")) for name, text in texts.items() if text}
    if inside.number is not None:
        ours[b"trkn"] = _value(0, struct.pack(">4H", 0, inside.number, 0, 0))
    if inside.season is not None:
        ours[b"disk"] = _value(0, struct.pack(">3H", 0, inside.season, 0))
    if inside.cover:
        kind = JPEG if inside.cover.type == "image/jpeg" else PNG
        ours[b"covr"] = _value(kind, inside.cover.content)
    gone = ours.keys() | ({b"gnre"} if b"\xa9gen" in ours else set())
    written: list[Piece] = [solid(name, body) for name, body in old if name not in gone]
    for name, value in ours.items():
        written += box(name, *value)
    return written


def _value(kind: int, content: Piece) -> tuple[Piece, ...]:
    return box(b"data", struct.pack(">II", kind, 0), content)
