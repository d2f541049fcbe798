"""Fetch a text over HTTP, politely: within limits of time, size and redirects, as one who says who.

What `import`, `diff` and `check` read from other servers comes through here. Audio is asked for in
pieces, by `audio_url`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from showfeed import __version__
from showfeed.formats.quoting import quoted
from showfeed.problems import OutsideError

if TYPE_CHECKING:
    from requests import Response, Session

AGENT = f"showfeed/{__version__} (podcast feed tool)"
WAIT = 20  # seconds for a server to answer, and PATIENCE for everything
PATIENCE = 60
HOPS = 9  # Podcast Index follows so many redirects
MOST = 25_000_000  # bytes: Podcast Index reads so many characters of a feed
PIECE = 65_536
GONE = (404, 410)


class NotThere(OutsideError):
    """The server answers, and says that there is nothing at this address."""


@dataclass(frozen=True)
class Fetched:
    """What a server sent: where from after all redirects, and what its headers say.

    *status* is 200, or 304 (with no content) where it is as *etag* and *modified* know it.
    *moved* holds the addresses that redirected here for good (301, 308), in their order.
    """

    url: str
    content: bytes
    status: int = 200
    type: str = ""
    etag: str = ""
    modified: str = ""
    moved: tuple[str, ...] = ()


def session() -> "Session":
    """Return a session that says who asks; close it when done."""
    import requests

    made = requests.Session()
    made.max_redirects = HOPS
    made.headers["User-Agent"] = AGENT
    return made


def fetch(
    url: str,
    over: "Session | None" = None,
    *,
    etag: str = "",
    modified: str = "",
    most: int = MOST,
    patience: float = PATIENCE,
) -> Fetched:
    """Fetch what is at *url*. Raises NotThere or OutsideError, in words for the user."""
    import requests
    from urllib3.exceptions import HTTPError

    headers = {
        name: value
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified))
        if value
    }
    asked = over or session()
    until = monotonic() + patience
    try:
        with asked.get(
            url, headers=headers, stream=True, timeout=min(WAIT, patience), allow_redirects=True
        ) as answer:
            _refuse(url, answer)
            content = _content(url, answer, most, until)
    except requests.TooManyRedirects as error:
        raise OutsideError(
            f"{quoted(url)} is redirected more than {HOPS} times, or in a circle\n"
            "    name the last address itself"
        ) from error
    except (requests.RequestException, HTTPError, UnicodeError, ValueError) as error:
        raise OutsideError(f"{quoted(url)} can't be reached: {_reason(error)}") from error
    finally:
        if over is None:
            asked.close()
    return Fetched(
        url=answer.url,
        content=content,
        status=answer.status_code,
        type=answer.headers.get("Content-Type", "")[:200],
        etag=answer.headers.get("ETag", "")[:500],
        modified=answer.headers.get("Last-Modified", "")[:100],
        moved=tuple(hop.url for hop in answer.history if hop.status_code in (301, 308)),
    )


def _refuse(url: str, answer: "Response") -> None:
    """Tell what is not there from what can't be had now."""
    status = answer.status_code
    if status in GONE:
        raise NotThere(f"nothing is at {quoted(url)}: the server answers {status}")
    if not answer.ok:
        raise OutsideError(f"{quoted(url)} can't be read: the server answers {status}")


def _content(url: str, answer: "Response", most: int, until: float) -> bytes:
    """Read the body, unpacked, no further than is allowed."""
    pieces, size = [], 0
    for piece in as_they_come(answer):
        size += len(piece)
        if size > most:
            raise OutsideError(f"{quoted(url)} is longer than {most:,} bytes, and was left")
        if monotonic() > until:
            raise OutsideError(f"{quoted(url)} comes too slowly, and was left")
        pieces.append(piece)
    return b"".join(pieces)


def as_they_come(answer: "Response") -> Iterator[bytes]:
    """Give the body's bytes as they arrive: a server that drips must not hold us for ever."""
    read = getattr(answer.raw, "read1", None)
    if read is None:  # urllib3 before 2.1
        yield from answer.iter_content(1024)
        return
    while piece := read(PIECE, decode_content=True):
        yield piece


def _reason(error: Exception) -> str:
    """Say in short why there was no answer."""
    import requests
    from urllib3 import exceptions

    if isinstance(error, requests.Timeout | exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not one that can be trusted"
    if isinstance(error, requests.exceptions.ContentDecodingError | exceptions.DecodeError):
        return "what it sends is packed wrongly"
    if isinstance(error, requests.ConnectionError | exceptions.HTTPError):
        return "no connection, or it broke off"
    if isinstance(error, requests.exceptions.InvalidHeader):
        return "what it says of its answer makes no sense"
    return "it is not an address on the web"
