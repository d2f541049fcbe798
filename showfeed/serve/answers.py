"""Prepared answers: what is sent of a file, made once and kept until the file changes."""

import hashlib
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate

from showfeed.formats import web_files

Header = tuple[bytes, bytes]
State = tuple[tuple[int, int], ...]  # size and time of change of the file, then of its variants

EXPOSED = b"Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Last-Modified"
# Web players on other hosts read the feed, chapters, transcripts, pictures and audio.
CORS: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED),
)
SAFE: tuple[Header, ...] = ((b"x-content-type-options", b"nosniff"),)
ENDINGS = ((b"gzip", ".gz"), (b"br", ".br"))
SMALLEST = 256  # bytes; smaller text gains nothing from compression
HELD_TEXT = 8 << 20  # a larger text is sent from the disk
HELD = 64 << 10  # and a larger file of another kind
FEED = b"application/rss+xml; charset=utf-8"
# What a browser shows in the feed's own style; as a feed it would print the source or save it.
FEED_FOR_READERS = b"application/xml; charset=utf-8"
OVERHEAD = 4096  # about what a resource takes beside its bytes


@dataclass(frozen=True)
class Answer:
    """One encoding of a file: its headers and its bytes, or the file that they lie in."""

    etag: bytes
    modified: int
    size: int
    kind: bytes
    found: tuple[Header, ...]  # all but length and ranges
    whole: tuple[Header, ...]  # of a 200
    body: bytes | None
    file: str
    stamp: tuple[int, int] = (0, 0)  # size and time of change, where it lies in a file

    def for_readers(self) -> "Answer":
        """Return the answer for a person who opens the address in a browser."""
        if self.kind != FEED:
            return self
        whole = tuple(
            (name, FEED_FOR_READERS if name == b"content-type" else value)
            for name, value in self.whole
        )
        return replace(self, kind=FEED_FOR_READERS, whole=whole)


@dataclass
class Resource:
    """A file in all its encodings, and when it was last seen unchanged on the disk."""

    path: str
    state: State
    plain: Answer
    encoded: Mapping[bytes, Answer] = field(default_factory=dict)
    checked: float = 0.0

    @property
    def weight(self) -> int:
        """Return about how many bytes of memory it takes."""
        answers = (self.plain, *self.encoded.values())
        return OVERHEAD + sum(len(answer.body or b"") for answer in answers)


def state_of(file: str, path: str) -> State:
    """Return what tells a file and its variants from changed ones. Raises OSError for none."""
    states = [_stamp(file)]
    if web_files.shrinks(path):
        for _, ending in ENDINGS:
            try:
                states.append(_stamp(file + ending))
            except OSError:
                states.append((0, -1))
    return tuple(states)


def _stamp(file: str) -> tuple[int, int]:
    now = os.stat(file)
    return now.st_size, now.st_mtime_ns


def prepare(
    path: str,
    file: str,
    state: State,
    cache_control: Callable[[str], str] = web_files.cache_control,
    change: Callable[[str, bytes], bytes] | None = None,
) -> Resource:
    """Make the answers for a file. *change* may alter a page on its way, as a preview does."""
    size, mtime_ns = state[0]
    text = web_files.shrinks(path)
    make = _Maker(path, mtime_ns // 10**9, cache_control(path))
    if size > (HELD_TEXT if text else HELD):
        plain = make.streamed(file, state[0], vary=text)
        encoded = {
            name: make.streamed(file + ending, stamp, name, vary=True)
            for (name, ending), stamp in zip(ENDINGS, state[1:], strict=False)
            if stamp[1] >= mtime_ns
        }
        return Resource(path, state, plain, encoded)
    with open(file, "rb") as opened:
        content = opened.read()
    sent = change(path, content) if change else content
    variants = {}
    if text and len(sent) >= SMALLEST:
        on_disk = state[1:] if sent == content else ((0, -1), (0, -1))
        for (name, ending), stamp in zip(ENDINGS, on_disk, strict=True):
            variants[name] = _variant(name, file + ending, sent, stamp[1] >= mtime_ns)
    return Resource(
        path,
        state,
        make.held(sent, vary=bool(variants)),
        {name: make.held(body, name, vary=True) for name, body in variants.items()},
    )


def _variant(name: bytes, file: str, content: bytes, fresh: bool) -> bytes:
    """Return the variant made at build, or a quick one where there is none or it is older."""
    if fresh:
        with open(file, "rb") as opened:
            return opened.read()
    if name == b"gzip":
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        return packer.compress(content) + packer.flush()
    import brotli

    quick: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=5)
    return quick


class _Maker:
    """Makes the answers of one file, which share all but encoding, tag and bytes."""

    def __init__(self, path: str, modified: int, cache: str) -> None:
        self.path = path
        self.kind = web_files.content_type(path).encode()
        self.modified = modified
        self.cache = cache.encode()

    def held(self, body: bytes, encoding: bytes = b"", *, vary: bool = False) -> Answer:
        """Return an answer whose bytes are kept."""
        etag = b'"%b"' % hashlib.sha256(body).hexdigest()[:32].encode()
        return self._answer(etag, len(body), encoding, vary, body=body)

    def streamed(
        self, file: str, stamp: tuple[int, int], encoding: bytes = b"", *, vary: bool = False
    ) -> Answer:
        """Return an answer whose bytes are read from the disk each time."""
        size, mtime_ns = stamp
        etag = b'"%x-%x%b"' % (mtime_ns, size, b"-" + encoding if encoding else b"")
        return self._answer(etag, size, encoding, vary, file=file, stamp=stamp)

    def _answer(
        self,
        etag: bytes,
        size: int,
        encoding: bytes,
        vary: bool,
        *,
        body: bytes | None = None,
        file: str = "",
        stamp: tuple[int, int] = (0, 0),
    ) -> Answer:
        found = [
            (b"etag", etag),
            (b"last-modified", formatdate(self.modified, usegmt=True).encode()),
            (b"cache-control", self.cache),
            *CORS,
            *SAFE,
        ]
        asked = [b"Accept-Encoding"] * vary + [b"Sec-Fetch-Dest"] * (self.kind == FEED)
        if asked:
            found.append((b"vary", b", ".join(asked)))
        if encoding:
            found.append((b"content-encoding", encoding))
        whole = (
            *found,
            (b"content-type", self.kind),
            (b"accept-ranges", b"bytes"),
            (b"content-length", b"%d" % size),
        )
        return Answer(etag, self.modified, size, self.kind, tuple(found), whole, body, file, stamp)
