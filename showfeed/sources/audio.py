"""Size, type, length, tags and chapters of an audio file.

Lengths and chapters are read by our own modules, one a container: piece by piece, so that the
same works by byte ranges. Titles and pictures of files on this machine are read by tinytag (MIT).
"""

import hashlib
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from showfeed.formats.quoting import quoted
from showfeed.model import Chapter, MediaFacts
from showfeed.problems import Malformed
from showfeed.sources import audio_mp3, audio_mp4, audio_wav, audio_xiph
from showfeed.sources.audio_bytes import Bytes, FileBytes, Sound
from showfeed.sources.audio_id3 import tag_size

# What Apple takes first (feed-spec 2.2), then the registered types of what others take.
TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".m4b": "audio/x-m4a",
    ".mp4": "video/mp4",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
MP4 = (".m4a", ".m4b", ".mp4", ".m4v", ".mov")
MEASURES: dict[str, Callable[[Bytes], Sound]] = {
    ".mp3": audio_mp3.measure,
    **dict.fromkeys(MP4, audio_mp4.measure),
    ".ogg": audio_xiph.measure_ogg,
    ".flac": audio_xiph.measure_flac,
    ".wav": audio_wav.measure,
}
POINTER = b"version https://git-lfs.github.com/spec/v1\n"
HEAD = 4096  # bytes


@dataclass(frozen=True)
class Measured:
    """What an audio file says of itself.

    *pointer*: git LFS's note stands in its place. *cut*: it ends before it says it does.
    """

    facts: MediaFacts
    title: str = ""
    artist: str = ""
    chapters: tuple[Chapter, ...] = ()
    picture: bytes | None = None
    pointer: bool = False
    cut: bool = False


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in lower-case hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def measure_file(path: Path) -> Measured:
    """Measure a file on this machine. Raises Malformed where it is no audio; OSError."""
    with FileBytes(path) as source:
        head = source.read(0, HEAD)
        if head.startswith(POINTER):
            return _pointer(path.name, head)
        measured = measure(path.name, source)
    if measured.facts.duration is None:
        raise Malformed(
            f"{quoted(path.name)} has no sound that can be measured", "export the audio again"
        )
    facts = replace(measured.facts, digest=digest_of(path))
    title, artist, picture = _tags(path)
    return replace(measured, facts=facts, title=title, artist=artist, picture=picture)


def measure(name: str, source: Bytes) -> Measured:
    """Measure audio, wherever its bytes are. Raises Malformed where it is none."""
    kind = kind_of(name, source)
    sound = MEASURES[kind](source)
    facts = MediaFacts(source.size, TYPES[kind], sound.duration, chapters=sound.chapters)
    return Measured(
        facts,
        chapters=tuple(Chapter(timedelta(milliseconds=at), title) for at, title in sound.chapters),
        cut=sound.cut,
    )


def kind_of(name: str, source: Bytes) -> str:
    """Return the extension that the first bytes call for. Raises Malformed if it is no audio."""
    head = source.read(0, HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise Malformed(f"there is nothing in {quoted(name)}", "export or copy the audio again")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{"):
        raise Malformed(
            f"{quoted(name)} is a web page or a text, not audio",
            "get the audio itself: a login or an error page was saved under its name",
        )
    ending = PurePosixPath(urlsplit(name).path if "://" in name else name).suffix.lower()
    if head[4:8] == b"ftyp":
        return ending if ending in MP4 else ".m4a"
    if head[:4] == b"OggS":
        return ".ogg"
    if head[:4] == b"fLaC":
        return ".flac"
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return ".wav"
    if tag_size(source) or audio_mp3.first_frame(head) != -1:
        return ".mp3"
    raise Malformed(
        f"{quoted(name)} is no audio that can be measured",
        "showfeed reads mp3, m4a, ogg, opus, flac and wav; podcast apps want mp3 or m4a",
    )


def _tags(path: Path) -> tuple[str, str, bytes | None]:
    """Return title, artist and picture."""
    from tinytag import TinyTag

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = TinyTag.get(str(path), duration=False, image=True)
    except Exception:  # tinytag meets any bytes; what it can't read has no tags
        return "", "", None
    image = found.images.any
    return (
        (found.title or "").strip(),
        (found.artist or "").strip(),
        image.data if image else None,
    )


def _pointer(name: str, head: bytes) -> Measured:
    """Read git LFS's note: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md."""
    digest = re.search(rb"^oid sha256:([0-9a-f]{64})$", head, re.MULTILINE)
    size = re.search(rb"^size (\d{1,15})$", head, re.MULTILINE)
    if not digest or not size:
        raise Malformed(
            f"{quoted(name)} is a broken note of git LFS", "run `git lfs pull` to get the audio"
        )
    kind = TYPES.get(Path(name).suffix.lower(), "")
    return Measured(MediaFacts(int(size[1]), kind, None, digest[1].decode()), pointer=True)
