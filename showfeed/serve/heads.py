"""How long and how large the head of a request may be; uvicorn and httptools know no bound."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST = 64 << 10  # bytes; browsers and apps send less than 2 KiB
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n\r\n"


class BoundedHeads(HttpToolsProtocol):
    """HTTP for clients of which some never end what they ask: they must hold nothing for ever.

    A head has the seconds that a connection may rest between two requests (`timeout_keep_alive`).
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._size: int | None = None  # of the head that is being read
        self._ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, as long as a head stays small."""
        super().data_received(data)
        if self._size is not None:
            self._size += len(data)
            if self._size > LARGEST:
                self.transport.write(TOO_LARGE)
                self.transport.close()
        if self._ending is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()

    def on_message_begin(self) -> None:
        """Count from here."""
        super().on_message_begin()
        self._size = 0

    def on_headers_complete(self) -> None:
        """Stop counting and waiting: the answer may take as long as its reader likes."""
        self._size = None
        self._wait_no_more()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._ending = self.loop.call_later(self.timeout_keep_alive, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
