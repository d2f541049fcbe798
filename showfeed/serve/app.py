"""The ASGI application: a request → the prepared answer of a file (https://asgi.readthedocs.io)."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from urllib.parse import quote

from showfeed.serve import conditions
from showfeed.serve.answers import CORS, SAFE, Answer, Header, Resource
from showfeed.serve.encodings import choose
from showfeed.serve.paths import BadPath, parse_path
from showfeed.serve.ranges import parse_range
from showfeed.serve.sending import (
    Message,
    Receive,
    Send,
    Swapped,
    reply,
    send_parts,
    send_whole,
)
from showfeed.serve.site import NOT_FOUND, Site

App = Callable[[Message, Receive, Send], Awaitable[None]]

RESERVED = b"/.showfeed/"  # hidden, so never the path of a file that is served
METHODS = b"GET, HEAD, OPTIONS"
# `*` is for what a web player may add; older browsers don't know it, so the usual are named.
PREFLIGHT: tuple[Header, ...] = (
    *CORS,
    (b"access-control-allow-methods", METHODS),
    (
        b"access-control-allow-headers",
        b"Range, If-Range, If-None-Match, If-Modified-Since, Cache-Control, Content-Type, *",
    ),
    (b"access-control-max-age", b"86400"),
    (b"allow", METHODS),
)
PLAIN, HTML = b"text/plain; charset=utf-8", b"text/html; charset=utf-8"


class Application:
    """Answers GET, HEAD and OPTIONS for the files of a site.

    *notices* answers reserved paths; *missing* gives the page for what is not there, where the
    site has none of its own.
    """

    def __init__(
        self,
        site: Site,
        notices: App | None = None,
        missing: Callable[[], bytes] | None = None,
    ) -> None:
        self._site = site
        self._notices = notices
        self._missing = missing
        self._preparing = asyncio.Lock()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        raw, method = scope["raw_path"], scope["method"]
        if self._notices is not None and raw.startswith(RESERVED):
            await self._notices(scope, receive, send)
        elif method in ("GET", "HEAD"):
            try:
                await self._get(scope, receive, send)
            except Swapped:
                self._site.forget()
                await self._get(scope, receive, send)
        elif method == "OPTIONS":
            await reply(send, 204, PREFLIGHT)
        else:
            await _say(send, 405, b"only files are here: GET, HEAD\n", (b"allow", METHODS))

    async def _get(self, scope: Message, receive: Receive, send: Send) -> None:
        raw, head = scope["raw_path"], scope["method"] == "HEAD"
        resource = self._site.ready(raw, monotonic())
        if resource is None:
            resource = await self._find(raw, send, head)
        if resource is not None:
            await _answer(resource, dict(scope["headers"]), head, receive, send)

    async def _find(self, raw: bytes, send: Send, head: bool) -> Resource | None:
        """Prepare what a path names; where there is nothing, answer so and return None."""
        try:
            asked = parse_path(raw)
        except BadPath:
            await _say(send, 400, b"that path can't be read\n")
            return None
        moved = self._site.moved(asked)
        if moved is not None:
            to = moved[0].encode("latin-1", "replace")
            await _say(send, moved[1], b"it is at " + to + b"\n", (b"location", to))
            return None
        path = self._site.locate(asked)
        if path is not None and path.endswith("/"):
            to = quote(f"/{path}").encode()
            await _say(send, 301, b"it is at " + to + b"\n", (b"location", to))
            return None
        resource = await self._prepared(raw, path) if path is not None else None
        if resource is None:
            await self._not_found(send, head)
        return resource

    async def _prepared(self, raw: bytes, path: str) -> Resource | None:
        """Prepare a file in a thread, one at a time: a large feed takes some tenths to pack."""
        async with self._preparing:
            resource = self._site.ready(raw, monotonic())
            if resource is None:
                age = self._site.age
                resource = await asyncio.to_thread(self._site.prepare, path, monotonic())
                if resource is not None and age == self._site.age:
                    self._site.keep(raw, resource)
        return resource

    async def _not_found(self, send: Send, head: bool) -> None:
        """Send the site's own page about it, or a line."""
        path = self._site.locate(parse_path(f"/{NOT_FOUND}".encode()))
        page = await self._prepared(f"/{NOT_FOUND}".encode(), path) if path else None
        if page is not None and page.plain.body is not None:
            kind, body = page.plain.kind, page.plain.body
        elif self._missing is not None:
            kind, body = HTML, self._missing()
        else:
            kind, body = PLAIN, b"there is no such file\n"
        await reply(send, 404, _error_headers(kind, len(body)), b"" if head else body)


async def _answer(
    resource: Resource, headers: conditions.Headers, head: bool, receive: Receive, send: Send
) -> None:
    """Send a resource the way the request's headers ask for."""
    answer = resource.plain
    if resource.encoded:
        chosen = choose(headers.get(b"accept-encoding", b""), resource.encoded)
        answer = resource.encoded[chosen] if chosen else answer
    if headers.get(b"sec-fetch-dest") == b"document":  # https://www.w3.org/TR/fetch-metadata/
        answer = answer.for_readers()
    if conditions.failed(headers, answer.etag, answer.modified):
        await _say(send, 412, b"the file is another one now\n")
    elif conditions.unchanged(headers, answer.etag, answer.modified):
        await reply(send, 304, answer.found)
    elif head:
        await reply(send, 200, answer.whole)
    elif b"range" in headers:
        await _part(answer, headers, receive, send)
    else:
        await send_whole(answer, 200, receive, send)


async def _part(answer: Answer, headers: conditions.Headers, receive: Receive, send: Send) -> None:
    """Send the part that is asked for, or the whole where that does not fit."""
    spans = None
    if conditions.range_holds(headers, answer.etag, answer.modified):
        spans = parse_range(headers[b"range"].decode("latin-1"), answer.size)
    if spans is None:
        await send_whole(answer, 200, receive, send)
    elif spans:
        await send_parts(answer, spans, receive, send)
    else:
        size = (b"content-range", b"bytes */%d" % answer.size)
        await _say(send, 416, b"the file has no such part\n", size)


async def _say(send: Send, status: int, words: bytes, *more: Header) -> None:
    """Send a line of text; for HEAD the server leaves it out."""
    await reply(send, status, (*_error_headers(PLAIN, len(words)), *more), words)


def _error_headers(kind: bytes, size: int) -> tuple[Header, ...]:
    length = (b"content-length", b"%d" % size)
    return (*CORS, *SAFE, (b"content-type", kind), length, (b"cache-control", b"no-cache"))
