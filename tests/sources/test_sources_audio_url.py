"""Facts of audio on a server: few requests, few bytes, and words for every refusal."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from showfeed.problems import Malformed, OutsideError
from showfeed.sources import audio_url
from showfeed.sources.audio_url import measure_url

FRAME = b"\xff\xfb\x90\xc4" + bytes(413)
MP3 = FRAME * 10_000  # 4 MB


@dataclass
class Site:
    """A server whose behaviour a test sets, and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    ranges: bool = True
    head: bool = True
    sized: bool = True
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    sent: int = 0


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer(with_body=False)

        def do_GET(self) -> None:
            self.answer(with_body=True)

        def answer(self, with_body: bool) -> None:
            here.asked.append((self.command, self.path))
            if not with_body and not here.head:
                self.send_error(405)
                return
            if self.path in here.redirects:
                self.send_response(302)
                self.send_header("Location", here.redirects[self.path])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = here.files.get(self.path, b"")
            status = here.status.get(self.path, 200 if self.path in here.files else 404)
            part = self.headers.get("Range", "")
            headers = {"ETag": '"abc"'}
            if part and here.ranges and status == 200:
                first, _, last = part.removeprefix("bytes=").partition("-")
                if int(first) >= len(body):
                    self.send_response(416)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                status, whole = 206, len(body)
                body = body[int(first) : int(last) + 1]
                headers["Content-Range"] = f"bytes {first}-{int(first) + len(body) - 1}/{whole}"
            self.send_response(status)
            if here.sized:
                headers["Content-Length"] = str(len(body))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if with_body:
                try:
                    for at in range(0, len(body), 16_384):
                        self.wfile.write(body[at : at + 16_384])
                        here.sent += len(body[at : at + 16_384])
                except OSError:
                    pass  # the client had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()


def test_an_mp3_is_measured_with_few_requests_and_bytes(site: Site) -> None:
    site.files["/a.mp3"] = MP3
    facts = measure_url(f"{site.url}/a.mp3").facts
    assert facts.size == len(MP3)
    assert facts.type == "audio/mpeg"
    assert facts.etag == '"abc"' and facts.digest == ""
    assert facts.duration and abs(facts.duration.total_seconds() - 10_000 * 1152 / 44100) < 1
    assert site.asked[0] == ("HEAD", "/a.mp3")
    assert len(site.asked) <= 4 and site.sent <= 200_000


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize(
    "name", ["a.mp3", "a.m4a", "fast.m4a", "a.opus", "a.ogg", "a.flac", "a.wav"]
)
def test_every_container_is_measured_by_ranges(site: Site, tmp_path: Path, name: str) -> None:
    sound = "anoisesrc=d=60:r=44100:seed=1"
    extra = ["-movflags", "+faststart"] if name == "fast.m4a" else []
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", sound, *extra, str(tmp_path / name)],
        check=True,
    )
    site.files["/x"] = (tmp_path / name).read_bytes()
    facts = measure_url(f"{site.url}/x").facts
    assert facts.size == len(site.files["/x"])
    assert facts.duration and abs(facts.duration - timedelta(seconds=60)) < timedelta(seconds=0.2)
    assert len(site.asked) <= 5 and site.sent <= 350_000


def test_a_large_picture_in_the_tag_is_not_fetched(site: Site) -> None:
    picture = b"APIC" + (1_500_000).to_bytes(4, "big") + b"\0\0" + bytes(1_500_000)
    body = (
        b"CHAP" + (18).to_bytes(4, "big") + b"\0\0" + b"a\0" + (5000).to_bytes(4, "big") + bytes(12)
    )
    size = len(picture) + len(body)
    head = b"ID3\3\0\0" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0))
    site.files["/a.mp3"] = head + picture + body + MP3
    facts = measure_url(f"{site.url}/a.mp3").facts
    assert facts.chapters == ((5000, ""),)
    assert facts.duration and len(site.asked) <= 6 and site.sent <= 400_000


