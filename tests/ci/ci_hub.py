"""A WebSub hub that notes what it is told, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs


class Hub(NamedTuple):
    """Where it is, and the feeds that it was told of; *status* is what it answers."""

    address: str
    told: list[str]
    status: list[int]


@contextmanager
def hub_running() -> Iterator[Hub]:
    """Run a hub on loopback."""
    told: list[str] = []
    status = [204]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            words = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.extend(parse_qs(words).get("hub.url", ["?"]))
            self.send_response(status[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield Hub(f"http://127.0.0.1:{server.server_port}/", told, status)
    server.shutdown()
    server.server_close()
