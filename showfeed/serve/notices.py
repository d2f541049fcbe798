"""What only a preview has: a script in each page, and a stream of events that it listens to."""

import asyncio
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from showfeed.serve.app import RESERVED
from showfeed.serve.sending import Message, Receive, Send, reply

FILES = {"preview.js": b"text/javascript", "preview.css": b"text/css"}
QUIET = 15.0  # seconds after which a word is sent, so that no proxy takes the stream for dead
END = b"</body>"
EMPTY = (
    b"<!DOCTYPE html><html lang=en><meta charset=utf-8>"
    b"<meta name=viewport content=width=device-width><title>showfeed</title><body><main>%b</main>"
)


class Notices:
    """The state of a preview, told to every page that is open."""

    def __init__(self) -> None:
        self.version = 0
        self._state = b"{}"
        self._changed = asyncio.Event()
        self._ended = False
        self._files = {
            RESERVED + name.encode(): (kind, files("showfeed.serve").joinpath(name).read_bytes())
            for name, kind in FILES.items()
        }

    def tell(self, state: Mapping[str, Any], *, reload: bool) -> None:
        """Tell all pages what is wrong or marked now; with *reload* they load themselves anew."""
        self.version += reload
        told = {**state, "version": self.version}
        self._state = json.dumps(told, ensure_ascii=False).encode()
        self._wake()

    def end(self) -> None:
        """End all streams: the server stops."""
        self._ended = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def inject(self, path: str, content: bytes) -> bytes:
        """Put the script into a page; what is no page stays as it is (a transcript for apps)."""
        at = content.lower().rfind(END) if path.endswith(".html") else -1
        return content if at < 0 else content[:at] + self.script() + content[at:]

    def script(self) -> bytes:
        """Return the element that loads the script: a file, as pages forbid scripts within."""
        return b'<script src="%bpreview.js" data-version="%d"></script>\n' % (
            RESERVED,
            self.version,
        )

    def nothing_here(self) -> bytes:
        """Return the page for an address that has none, or none yet."""
        return EMPTY % b"<p>There is no page here (yet).</p>" + self.script()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer for the script, its style and the stream."""
        raw = scope["raw_path"]
        if raw == RESERVED + b"events":
            await self._stream(receive, send)
            return
        kind, content = self._files.get(raw, (b"text/plain", b""))
        headers = ((b"content-type", kind), (b"content-length", b"%d" % len(content)))
        status = 200 if raw in self._files else 404
        body = b"" if scope["method"] == "HEAD" else content
        await reply(send, status, (*headers, (b"cache-control", b"no-cache")), body)

    async def _stream(self, receive: Receive, send: Send) -> None:
        """Send the state now and whenever it changes, as server-sent events."""
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            sent = b""
            while not (self._ended or gone.done()):
                changed = asyncio.ensure_future(self._changed.wait())
                news = b":\n\n" if self._state is sent else b"data: %b\n\n" % self._state
                sent = self._state
                await send({"type": "http.response.body", "body": news, "more_body": True})
                await asyncio.wait(
                    (changed, gone), timeout=QUIET, return_when=asyncio.FIRST_COMPLETED
                )
                changed.cancel()
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
