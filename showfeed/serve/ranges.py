"""Byte ranges (RFC 9110, section 14): which part of a file a request wants."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

ITEM = re.compile(r" *(?:(\d+) *- *(\d*)|-(\d+)) *", re.ASCII)
MOST = 64  # parts of one answer; whoever wants more gets the whole file


@dataclass(frozen=True)
class Span:
    """The bytes from *start* up to *stop*, which is not among them."""

    start: int
    stop: int

    def content_range(self, size: int) -> bytes:
        """Return the header Content-Range of this part of a file of *size* bytes."""
        return b"bytes %d-%d/%d" % (self.start, self.stop - 1, size)


def parse_range(value: str, size: int) -> tuple[Span, ...] | None:
    """Return the parts that a Range header asks for; () if none can be given, None for the whole.

    Another unit than bytes is passed over, and so is a header that asks for more than the file
    holds or for very many parts: those would cost more than the file.

    >>> parse_range("bytes=0-9,-5", 100)
    (Span(start=0, stop=10), Span(start=95, stop=100))
    >>> parse_range("bytes=100-", 100), parse_range("bytes=one", 100)
    ((), ())
    >>> parse_range("lines=1-2", 100)
    """
    unit, _, listed = value.partition("=")
    if unit.lower() != "bytes" or not listed:
        return None
    items = listed.split(",")
    if len(items) > MOST:
        return None
    spans = []
    for item in items:
        match = ITEM.fullmatch(item)
        if match is None or len(item) > 40:
            return ()
        first, last, suffix = match.groups()
        start = max(0, size - int(suffix)) if suffix else int(first)
        stop = min(int(last) + 1, size) if last else size
        if start < stop:
            spans.append(Span(start, stop))
        elif start == 0 and not (last and int(last) < start):
            return None  # all of an empty file
    if sum(span.stop - span.start for span in spans) > size:
        return None
    return tuple(spans)


def heads(spans: Iterable[Span], size: int, kind: bytes, boundary: bytes) -> Iterator[bytes]:
    """Give what stands before each part of a multipart/byteranges body."""
    for span in spans:
        yield b"\r\n--%b\r\nContent-Type: %b\r\nContent-Range: %b\r\n\r\n" % (
            boundary, kind, span.content_range(size),
        )  # fmt: skip


def multipart_length(spans: Sequence[Span], size: int, kind: bytes, boundary: bytes) -> int:
    """Return how long the whole multipart body is, its end included."""
    parts = sum(span.stop - span.start for span in spans)
    return parts + sum(map(len, heads(spans, size, kind, boundary))) + len(tail(boundary))


def tail(boundary: bytes) -> bytes:
    """Return what ends a multipart body."""
    return b"\r\n--%b--\r\n" % boundary
