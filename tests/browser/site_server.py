"""A static server on loopback for browser tests: byte ranges, because without them no browser seeks."""

import functools
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder; a range of one, where it is asked for."""

    asked: list[str] = []  # noqa: RUF012 - one server at a time looks at it
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".vtt": "text/vtt",
        ".xml": "application/xml",
    }

    def do_GET(self) -> None:
        self.asked.append(self.path)
        wanted = RANGE.fullmatch(self.headers.get("Range", ""))
        path = self.translate_path(self.path)
        if not wanted or not os.path.isfile(path):
            super().do_GET()
            return
        content = Path(path).read_bytes()
        start = int(wanted[1])
        end = min(int(wanted[2]) if wanted[2] else len(content) - 1, len(content) - 1)
        if start > end:
            self.send_error(416)
            return
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.wfile.write(content[start : end + 1])

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page closes its connections: nothing to tell."""


@contextmanager
def serving(folder: Path | str, port: int = 0) -> Iterator[str]:
    """Serve *folder* on loopback while the block runs; give the address."""
    handler = functools.partial(Handler, directory=os.fspath(folder))
    server = Server(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
