import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from showfeed.cli.static_server import OutputHandler


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    for name in ("feed.xml", "a.vtt", "a.srt", "chapters.json", ".showfeed/x", "e/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "bare").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(OutputHandler, directory=str(tmp_path)))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def get(port: int, path: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Connection": "close"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/chapters.json", "application/json+chapters"),
        ("/a.vtt", "text/vtt; charset=utf-8"),
        ("/a.srt", "application/x-subrip; charset=utf-8"),
        ("/e/", "text/html; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(port: int, path: str, kind: str) -> None:
    response = get(port, path)
    assert (response.status, response.getheader("Content-Type")) == (200, kind)


@pytest.mark.parametrize("path", ["/.showfeed/x", "/bare/", "/none", "/%2e%2e/%2e%2e/etc/passwd"])
def test_nothing_hidden_unlisted_or_outside_is_served(port: int, path: str) -> None:
    assert get(port, path).status == 404
