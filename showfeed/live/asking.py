"""Ask the web, politely: few requests at once to one server, within limits, never whole audio."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from showfeed.live.answers import Answer, Asked, Failure, Hop, Question, What
from showfeed.live.sending import MOVED, Limits, Sessions, send_once
from showfeed.sources.fetch import MOST

ORIGIN = "https://player.example"  # a web player's: some servers tell their CORS only when asked
PART = "bytes=0-1023"
FIRST = 1024  # bytes of audio that are read
SHORT = 65_536  # bytes of a text that are read
HOPS = 9  # Podcast Index follows so many redirects
BUSY = (429, 503)
REFUSED = 3  # times without an answer, after which a server is left alone
PATIENT = 10  # seconds that a busy server may ask us to wait


@dataclass(frozen=True)
class Manners:
    """How politely to ask: seconds for an answer and for all of it, requests at once."""

    wait: float = 20
    patience: float = 30  # Podcast Index waits as long
    at_once: int = 16
    to_one_server: int = 4
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Server:
    """One server: who may ask it now, and how often it gave no answer at all in a row."""

    turns: threading.Semaphore
    failures: int = 0
    last: Failure = Failure.CONNECTION


@dataclass
class Asker:
    """Asks questions over HTTP. Each thread has a session of its own; use it as a context."""

    manners: Manners = Manners()
    verify: bool | str = True  # or a file of certificates to trust
    _servers: dict[str, Server] = field(default_factory=dict)
    _sessions: Sessions = field(default_factory=Sessions)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, *_: object) -> None:
        self._sessions.close()

    def all(self, questions: Iterable[Question]) -> Iterator[Asked]:
        """Ask many questions, several at once; the answers come in the order of the questions."""
        pool = ThreadPoolExecutor(self.manners.at_once)
        try:
            yield from pool.map(self.ask, questions)
        finally:
            pool.shutdown(cancel_futures=True)

    def ask(self, question: Question) -> Asked:
        """Ask all that there is to ask of one address."""
        if question.what is What.FEED:
            return self._feed(question)
        if question.what is What.AUDIO:
            return self._audio(question)
        if question.what in (What.PICTURE, What.PAGE):
            head = self._send("HEAD", question.url)
            if head.fine or head.failure:
                return Asked(question, head)
            return Asked(question, head, self._send("GET", question.url, most=FIRST))
        return Asked(question, got=self._send("GET", question.url, {"Origin": ORIGIN}, SHORT))

    def _feed(self, question: Question) -> Asked:
        got = self._send("GET", question.url, {"Origin": ORIGIN}, MOST)
        known = {
            "If-None-Match": got.headers.get("etag", ""),
            "If-Modified-Since": got.headers.get("last-modified", ""),
        }
        known = {name: value for name, value in known.items() if value}
        if not (got.fine and known):
            return Asked(question, got=got)
        return Asked(question, got=got, again=self._send("GET", question.url, known))

    def _audio(self, question: Question) -> Asked:
        """Ask for audio; once redirected, the last address is asked: a download counts once."""
        plain = {"Accept-Encoding": "identity"}
        head = self._send("HEAD", question.url, plain)
        last = head.hops[-1].to if head.fine and head.hops else question.url
        got = self._send("GET", last, {**plain, "Range": PART}, FIRST)
        fine = head.fine or got.fine
        direct = (
            self._send("HEAD", question.behind, plain) if question.behind and not fine else None
        )
        return Asked(question, head, got, direct=direct)

    def _send(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, most: int = 0
    ) -> Answer:
        """Send a request and follow its redirects, noting each."""
        until = time.monotonic() + self.manners.patience
        hops: list[Hop] = []
        while True:
            answer = self._hop(method, url, headers or {}, most, until)
            to = answer.headers.get("location", "")
            if answer.failure or answer.status not in MOVED or not to:
                break
            try:
                url = urljoin(url, to)
                strange = urlsplit(url).scheme not in ("http", "https")
            except ValueError:
                strange = True
            hops.append(Hop(answer.status, url))
            if strange or len(hops) > HOPS:
                answer = Answer(failure=Failure.NONSENSE if strange else Failure.REDIRECTS)
                break
        return Answer(answer.status, answer.headers, answer.body, tuple(hops), answer.failure)

    def _hop(
        self, method: str, url: str, headers: Mapping[str, str], most: int, until: float
    ) -> Answer:
        """Send one request when the server has a turn for us; where it is busy, once again."""
        server = self._server(url)
        for last in (False, True):
            with server.turns:
                if server.failures >= REFUSED:
                    return Answer(failure=server.last)
                wait = max(0.05, min(self.manners.wait, until - time.monotonic()))
                limits = Limits(wait, until, most, self.verify)
                answer = send_once(self._sessions.own(), method, url, headers, limits)
                gone = answer.failure in (Failure.CONNECTION, Failure.TIME)
                server.failures = server.failures + 1 if gone else 0
                server.last = answer.failure or server.last
            pause = answer.headers.get("retry-after", "")
            if last or answer.status not in BUSY or not pause.isdigit() or int(pause) > PATIENT:
                break
            self.manners.sleep(int(pause))
        return answer

    def _server(self, url: str) -> Server:
        """Return the server of an address: its name and port."""
        name = urlsplit(url).netloc.lower()
        with self._lock:
            turns = threading.Semaphore(self.manners.to_one_server)
            return self._servers.setdefault(name, Server(turns))
