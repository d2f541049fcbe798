"""Fetching over real HTTP: what comes back, and every way in which a server can fail us."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from showfeed.problems import OutsideError
from showfeed.sources.fetch import HOPS, NotThere, fetch, session

FEED = b"<rss/>"


@dataclass
class Site:
    url: str = ""
    heard: list[Message] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.heard.append(self.headers)
            name = self.path.strip("/").partition("-")[0]
            getattr(self, name, self.nothing)()

        def send(self, body: bytes, status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for key, value in {"Content_Length": str(len(body)), **headers}.items():
                self.send_header(key.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def nothing(self) -> None:
            self.send(b"", 404)

        def feed(self) -> None:
            if self.headers.get("If-None-Match") == '"1"':
                self.send(b"", 304, ETag='"1"')
            else:
                self.send(
                    FEED,
                    ETag='"1"',
                    Last_Modified="Mon, 15 Apr 2024 06:00:00 GMT",
                    Content_Type="application/rss+xml",
                )

        def moved(self) -> None:
            self.send(b"", 301, Location="/found")

        def found(self) -> None:
            self.send(b"", 302, Location="/feed")

        def circle(self) -> None:
            self.send(b"", 302, Location=f"/circle-{len(here.heard)}")

        def elsewhere(self) -> None:
            self.send(b"", 302, Location="file:///etc/hostname")

        def broken(self) -> None:
            self.send(b"", 503)

        def packed(self) -> None:
            self.send(gzip.compress(FEED), Content_Encoding="gzip")

        def bomb(self) -> None:
            self.send(gzip.compress(bytes(60_000_000), 1), Content_Encoding="gzip")

        def mispacked(self) -> None:
            self.send(b"not gzip at all", Content_Encoding="gzip")

        def short(self) -> None:
            self.send(b"<rss>", Content_Length="500")

        def twofold(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.send_header("Content-Length", "500")
            self.end_headers()

        def endless(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(bytes(1_000_000))
            except OSError:
                pass

        def drip(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.1)
            except OSError:
                pass

        def silent(self) -> None:
            time.sleep(1.5)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    here.url = f"http://127.0.0.1:{server.server_port}"
    yield here
    server.shutdown()
    server.server_close()


def test_what_is_there_comes_with_its_headers_and_we_say_who_asks(site: Site) -> None:
    got = fetch(f"{site.url}/feed")
    assert (got.content, got.status, got.etag, got.type) == (
        FEED,
        200,
        '"1"',
        "application/rss+xml",
    )
    assert got.modified == "Mon, 15 Apr 2024 06:00:00 GMT"
    assert site.heard[0]["User-Agent"].startswith("showfeed/")


def test_what_is_known_already_is_not_sent_again(site: Site) -> None:
    with session() as one:
        got = fetch(f"{site.url}/feed", one, etag='"1"')
    assert (got.status, got.content, got.etag) == (304, b"", '"1"')


def test_redirects_are_followed_and_those_for_good_are_told(site: Site) -> None:
    got = fetch(f"{site.url}/moved")
    assert got.url == f"{site.url}/feed"
    assert got.moved == (f"{site.url}/moved",)


def test_what_is_packed_is_unpacked(site: Site) -> None:
    assert fetch(f"{site.url}/packed").content == FEED


def test_what_is_not_there_is_told_apart_from_what_can_not_be_had(site: Site) -> None:
    with pytest.raises(NotThere, match="answers 404"):
        fetch(f"{site.url}/nothing")
    with pytest.raises(OutsideError, match="answers 503") as failure:
        fetch(f"{site.url}/broken")
    assert not isinstance(failure.value, NotThere)
    assert failure.value.exit_code == 3


def test_circles_end(site: Site) -> None:
    with pytest.raises(OutsideError, match="in a circle"):
        fetch(f"{site.url}/circle")
    assert len(site.heard) <= HOPS + 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("bomb", "longer than 25,000,000 bytes"),
        ("endless", "longer than 25,000,000 bytes"),
        ("mispacked", "packed wrongly"),
        ("short", "broke off"),
        ("twofold", "makes no sense"),
        ("elsewhere", "not an address on the web"),
    ],
)
def test_hostile_answers_are_left(site: Site, path: str, words: str) -> None:
    with pytest.raises(OutsideError, match=words):
        fetch(f"{site.url}/{path}")


@pytest.mark.parametrize(("path", "words"), [("drip", "too slowly"), ("silent", "in time")])
def test_slow_servers_are_left(site: Site, path: str, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(OutsideError, match=words):
        fetch(f"{site.url}/{path}", patience=0.5)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://a.example/x",
        "feed.xml",
        "https://",
        "http://[",
        "http://a..b/",
        "http://127.0.0.1:1/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(OutsideError, match="can't be reached"):
        fetch(url)
