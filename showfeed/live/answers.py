"""What was asked of the web, and what it answered: values, so that rules need no network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from showfeed.problems import NOWHERE, Level, Place, Problem


class What(Enum):
    """What an address should hold."""

    FEED = "feed"
    AUDIO = "audio"
    CHAPTERS = "chapters"
    TRANSCRIPT = "transcript"
    PICTURE = "picture"
    PAGE = "page"


class Failure(Enum):
    """Why there was no answer, in the words of a message."""

    CONNECTION = "no connection, or it broke off"
    TIME = "no answer in time"
    CERTIFICATE = "its certificate is not one that can be trusted"
    REDIRECTS = "it is redirected without end"
    NONSENSE = "what it answers makes no sense"


@dataclass(frozen=True)
class Question:
    """An address that the feed names, and where the author wrote what leads there.

    *type* and *length* are what the feed says; *behind* is the audio's own address where a
    measuring prefix stands before it; *expected* is the feed as it would be built.
    """

    what: What
    url: str
    place: Place = NOWHERE.place
    type: str = ""
    length: int | None = None
    behind: str = ""
    expected: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Hop:
    """A redirect: its status, and where it leads."""

    status: int
    to: str


@dataclass(frozen=True)
class Answer:
    """The end of one request: after all hops, a status with headers (lower case), or a failure.

    *body* is no more than was asked for: of audio its first bytes.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None

    @property
    def fine(self) -> bool:
        """Tell whether there is something."""
        return self.failure is None and 200 <= self.status < 300

    @property
    def type(self) -> str:
        """Return the media type, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def html(self) -> bool:
        """Tell whether it is a web page, whatever it says that it is."""
        start = self.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return start.startswith((b"<!doctype html", b"<html")) or (
            self.type in ("text/html", "application/xhtml+xml") and not start.startswith(b"<?xml")
        )

    @property
    def size(self) -> int | None:
        """Return the bytes of the whole file, as the server says."""
        part = self.headers.get("content-range", "").rpartition("/")[2]
        if self.status == 206:
            return int(part) if _number(part) else None
        whole = self.headers.get("content-length", "")
        packed = self.headers.get("content-encoding", "identity") != "identity"
        return int(whole) if _number(whole) and not packed else None


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


@dataclass(frozen=True)
class Asked:
    """A question with all that was answered: to HEAD, to GET, to a GET of what is known already.

    *direct* is the answer behind a measuring prefix, asked where the prefix gives none.
    """

    question: Question
    head: Answer | None = None
    got: Answer | None = None
    again: Answer | None = None
    direct: Answer | None = None

    @property
    def answer(self) -> Answer:
        """Return the answer that listeners get: that to GET, where it was asked."""
        return self.got or self.head or Answer(failure=Failure.CONNECTION)

    def problem(self, rule: str, message: str, hint: str, level: Level = Level.ERROR) -> Problem:
        """Return a problem where the author wrote what leads to the address."""
        return Problem(self.question.place, rule, message, hint, level)
