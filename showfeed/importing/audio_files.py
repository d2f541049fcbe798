"""Audio fetched into media/: resumed where it broke off, and looked at before it counts."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from showfeed.formats.quoting import quoted
from showfeed.model import Audio, Episode, MediaFacts
from showfeed.problems import Malformed, OutsideError

if TYPE_CHECKING:
    from requests import Response, Session

ENDINGS = {
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/x-m4a": "m4a",
    "audio/mp4": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/flac": "flac",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}
WAIT = 30  # seconds without a byte
PIECE = 1 << 18
LARGEST = 4_000_000_000  # bytes; no recording is longer, but an endless stream is
Tell = Callable[[int, int], None]  # bytes so far, bytes in all (0: not known)


def media_path(episode: Episode, href: str) -> str:
    """Return where an episode's audio goes: named by its id, ending as its type."""
    kind = episode.audio.facts.type if episode.audio and episode.audio.facts else ""
    suffix = PurePosixPath(urlsplit(href).path).suffix.lower().removeprefix(".")
    ending = suffix if suffix in ENDINGS.values() else ENDINGS.get(kind, "mp3")
    return f"media/{episode.id}.{ending}"


def fetch_audio(url: str, to: Path, over: "Session", tell: Tell) -> MediaFacts:
    """Fetch the audio at *url*, or the rest of it; return what it is. Raises OutsideError.

    What has come so far lies in `NAME.part`, with the server's name for it in `NAME.part.tag`.
    """
    from showfeed.sources.audio import measure_file

    part, tag = to.with_name(to.name + ".part"), to.with_name(to.name + ".part.tag")
    to.parent.mkdir(parents=True, exist_ok=True)
    _receive(url, part, tag, over, tell)
    try:
        measured = measure_file(part)
    except Malformed as error:
        part.unlink()
        tag.unlink(missing_ok=True)
        raise OutsideError(f"{quoted(url)} is no audio: {error.message}") from error
    part.replace(to)
    tag.unlink(missing_ok=True)
    return measured.facts


def copy_audio(source: Path, to: Path) -> MediaFacts:
    """Copy audio of this machine, and return what it is. Raises OutsideError."""
    from showfeed.sources.audio import measure_file

    part = to.with_name(to.name + ".part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        measured = measure_file(part)
        part.replace(to)
    except Malformed as error:
        part.unlink()
        raise OutsideError(f"{quoted(source.name)} is no audio: {error.message}") from error
    except OSError as error:
        raise OutsideError(f"{quoted(str(source))} can't be copied: {error.strerror}") from error
    return measured.facts


def _receive(url: str, part: Path, tag: Path, over: "Session", tell: Tell) -> None:
    """Put the whole of what is at *url* into *part*."""
    import requests
    from urllib3.exceptions import HTTPError

    have = part.stat().st_size if part.is_file() and tag.is_file() else 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": tag.read_text(encoding="utf-8")}
    try:
        with over.get(url, headers=headers, stream=True, timeout=WAIT) as answer:
            if answer.status_code == 416:  # all of it had come, or it is another file now
                part.unlink()
                raise OutsideError(f"{quoted(url)} changed meanwhile: fetch it again")
            if not answer.ok:
                raise OutsideError(f"{quoted(url)} can't be read: it answers {answer.status_code}")
            if answer.status_code != 206:
                have = 0
            whole = _whole(answer, have)
            _remember(answer, tag)
            with part.open("ab" if have else "wb") as file:
                for piece in _pieces(answer):
                    file.write(piece)
                    have += len(piece)
                    tell(have, whole)
                    if have > LARGEST:
                        raise OutsideError(f"{quoted(url)} never ends, and was left")
    except (requests.RequestException, HTTPError, OSError) as error:
        raise OutsideError(
            f"{quoted(url)} broke off after {have:,} bytes\n    run it again: it goes on from there"
        ) from error
    if whole and have != whole:
        raise OutsideError(
            f"{quoted(url)} broke off after {have:,} of {whole:,} bytes\n"
            "    run it again: it goes on from there"
        )


def _pieces(answer: "Response") -> Iterator[bytes]:
    while piece := answer.raw.read(PIECE):
        yield piece


def _whole(answer: "Response", have: int) -> int:
    """Return how long the audio is in all, 0 where the server does not say."""
    length = answer.headers.get("Content-Length", "")
    return have + int(length) if length.isdecimal() and len(length) < 16 else 0


def _remember(answer: "Response", tag: Path) -> None:
    """Keep the name of what comes, so that another file is never put behind the half of this."""
    name = answer.headers.get("ETag", "")
    name = "" if name.startswith("W/") else name
    name = name or answer.headers.get("Last-Modified", "")
    if name:
        tag.write_text(name, encoding="utf-8")
    else:
        tag.unlink(missing_ok=True)


def with_audio(episode: Episode, path: str, facts: MediaFacts) -> Episode:
    """Return an episode whose audio lies in the folder."""
    known = facts if facts.duration else replace(facts, duration=episode.duration)
    return replace(episode, audio=Audio(path, facts=known))
