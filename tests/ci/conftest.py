"""Places on loopback that serve files as a forge's pages do, and a forge that takes comments."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from ci_forge_api import ForgeApi, forge_api
from ci_hub import Hub, hub_running


class Site(NamedTuple):
    """What the world sees, and the folder that it stands in."""

    address: str
    folder: Path


class Pages(SimpleHTTPRequestHandler):
    """Parts of files, and every player let in: what GitHub's pages do and the server below does not."""

    def log_message(self, *words: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not part or not file.is_file():
            super().do_GET()
            return
        content = file.read_bytes()
        first, last = int(part[1]), min(int(part[2] or len(content)), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(content[first : last + 1])


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve a folder, there or not yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", folder)
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Where the show stands."""
    with serving(tmp_path / "site") as running:
        yield running


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Site]:
    """A bucket, or the old host."""
    with serving(tmp_path / "elsewhere") as running:
        yield running


@pytest.fixture
def api() -> Iterator[ForgeApi]:
    with forge_api() as running:
        yield running


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Whom a feed's news is told to."""
    with hub_running() as running:
        yield running
