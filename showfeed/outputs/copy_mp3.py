"""A copy of an MP3 with the episode inside: ID3v2 with CHAP and CTOC. The audio stays as it is.

https://id3.org/id3v2-chapters-1.0
"""

from datetime import UTC
from pathlib import Path

from showfeed.formats.id3 import (
    Frame,
    encoded,
    format_frame,
    format_tag,
    read_tags,
    text_frame,
)
from showfeed.formats.id3_downgrade import downgraded
from showfeed.formats.pieces import Piece, Slice
from showfeed.outputs.inside import Image, Inside, Mark

NO_OFFSET = b"\xff\xff\xff\xff"  # players go by the times
TOP, ORDERED = 2, 1
SEATS = 255  # entries of one table of contents: their count is one byte
FRONT_COVER = 3
DATES = {b"TYER", b"TDAT", b"TIME", b"TDRC"}


def copy(file: Path, digest: str, inside: Inside) -> tuple[Piece, ...]:
    """Return the pieces of a copy of *file*. Raises Malformed, OSError."""
    with file.open("rb") as opened:
        tag = read_tags(opened)
        size = opened.seek(0, 2)
    ours = frames(inside)
    source = (downgraded(frame) if version == 4 else frame for version, frame in tag.frames)
    kept = [frame for frame in source if frame and not _replaced(frame, ours, inside)]
    return (*format_tag([*ours, *kept]), Slice(file, min(tag.end, size), size, digest))


def frames(inside: Inside) -> list[Frame]:
    """Make the frames of an episode; chapters in time order, as players list them."""
    texts = {
        b"TIT2": inside.title,
        b"TPE1": inside.artist,
        b"TALB": inside.album,
        b"TRCK": "" if inside.number is None else str(inside.number),
        b"TPOS": "" if inside.season is None else str(inside.season),
        b"TCON": "Podcast",
        **_dates(inside),
    }
    found = [text_frame(name, text) for name, text in texts.items() if text]
    found += _contents(inside.chapters)
    found += [_chapter(f"ch{at}", mark) for at, mark in enumerate(inside.chapters)]
    for language, text in inside.transcripts:
        encoding, written = encoded(text)
        nothing = b"\xff\xfe\0\0" if encoding == b"\1" else b"\0"
        found.append(Frame(b"USLT", (encoding + language.encode() + nothing + written,)))
    if inside.cover:
        found.append(_picture(inside.cover, FRONT_COVER))
    return found


def _dates(inside: Inside) -> dict[bytes, str]:
    if inside.date is None:
        return {}
    moment = inside.date.astimezone(UTC)
    return {
        b"TYER": f"{moment.year:04}",
        b"TDAT": f"{moment.day:02}{moment.month:02}",
        b"TIME": f"{moment.hour:02}{moment.minute:02}",
    }


def _contents(marks: tuple[Mark, ...]) -> list[Frame]:
    """Make the table of contents; more than 255 chapters stand in tables below the top one."""
    listed = [f"ch{at}" for at, mark in enumerate(marks) if mark.listed]
    if not listed:
        return []
    if len(listed) <= SEATS:
        return [_table("toc", TOP | ORDERED, listed)]
    parts = [listed[at : at + SEATS] for at in range(0, len(listed), SEATS)]
    names = [f"toc{at}" for at in range(len(parts))]
    below = [_table(name, ORDERED, part) for name, part in zip(names, parts, strict=True)]
    return [_table("toc", TOP | ORDERED, names[:SEATS]), *below]


def _table(name: str, flags: int, children: list[str]) -> Frame:
    entries = b"".join(child.encode() + b"\0" for child in children)
    return Frame(b"CTOC", (name.encode() + b"\0" + bytes((flags, len(children))) + entries,))


def _chapter(element: str, mark: Mark) -> Frame:
    times = mark.start.to_bytes(4, "big") + mark.end.to_bytes(4, "big")
    body: list[Piece] = [element.encode() + b"\0" + times + 2 * NO_OFFSET]
    if mark.title:
        body += format_frame(text_frame(b"TIT2", mark.title))
    if mark.url:
        link = Frame(b"WXXX", (b"\0" + b"\0" + mark.url.encode("ascii"),))
        body += format_frame(link)
    if mark.image:
        body += format_frame(_picture(mark.image, 0))
    return Frame(b"CHAP", tuple(body))


def _picture(image: Image, use: int) -> Frame:
    head = b"\0" + image.type.encode() + b"\0" + bytes((use,)) + b"\0"
    return Frame(b"APIC", (head, image.content))


def _replaced(frame: Frame, ours: list[Frame], inside: Inside) -> bool:
    """Tell whether a frame of the source gives way to one of ours."""
    names = {one.name for one in ours}
    body = frame.body[0] if isinstance(frame.body[0], bytes) else b""
    if frame.name in DATES:
        return bool(names & DATES)
    if frame.name in (b"CHAP", b"CTOC"):
        return bool(inside.chapters)
    if frame.name == b"USLT":
        return body[1:4].decode("latin-1").lower() in dict(inside.transcripts)
    if frame.name == b"APIC":
        rest = body[1:].partition(b"\0")[2]
        return b"APIC" in names and rest[:1] in (b"\0", b"\3")
    return frame.name in names