def test_redirects_are_followed_once(site: Site) -> None:
    site.files["/a.mp3"] = MP3
    site.redirects["/count"] = "/a.mp3"
    assert measure_url(f"{site.url}/count").facts.size == len(MP3)
    assert [path for _, path in site.asked].count("/count") == 1


def test_a_server_without_head_is_asked_all_the_same(site: Site) -> None:
    site.files["/a.mp3"] = MP3
    site.head = False
    assert measure_url(f"{site.url}/a.mp3").facts.size == len(MP3)


def test_a_server_without_ranges_sends_no_more_than_a_piece(site: Site) -> None:
    whole = MP3 * 20  # more than the buffers between the two can swallow unread
    site.files["/a.mp3"] = whole
    site.ranges = False
    facts = measure_url(f"{site.url}/a.mp3").facts
    assert facts.size == len(whole) and facts.duration is not None
    assert [method for method, _ in site.asked] == ["HEAD", "GET"]
    assert site.sent < len(whole) / 2


def test_a_size_that_no_server_tells_is_0(site: Site) -> None:
    site.files["/a.mp3"] = MP3
    site.ranges = site.sized = False
    facts = measure_url(f"{site.url}/a.mp3").facts
    assert (facts.size, facts.duration) == (0, None)


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "is not there"), (410, "is not there"), (401, "not open"), (403, "not open")],
)
def test_what_listeners_would_not_get_is_a_mistake(site: Site, status: int, words: str) -> None:
    site.status["/a.mp3"] = status
    with pytest.raises(Malformed, match=words) as raised:
        measure_url(f"{site.url}/a.mp3")
    assert str(status) in raised.value.message and raised.value.hint


def test_a_login_page_is_not_audio(site: Site) -> None:
    site.redirects["/a.mp3"] = "/login"
    site.files["/login"] = b"<!doctype html><title>Log in</title>"
    with pytest.raises(Malformed, match="web page"):
        measure_url(f"{site.url}/a.mp3")


def test_an_empty_file_is_told(site: Site) -> None:
    site.files["/a.mp3"] = b""
    with pytest.raises(Malformed, match="there is nothing in"):
        measure_url(f"{site.url}/a.mp3")


def test_redirects_without_end_are_told(site: Site) -> None:
    site.redirects["/a.mp3"] = "/a.mp3"
    with pytest.raises(Malformed, match="redirected more than 9 times"):
        measure_url(f"{site.url}/a.mp3")


def test_a_server_in_trouble_is_not_the_author_s_mistake(site: Site) -> None:
    site.status["/a.mp3"] = 503
    with pytest.raises(OutsideError, match="answers 503"):
        measure_url(f"{site.url}/a.mp3")


def test_a_server_that_is_not_there_is_not_the_author_s_mistake() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(OutsideError, match="no connection"):
            measure_url(f"http://127.0.0.1:{port}/a.mp3")


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio_url, "WAIT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/a.mp3"
        with pytest.raises(OutsideError, match="no answer in time"):
            measure_url(url)


def test_no_more_than_so_much_is_fetched(site: Site) -> None:
    # Atom after atom of the same small size: each look ahead would be a request.
    site.files["/a.m4a"] = (
        b"\0\0\0\x08ftyp" + ((200_000).to_bytes(4, "big") + b"free" + bytes(199_992)) * 50
    )
    with requests.Session() as session:
        facts = measure_url(f"{site.url}/a.m4a", session).facts
    assert facts.duration is None
    assert len(site.asked) <= audio_url.REQUESTS and site.sent <= audio_url.MOST


def test_a_huge_table_of_contents_is_fetched_only_in_part(site: Site) -> None:
    moov = (9_000_000).to_bytes(4, "big") + b"moov" + bytes(8_999_992)
    site.files["/a.m4a"] = b"\0\0\0\x08ftyp" + moov + b"\0\0\0\x08free" * 100_000
    facts = measure_url(f"{site.url}/a.m4a").facts
    assert facts.duration is None and site.sent <= audio_url.MOST + 100_000
