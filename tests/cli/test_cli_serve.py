"""`showfeed serve` as its author and a phone meet it: a process, its files, and HTTP."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from showfeed.cli import main

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
WELCOME = "episodes/001-welcome.yaml"


@dataclass
class Serving:
    """A `showfeed serve` that runs over *root*, and what it said."""

    root: Path
    port: int
    process: "subprocess.Popen[bytes]"
    said: Path
    _streams: list[HTTPResponse] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        status, body = response.status, response.read()
        connection.close()
        return status, body

    def feed(self) -> Any:
        return etree.fromstring(self.get("/feed.xml")[1])[0]

    def state(self) -> dict[str, Any]:
        """Return what the stream of events says first: the state now."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/.showfeed/events")
        response = connection.getresponse()
        assert response.getheader("Content-Type") == "text/event-stream"
        line = response.readline()
        connection.close()
        state: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return state

    def wait(self, until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 60
        while not until():
            assert time.monotonic() < deadline, self.said.read_text()
            time.sleep(0.1)


@pytest.fixture
def show(tmp_path: Path) -> Path:
    root = tmp_path / "show"
    assert main(["init", str(root)]) == 0
    for name in ("002-draft", "003-planned"):
        shutil.copy(root / "media/001-welcome.mp3", root / f"media/{name}.mp3")
    (root / "episodes/002-draft.yaml").write_text(
        "title: Half written\ndate: 2026-01-02\ndraft: yes\naudio: media/002-draft.mp3\n"
        "chapters: [0:00 One, 0:03 Two]\ndescription: Words.\n"
    )
    (root / "episodes/004-idea.yaml").write_text("title: Only an idea\ndraft: yes\n")
    (root / "episodes/003-planned.yaml").write_text(
        "title: For later\ndate: 2999-01-02\naudio: media/003-planned.mp3\ndescription: Words.\n"
    )
    return root


def running(root: Path, *words: str) -> Iterator[Serving]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    said = root.parent / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "showfeed", "serve", "--root", str(root), "--port", str(port), *words],
            stdout=output, stderr=output,
        )  # fmt: skip
    serving = Serving(root, port, process, said)
    try:
        serving.wait(lambda: process.poll() is not None or b"Ctrl-C" in said.read_bytes())
        yield serving
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def serving(show: Path) -> Iterator[Serving]:
    yield from running(show, "--offline")


