"""Answers → a connection: whole, in part, or in several parts; a slow client holds one piece."""

import asyncio
import hashlib
import os
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any

from showfeed.serve.answers import Answer, Header
from showfeed.serve.ranges import Span, heads, multipart_length, tail

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PIECE = 64 << 10


class Swapped(Exception):
    """The file is not the one any more that the answer was prepared for; nothing was sent yet."""


async def reply(send: Send, status: int, headers: Iterable[Header], body: bytes = b"") -> None:
    """Send a whole small answer."""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


async def send_whole(answer: Answer, status: int, receive: Receive, send: Send) -> None:
    """Send all bytes of an answer."""
    if answer.body is not None and len(answer.body) <= PIECE:
        await reply(send, status, answer.whole, answer.body)
        return
    await _stream(answer, status, answer.whole, [(b"", Span(0, answer.size))], b"", receive, send)


async def send_parts(answer: Answer, spans: Sequence[Span], receive: Receive, send: Send) -> None:
    """Send some parts of an answer: one plainly, several as multipart/byteranges."""
    if len(spans) == 1:
        (span,) = spans
        headers = (
            *answer.found,
            (b"content-type", answer.kind),
            (b"content-range", span.content_range(answer.size)),
            (b"content-length", b"%d" % (span.stop - span.start)),
        )
        await _stream(answer, 206, headers, [(b"", span)], b"", receive, send)
        return
    seed = answer.etag + repr(spans).encode()
    boundary = hashlib.sha256(seed).hexdigest()[:32].encode()
    length = multipart_length(spans, answer.size, answer.kind, boundary)
    headers = (
        *answer.found,
        (b"content-type", b"multipart/byteranges; boundary=" + boundary),
        (b"content-length", b"%d" % length),
    )
    parts = list(zip(heads(spans, answer.size, answer.kind, boundary), spans, strict=True))
    await _stream(answer, 206, headers, parts, tail(boundary), receive, send)


async def _stream(
    answer: Answer,
    status: int,
    headers: Iterable[Header],
    parts: Sequence[tuple[bytes, Span]],
    end: bytes,
    receive: Receive,
    send: Send,
) -> None:
    """Send parts piece by piece, until the client has gone."""
    file = -1 if answer.body is not None else _open(answer.file)
    gone = asyncio.ensure_future(_until_gone(receive))
    try:
        if file >= 0:
            now = os.fstat(file)
            if (now.st_size, now.st_mtime_ns) != answer.stamp:
                raise Swapped
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        for head, span in parts:
            if head:
                await send({"type": "http.response.body", "body": head, "more_body": True})
            for start in range(span.start, span.stop, PIECE):
                if gone.done():
                    return
                size = min(PIECE, span.stop - start)
                piece = _read(answer, file, start, size)
                if len(piece) < size:
                    return  # cut short on the disk: the connection ends, the client sees it
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": end})
    finally:
        gone.cancel()
        if file >= 0:
            os.close(file)


def _open(file: str) -> int:
    try:
        return os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        raise Swapped from None


def _read(answer: Answer, file: int, start: int, size: int) -> bytes:
    if answer.body is not None:
        return answer.body[start : start + size]
    if hasattr(os, "pread"):
        return os.pread(file, size, start)
    os.lseek(file, start, os.SEEK_SET)  # Windows; nothing else moves this descriptor
    return os.read(file, size)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
