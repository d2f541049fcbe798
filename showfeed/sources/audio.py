"""Size, type, length, tags and chapters of an audio file.

tinytag (MIT) reads the containers; MP3 is read here too, because a file of varying bit rate
without a Xing header is minutes off unless its frames are counted.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.model import Chapter, MediaFacts
from showfeed.problems import Malformed
from showfeed.sources import audio_mp3, audio_mp4

# What Apple takes first (feed-spec 2.2), then the registered types of what others take.
TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".m4b": "audio/x-m4a",
    ".mp4": "video/mp4",
    ".m4v": "video/x-m4v",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
POINTER = b"version https://git-lfs.github.com/spec/v1\n"


@dataclass(frozen=True)
class Measured:
    """What an audio file says of itself. *pointer*: git LFS's note stands in its place."""

    facts: MediaFacts
    title: str = ""
    artist: str = ""
    chapters: tuple[Chapter, ...] = ()
    picture: bytes | None = None
    pointer: bool = False


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in lower-case hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def kind_of(name: str, head: bytes) -> str:
    """Return the extension that the first bytes call for. Raises Malformed if it is no audio."""
    start = head.lstrip()[:20].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"{")):
        raise Malformed(
            f"{quoted(name)} is a web page, not audio", "get the audio itself, and look at its size"
        )
    ending = Path(name.partition("?")[0]).suffix.lower()
    if head[4:8] == b"ftyp":
        return ending if ending in (".m4a", ".m4b", ".mp4", ".m4v") else ".m4a"
    if head[:4] == b"OggS":
        return ".opus" if b"OpusHead" in head[:100] else ".ogg"
    if head[:4] == b"fLaC":
        return ".flac"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return ".wav"
    if head[:3] == b"ID3" or audio_mp3.first_frame(head) != -1:
        return ".mp3"
    raise Malformed(
        f"{quoted(name)} is no audio that can be measured",
        "showfeed reads mp3, m4a, ogg, opus, flac and wav; podcast apps want mp3 or m4a",
    )


def measure_file(path: Path) -> Measured:
    """Measure a file on this machine. Raises Malformed where it is no audio, or cut short."""
    with path.open("rb") as file:
        head = file.read(65_536)
    size = path.stat().st_size
    if head.startswith(POINTER):
        return _pointer(head)
    kind = kind_of(path.name, head)
    tags = _tags(path)
    if kind == ".mp3":
        content = path.read_bytes()
        tags = replace_length(tags, audio_mp3.length(content, size))
        marks = audio_mp3.chapters(content)
    elif kind in (".m4a", ".m4b", ".mp4", ".m4v"):
        marks = audio_mp4.chapters(path)
    else:
        marks = _vorbis_chapters(tags.extra)
    if tags.duration is None:
        raise Malformed(
            f"{quoted(path.name)} has no sound that can be measured", "export the audio again"
        )
    facts = MediaFacts(size, TYPES[kind], tags.duration, digest_of(path), chapters=marks)
    return Measured(
        facts,
        tags.title,
        tags.artist,
        tuple(Chapter(timedelta(milliseconds=start), title) for start, title in marks),
        tags.picture,
    )


@dataclass(frozen=True)
class Tags:
    """What tinytag found."""

    title: str = ""
    artist: str = ""
    duration: timedelta | None = None
    picture: bytes | None = None
    extra: tuple[tuple[str, str], ...] = ()


def replace_length(tags: Tags, duration: timedelta | None) -> Tags:
    """Return the tags with the length that was counted, where one was."""
    return tags if duration is None else replace(tags, duration=duration)


def _tags(path: Path) -> Tags:
    import warnings

    from tinytag import TinyTag

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = TinyTag.get(str(path), image=True)
    except Exception:  # tinytag meets any bytes; what it can't read has no tags
        return Tags()
    image = found.images.any
    extra = [
        (key.lower(), str(value))
        for key, values in found.other.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    seconds = found.duration
    return Tags(
        (found.title or "").strip(),
        (found.artist or "").strip(),
        timedelta(seconds=seconds) if seconds else None,
        image.data if image else None,
        tuple(extra),
    )


def _vorbis_chapters(extra: tuple[tuple[str, str], ...]) -> tuple[tuple[int, str], ...]:
    """Read CHAPTER001=00:01:02.000 and CHAPTER001NAME=Title."""
    names = {key: value for key, value in extra if re.fullmatch(r"chapter\d+name", key)}
    found = []
    for key, value in extra:
        if re.fullmatch(r"chapter\d+", key):
            try:
                start = parse_timecode(value) // timedelta(milliseconds=1)
            except Malformed:
                continue
            found.append((start, names.get(f"{key}name", "")))
    return tuple(sorted(found))


def _pointer(head: bytes) -> Measured:
    found = re.search(rb"oid sha256:([0-9a-f]{64})\nsize (\d{1,18})\n", head)
    if not found:
        raise Malformed("git LFS's note of the audio is broken", "run `git lfs pull`")
    facts = MediaFacts(int(found[2]), "", None, found[1].decode())
    return Measured(facts, pointer=True)
