"""A place on loopback that serves what CI published."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from ci_forge_api import ForgeApi, forge_api


class Site(NamedTuple):
    """What the world sees, and the folder that it stands in."""

    address: str
    folder: Path


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serve `site/` of the test's folder, there or not yet."""
    folder = tmp_path / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", folder)
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def api() -> Iterator[ForgeApi]:
    with forge_api() as running:
        yield running
