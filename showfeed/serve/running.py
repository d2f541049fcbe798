"""The application on a socket, with uvicorn, until Ctrl-C or SIGTERM; downloads may end first."""

import asyncio
import contextlib
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator

import uvicorn

from showfeed.serve.app import App
from showfeed.serve.heads import BoundedHeads

PATIENCE = 10  # seconds in which what is being sent may end
REST = 30  # seconds that a connection may rest, or take to say what it asks
HELD_OPEN = 4096  # files and connections at once, where the system lets us


def listen(host: str, port: int) -> socket.socket:
    """Open the socket. Raises OSError where the address or port can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(1024)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


class Running(uvicorn.Server):
    """uvicorn that ends in peace: *on_stop* is called first, so that endless answers end too."""

    def __init__(self, app: App, on_stop: Callable[[], None], rest: int = REST) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=BoundedHeads,
                lifespan="off",
                ws="none",
                log_config=None,
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=rest,
                timeout_graceful_shutdown=PATIENCE,
                backlog=1024,
            )
        )
        self._on_stop = on_stop

    def stop(self, *_: object) -> None:
        """Take no new request, let the running ones end; asked twice, end at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._on_stop()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on Ctrl-C and SIGTERM with exit code 0, where uvicorn would raise them anew."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.getsignal(number) for number in signals}
        for number in signals:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.stop))
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def raise_limits() -> None:
    """Let many clients hold a connection and a file at once: some systems allow 256 by default."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = HELD_OPEN if hard == resource.RLIM_INFINITY else min(HELD_OPEN, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
