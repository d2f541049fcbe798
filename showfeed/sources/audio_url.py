"""The facts of audio on another server: by HEAD and a few byte ranges, never a whole download."""

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed, OutsideError
from showfeed.sources.audio import Measured, measure

if TYPE_CHECKING:
    from requests import Response, Session

PIECE = 65_536  # bytes: tags without a large picture, and the first frames
MOST = 4_000_000  # bytes that are fetched in all
REQUESTS = 8
WAIT = 20  # seconds for a server to answer, and PATIENCE for everything
PATIENCE = 60
HOPS = 9  # Podcast Index follows so many redirects
LOCKED_OUT = (401, 402, 403, 407)
GONE = (404, 410)


def measure_url(url: str, session: "Session | None" = None) -> Measured:
    """Ask a server about its audio.

    Raises OutsideError where it can't be reached, Malformed where what it sends is no audio.
    """
    import requests

    own = session is None
    session = session or requests.Session()
    session.max_redirects = HOPS
    try:
        source = UrlBytes(session, url)
        measured = measure(url, source)
    except requests.TooManyRedirects as error:
        raise Malformed(
            f"{quoted(url)} is redirected more than {HOPS} times", "write the last address"
        ) from error
    except (requests.RequestException, UnicodeError) as error:
        reason = "no answer in time" if isinstance(error, requests.Timeout) else "no connection"
        raise OutsideError(f"{url} can't be reached: {reason}") from error
    finally:
        if own:
            session.close()
    return replace(measured, facts=replace(measured.facts, etag=source.etag))


class UrlBytes:
    """The bytes of a file on a server, fetched in pieces that are kept; within limits."""

    near = False

    def __init__(self, session: "Session", url: str) -> None:
        self._session, self._url, self._asked = session, url, url
        self._pieces: list[tuple[int, bytes]] = []
        self._fetched, self._requests, self._until = 0, 0, monotonic() + PATIENCE
        self._ranges = True
        self.size, self.etag = 0, ""
        with self._ask("HEAD") as answer:
            if answer.ok:  # some servers refuse HEAD though they serve the file
                self._note(answer, answer.headers.get("Content-Length", ""))

    def read(self, start: int, length: int) -> bytes:
        """Return a piece; a short one where the server or our limits give no more."""
        for begin, piece in self._pieces:
            end = begin + len(piece)
            if begin <= start and (start + length <= end or start < end == self.size):
                return piece[start - begin : start - begin + length]
        beyond = self._pieces and start >= self.size
        if beyond or length <= 0 or self._requests >= REQUESTS or not self._ranges:
            return self._kept(start, length)
        self._fetch(start, min(max(length, PIECE), MOST - self._fetched))
        return self._kept(start, length)

    def _kept(self, start: int, length: int) -> bytes:
        """Return as much of a piece as was fetched."""
        kept = [p[start - b :][:length] for b, p in self._pieces if b <= start < b + len(p)]
        return max(kept, key=len, default=b"")

    def _fetch(self, start: int, length: int) -> None:
        if length <= 0:
            return
        with self._ask("GET", f"bytes={start}-{start + length - 1}") as answer:
            if answer.status_code == 416:  # an empty file has no range
                return
            self._refuse(answer)
            total = answer.headers.get("Content-Range", "").rpartition("/")[2]
            if answer.status_code != 206:  # a server without ranges sends all from the start
                self._ranges, start, total = False, 0, answer.headers.get("Content-Length", "")
            self._note(answer, total)
            content = b""
            for part in answer.iter_content(16_384):
                content += part
                if len(content) >= length or monotonic() > self._until:
                    break
        self._pieces.append((start, content[:length]))
        self._fetched += len(content)

    def _ask(self, method: str, part: str = "") -> "Response":
        """Send a request; once redirected, the last address is asked, so that it counts once."""
        self._requests += 1
        headers = {"Accept-Encoding": "identity", **({"Range": part} if part else {})}
        answer = self._session.request(
            method, self._asked, headers=headers, stream=True, timeout=WAIT, allow_redirects=True
        )
        if answer.ok:
            self._asked = answer.url
        return answer

    def _note(self, answer: "Response", total: str) -> None:
        """Keep what the headers say of the whole file."""
        if total.isdecimal() and len(total) < 16:
            self.size = int(total)
        self.etag = answer.headers.get("ETag", self.etag)[:200]

    def _refuse(self, answer: "Response") -> None:
        """Tell an answer that listeners would get too from one that may pass."""
        status, name = answer.status_code, quoted(self._url)
        if status in GONE:
            raise Malformed(f"{name} is not there (the server answers {status})", "look it up")
        if status in LOCKED_OUT:
            raise Malformed(
                f"{name} is not open to listeners (the server answers {status})",
                "write an address at which the audio can be had without a password",
            )
        if not answer.ok:
            raise OutsideError(f"{self._url} can't be read: the server answers {status}")
