"""One message to one service: tried again where that may help, a few times only."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from showfeed.notify.outcomes import Outcome, Patience

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

PASSING = (408, 425, 429, 500, 502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
SHOWN = 200  # letters of an answer
LONGEST = 30  # seconds that a service may ask us to wait


@dataclass(frozen=True)
class Reply:
    """What a service answered: status 0 where it gave no answer, *text* the start of the body."""

    status: int
    text: str = ""
    to: str = ""

    @property
    def fine(self) -> bool:
        """Tell whether it was accepted."""
        return 200 <= self.status < 300


def send(over: "Session", patience: Patience, method: str, url: str, **words: Any) -> Reply:
    """Send one message; again where there was no answer or one that may pass.

    Redirects are not followed: a token goes nowhere else, and a POST would become a GET.
    """
    reply, asked_for = Reply(0), 0.0
    for pause in (0.0, *patience.again):
        if pause:
            patience.sleep(max(pause, asked_for))
        reply, asked_for = _once(over, patience, method, url, words)
        if reply.status and reply.status not in PASSING:
            break
    return reply


def _once(
    over: "Session", patience: Patience, method: str, url: str, words: dict[str, Any]
) -> tuple[Reply, float]:
    import requests
    from urllib3.exceptions import HTTPError

    try:
        with over.request(
            method, url, timeout=patience.answer, allow_redirects=False, stream=True, **words
        ) as answer:
            after = answer.headers.get("Retry-After", "")
            wait = min(float(after), LONGEST) if after.isascii() and after.isdigit() else 0.0
            to = answer.headers.get("Location", "")[:SHOWN] if answer.status_code in MOVED else ""
            return Reply(answer.status_code, _start(answer), to), wait
    except (requests.RequestException, HTTPError, UnicodeError, ValueError):
        return Reply(0), 0.0


def _start(answer: "Response") -> str:
    """Return the start of a body: a service says there why it refuses."""
    piece = next(iter(answer.iter_content(4096)), b"")
    return bytes(piece).decode(errors="replace")


def refused(whom: str, reply: Reply, **meanings: str) -> Outcome:
    """Say why a service was not told; *meanings* are of statuses, as `s401="the token …"`."""
    if not reply.status:
        return Outcome(whom, False, "no answer; it will find the change by itself, only later")
    if reply.to:
        return Outcome(whom, False, f"it moved to `{reply.to}`")
    bare = re.sub(r"<[^>]*>", " ", reply.text)
    said = " ".join("".join(c if c.isprintable() else " " for c in bare).split())
    because = meanings.get(f"s{reply.status}") or said[:SHOWN] or "and says no more"
    return Outcome(whom, False, f"it answers {reply.status}: {because}")


def quiet_session() -> "Session":
    """Return a session that says who asks and takes no password of .netrc along."""
    from showfeed.sources.fetch import session

    made = session()
    made.auth = _nobody
    return made


def _nobody(request: "PreparedRequest") -> "PreparedRequest":
    return request
