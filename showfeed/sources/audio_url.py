"""The facts of audio on another server: by HEAD and a few byte ranges, never a whole download."""

from datetime import timedelta
from typing import TYPE_CHECKING

from showfeed.formats.quoting import quoted
from showfeed.model import MediaFacts
from showfeed.problems import Malformed, OutsideError
from showfeed.sources import audio_mp3
from showfeed.sources.audio import TYPES, Measured, kind_of

if TYPE_CHECKING:
    from requests import Response, Session

START = 131_072  # bytes: tags without a large picture, and the first frames
TAG = 2_000_000  # bytes: the largest ID3 tag that is fetched
WAIT = 20  # seconds
HOPS = 9  # Podcast Index follows so many redirects


def measure_url(url: str, session: "Session | None" = None) -> Measured:
    """Ask a server about its audio.

    Raises OutsideError where it can't be reached, Malformed where what it sends is no audio.
    """
    import requests

    session = session or requests.Session()
    session.max_redirects = HOPS
    try:
        head = _part(session, url, 0, START)
    except requests.TooManyRedirects as error:
        raise Malformed(f"{quoted(url)} redirects without end", "write the last address") from error
    except requests.RequestException as error:
        raise OutsideError(f"{url} can't be reached: {type(error).__name__}") from error
    content, size, etag = head
    kind = kind_of(url, content)
    duration: timedelta | None = None
    chapters: tuple[tuple[int, str], ...] = ()
    if kind == ".mp3":
        needed = audio_mp3.tag_size(content)
        if len(content) - START // 2 < needed <= TAG and len(content) < size:
            try:
                content = _part(session, url, 0, needed + START // 2)[0]
            except requests.RequestException as error:
                raise OutsideError(f"{url} broke off: {type(error).__name__}") from error
        duration = audio_mp3.length(content, size)
        chapters = audio_mp3.chapters(content)
    return Measured(MediaFacts(size, TYPES[kind], duration, etag=etag, chapters=chapters))


def _part(session: "Session", url: str, start: int, end: int) -> tuple[bytes, int, str]:
    """Return a part of the file, the size of the whole, and its ETag."""
    answer = session.get(
        url,
        headers={"Range": f"bytes={start}-{end - 1}", "Accept-Encoding": "identity"},
        stream=True,
        timeout=WAIT,
    )
    with answer:
        if answer.status_code in (401, 403, 404, 410):
            raise Malformed(
                f"{quoted(url)} answers {answer.status_code}: listeners would get nothing",
                "write the address at which the audio can be had without a password",
            )
        if answer.status_code not in (200, 206):
            raise OutsideError(f"{url} answers {answer.status_code}")
        content = b""
        for piece in answer.iter_content(16_384):
            content += piece
            if len(content) >= end - start:
                break
        return content[: end - start], _size(answer), answer.headers.get("ETag", "")


def _size(answer: "Response") -> int:
    """Return the size of the whole file from a part's Content-Range, or from its length."""
    total = answer.headers.get("Content-Range", "").rpartition("/")[2]
    if not total.isdecimal():
        total = answer.headers.get("Content-Length", "")
    return int(total) if total.isdecimal() and answer.status_code in (200, 206) else 0
