"""One request, sent once: its answer as far as it is wanted, or in short why there is none."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showfeed.live.answers import Answer, Failure
from showfeed.sources.fetch import as_they_come, session

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Limits:
    """Seconds for an answer to begin, the moment at which it must have come, bytes of its body."""

    wait: float
    until: float
    most: int = 0
    verify: bool | str = True


class Sessions:
    """A session for each thread. They are nobody's: no password of .netrc goes along."""

    def __init__(self) -> None:
        self._all: list[Session] = []
        self._local = threading.local()
        self._lock = threading.Lock()

    def own(self) -> "Session":
        """Return this thread's session."""
        own: Session | None = getattr(self._local, "session", None)
        if own is None:
            own = self._local.session = session()
            own.auth = _nobody
            with self._lock:
                self._all.append(own)
        return own

    def close(self) -> None:
        """Close all of them."""
        for one in self._all:
            one.close()


def _nobody(request: "PreparedRequest") -> "PreparedRequest":
    return request


def send_once(
    over: "Session", method: str, url: str, headers: Mapping[str, str], limits: Limits
) -> Answer:
    """Send a request and return its answer, whatever it is."""
    import requests
    from urllib3.exceptions import HTTPError

    try:
        with over.request(
            method, url, headers=headers, stream=True, timeout=limits.wait, allow_redirects=False,
            verify=limits.verify,
        ) as answer:  # fmt: skip
            said = {name.lower(): value[:2000] for name, value in answer.headers.items()}
            moved = answer.status_code in MOVED
            body = b"" if method == "HEAD" or moved else _start(answer, limits)
    except (requests.RequestException, HTTPError, UnicodeError, ValueError) as error:
        return Answer(failure=_failure(error))
    return Answer(answer.status_code, said, body)


def _start(answer: "Response", limits: Limits) -> bytes:
    """Read the start of a body; raises TimeoutError where it does not come."""
    from urllib3.exceptions import TimeoutError as TooLong

    pieces, size = [], 0
    for piece in as_they_come(answer) if limits.most else ():
        pieces.append(piece)
        size += len(piece)
        if size >= limits.most:
            break
        if time.monotonic() > limits.until:
            raise TooLong
    return b"".join(pieces)[: limits.most]


def _failure(error: Exception) -> Failure:
    """Say in short why there was no answer."""
    import requests
    from urllib3 import exceptions

    if isinstance(error, requests.Timeout | exceptions.TimeoutError):
        return Failure.TIME
    if isinstance(error, requests.exceptions.SSLError):
        return Failure.CERTIFICATE
    if isinstance(error, requests.exceptions.ContentDecodingError | exceptions.DecodeError):
        return Failure.NONSENSE
    if isinstance(error, requests.ConnectionError | exceptions.HTTPError):
        return Failure.CONNECTION
    return Failure.NONSENSE