def test_a_phone_gets_a_feed_all_of_whose_addresses_are_this_server(serving: Serving) -> None:
    status, content = serving.get("/feed.xml")
    assert status == 200
    assert b"example.com/show" not in content
    read = feedparser.parse(content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [
        "[planned] For later",
        "Welcome",
        "[draft] Half written",
    ]
    named = [link.href for entry in read.entries for link in entry.enclosures]
    channel = serving.feed()
    named += [channel.find(f"{ATOM}link").get("href"), channel.find(f"{ITUNES}image").get("href")]
    named += [tag.get("url") for tag in channel.iter(f"{PODCAST}transcript", f"{PODCAST}chapters")]
    assert len(named) >= 7
    for url in named:
        assert url.startswith(f"{serving.address}/")
        assert serving.get(url.removeprefix(serving.address))[0] == 200
    audio = named[0].removeprefix(serving.address)
    whole = (serving.root / "media/003-planned.mp3").read_bytes()
    assert serving.get(audio, Range="bytes=-100") == (206, whole[-100:])


def test_the_feed_of_a_preview_is_never_taken_for_the_real_one(
    serving: Serving, show: Path
) -> None:
    channel = serving.feed()
    assert channel.findtext(f"{ITUNES}block") == "yes"
    assert channel.findtext(f"{PODCAST}block") == "yes"
    assert channel.findtext(f"{PODCAST}locked") == "yes"
    assert channel.findtext("title").startswith("[preview] ")
    assert main(["build", "--root", str(show), "--offline", "--quiet"]) == 0
    real = etree.parse(show / "public/feed.xml").getroot()[0]
    assert channel.findtext(f"{PODCAST}guid") == real.findtext(f"{PODCAST}guid")
    guids = {item.findtext("guid") for item in channel.iter("item")}
    assert {item.findtext("guid") for item in real.iter("item")} < guids
    assert real.find(f"{ITUNES}block") is None


def test_nothing_of_the_show_is_written(serving: Serving, show: Path) -> None:
    assert serving.get("/")[0] == 200
    there = {path.name for path in show.iterdir()}
    assert "public" not in there and "showfeed.lock" not in there
    assert (show / ".showfeed/.gitignore").read_text() == "*\n"
    assert b"preview.js" in serving.get("/")[1]
    site = (show / ".showfeed/serve").rglob("*")
    assert not [p for p in site if p.is_file() and b"preview.js" in p.read_bytes()]


def test_only_pages_bear_the_script(serving: Serving) -> None:
    assert serving.get("/.showfeed/preview.js")[1].startswith(b"// Only `showfeed serve`")
    assert serving.get("/.showfeed/preview.css")[0] == 200
    assert serving.get("/.showfeed/serve.lock")[0] == 404
    for path in (
        "/episodes/001-welcome/transcript.html",
        "/episodes/001-welcome/notes.txt",
        "/feed.xml",
    ):
        assert b"preview.js" not in serving.get(path)[1]
    assert b"preview.js" in serving.get("/episodes/002-draft/")[1]


def test_drafts_and_planned_episodes_are_marked(serving: Serving) -> None:
    marks = {mark["page"]: mark["state"] for mark in serving.state()["marks"]}
    assert marks == {
        "episodes/002-draft/": "draft",
        "episodes/003-planned/": "planned",
        "episodes/004-idea/": "draft",
    }


def test_a_draft_without_audio_or_date_has_a_page_but_no_place_in_the_feed(
    serving: Serving,
) -> None:
    status, page = serving.get("/episodes/004-idea/")
    assert status == 200 and b"Only an idea" in page and b"<audio" not in page
    assert b"Only an idea" in serving.get("/")[1]
    assert b"Only an idea" not in serving.get("/feed.xml")[1]


def test_an_edit_is_built_and_told_to_the_page(serving: Serving) -> None:
    before = serving.state()["version"]
    untouched = serving.root / ".showfeed/serve/episodes/002-draft/chapters.json"
    was = untouched.stat().st_mtime_ns
    text = (serving.root / WELCOME).read_text()
    (serving.root / WELCOME).write_text(text.replace("The first episode", "A line of today."))
    serving.wait(lambda: serving.state()["version"] == before + 1)
    assert b"A line of today." in serving.get("/episodes/001-welcome/")[1]
    assert b"A line of today." in serving.get("/feed.xml")[1]
    assert untouched.stat().st_mtime_ns == was
    assert f'data-version="{before + 1}"'.encode() in serving.get("/")[1]
    # An episode that goes takes its files along.
    (serving.root / "episodes/002-draft.yaml").unlink()
    serving.wait(lambda: serving.get("/episodes/002-draft/chapters.json")[0] == 404)


def test_a_broken_edit_keeps_the_last_good_site_and_shows_what_is_wrong(serving: Serving) -> None:
    good = serving.get("/episodes/001-welcome/")[1]
    text = (serving.root / WELCOME).read_text()
    (serving.root / WELCOME).write_text(re.sub("(?m)^date:.*", "date: 04/15/2024", text))
    serving.wait(lambda: not serving.state()["sound"])
    state = serving.state()
    worst = state["problems"][0]
    assert (worst["level"], worst["rule"]) == ("error", "date")
    assert worst["place"].startswith(f"{WELCOME}:")
    assert "`15/04/2024`" in worst["hint"]
    assert serving.get("/episodes/001-welcome/")[1] == good
    assert "`04/15/2024` has a month 15" in serving.said.read_text()
    (serving.root / WELCOME).write_text(text)
    serving.wait(lambda: serving.state()["sound"])
    assert serving.state()["problems"][0]["level"] != "error"


@pytest.fixture
def broken(show: Path) -> Iterator[Serving]:
    """Serve a show whose first episode can't be read; its text is kept beside it."""
    (show / WELCOME).rename(show / "good.txt")
    (show / WELCOME).write_text("title: x\n  : broken\n")
    yield from running(show, "--offline")


def test_a_show_that_is_wrong_from_the_start_is_served_when_it_is_mended(broken: Serving) -> None:
    status, page = broken.get("/")
    assert status == 404 and b"preview.js" in page
    assert not broken.state()["sound"]
    assert "feed  http" not in broken.said.read_text()
    (broken.root / "good.txt").rename(broken.root / WELCOME)
    broken.wait(lambda: broken.get("/")[0] == 200)
    assert f"feed  {broken.address}/feed.xml" in broken.said.read_text()


def test_two_do_not_serve_one_show(serving: Serving) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "showfeed", "serve", "--root", str(serving.root), "--port", "0"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "runs already" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_though_a_page_listens(serving: Serving, number: signal.Signals) -> None:
    with socket.create_connection(("127.0.0.1", serving.port), 20) as page:
        page.sendall(b"GET /.showfeed/events HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in page.recv(1000)
        os.kill(serving.process.pid, number)
        assert serving.process.wait(8) == 0
    assert serving.said.read_text().endswith("ended\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--public", "--host", "127.0.0.2"], 2, "--public and --host"),
        (["--folder", "nowhere"], 2, "`nowhere` is not a folder"),
        (["--port", "99999"], 3, "can't listen on 127.0.0.1:99999"),
        (["--host", "256.1.1.1"], 3, "can't listen on 256.1.1.1"),
        (["--root", "nowhere"], 1, "there is no show.yaml in `nowhere`"),
    ],
)
def test_what_can_not_be_served_is_said(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *words]) == code
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--root", str(show), "--port", str(port)]) == 3
    assert "choose another with --port" in capsys.readouterr().err
