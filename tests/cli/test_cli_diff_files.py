"""`showfeed diff` looks into transcripts and chapters too, and says where it could not."""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from test_cli_diff import git

from showfeed.cli import heard, heard_files, main, pipeline

AT = "2026-05-01T00:00Z"
SHOW = """\
title: Rivers
url: {url}
description: About water.
language: en
author: Ana
categories: Science
"""
EPISODE = """\
title: Springs {number}
date: {number:02}/04/2024
audio: https://cdn.example/{number}.mp3
description: Where they come from.
duration: 1:00
transcript: {number:03}.vtt
chapters:
  - 0:00 Start
  - {{start: 0:10, title: A picture, toc: no, image: "https://a.example/1.jpg"}}
  - 0:20 Middle
  - 0:40 End
"""
VTT = """\
WEBVTT

00:01.000 --> 00:03.000
<v Ana>Rivers begin as springs.

00:04.000 --> 00:06.000
<v Ben>And where do they end?
"""


class Server(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        super().do_GET()

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A server of what `root` built first."""
    folder = tmp_path / "web"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    server.asked = []  # type: ignore[attr-defined]
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(tmp_path: Path, web: ThreadingHTTPServer) -> Path:
    root = tmp_path / "show"
    (root / "episodes").mkdir(parents=True)
    (root / "show.yaml").write_text(SHOW.format(url=f"http://127.0.0.1:{web.server_port}"))
    for number in (1, 2):
        (root / f"episodes/{number:03}.yaml").write_text(EPISODE.format(number=number))
        (root / f"episodes/{number:03}.vtt").write_text(VTT)
    assert main(["build", "--root", str(root), "--offline", "--at", AT, "--quiet"]) == 0
    shutil.copytree(root / "public", tmp_path / "web", dirs_exist_ok=True)
    git(root, "init", "-q", ".")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


def places(root: Path, web: ThreadingHTTPServer) -> list[str]:
    """The published feed, a file with its site beside it, a revision of git."""
    return [f"http://127.0.0.1:{web.server_port}/feed.xml", str(root / "public/feed.xml"), "HEAD"]


def told(
    root: Path, against: str, capsys: pytest.CaptureFixture[str], *words: str
) -> dict[str, object]:
    capsys.readouterr()
    code = main(
        ["diff", "--root", str(root), "--at", AT, "--against", against, "--format", "json", *words]
    )
    assert code == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def kinds(found: dict[str, object]) -> list[tuple[str, str]]:
    changes = found["changes"]
    assert isinstance(changes, list)
    return [(change["episode"]["title"], change["kind"]) for change in changes]


@pytest.mark.parametrize("place", range(3))
def test_what_is_the_same_is_told_as_the_same(
    place: int, root: Path, web: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(root, places(root, web)[place], capsys)
    assert (found["changes"], found["not_compared"]) == ([], [])


@pytest.mark.parametrize("place", range(3))
def test_words_times_and_silent_chapters_are_compared_wherever_they_are(
    place: int, root: Path, web: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "episodes/002.vtt", "begin as springs", "begin as small springs")
    edit(root, "episodes/001.vtt", "00:06.000", "00:05.500")
    edit(root, "episodes/001.yaml", "title: A picture", "title: Another picture")
    found = told(root, places(root, web)[place], capsys)
    assert kinds(found) == [
        ("Springs 2", "transcript-words"),
        ("Springs 1", "chapters"),
        ("Springs 1", "transcript-times"),
    ]
    assert found["not_compared"] == []
    where = ["diff", "--root", str(root), "--at", AT, "--against", places(root, web)[place]]
    assert main(where) == 0
    said = capsys.readouterr().out
    assert "the words of its transcript" in said and "{+small+}" in said
    assert "[-0:10 A picture (silent)-] {+0:10 Another picture (silent)+}" in said
    assert kinds(told(root, places(root, web)[place], capsys, "--files", "none")) == []


def test_only_a_picture_of_a_chapter_changed(
    root: Path, web: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "episodes/001.yaml", "a.example/1.jpg", "a.example/2.jpg")
    assert kinds(told(root, "HEAD", capsys)) == [("Springs 1", "chapters")]


def test_what_can_not_be_had_is_told_and_stops_nothing(
    root: Path, tmp_path: Path, web: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(root / "public/feed.xml", tmp_path / "alone.xml")
    found = told(root, str(tmp_path / "alone.xml"), capsys)
    assert found["changes"] == []
    assert "4 transcripts and chapters could not be compared" in str(found["not_compared"])
    (tmp_path / "web/episodes/002/chapters.json").unlink()
    url = places(root, web)[0]
    notes = told(root, url, capsys)["not_compared"]
    assert isinstance(notes, list) and len(notes) == 1
    assert notes[0].startswith("1 transcript or chapter file could not be compared: nothing is at")
    assert main(["diff", "--root", str(root), "--at", AT, "--format", "markdown"]) == 0
    assert "\n\nNot compared: `` 1 transcript or chapter file" in capsys.readouterr().out


def test_another_server_is_asked_for_the_newest_alone(root: Path, web: ThreadingHTTPServer) -> None:
    url = places(root, web)[0]
    before = heard.at_url(url)
    show = pipeline.read(root, pipeline.moment_of(AT)).show
    assert show is not None
    now, new = heard.of_show(show), heard_files.in_show(show)
    web.asked.clear()  # type: ignore[attr-defined]
    _, _, notes = heard_files.with_files(before, now, heard_files.fetched(), new, 2)
    assert len(notes) == 1 and "2 files of older ones were not" in notes[0]
    asked = sorted(web.asked)  # type: ignore[attr-defined]
    assert asked == ["/episodes/002/chapters.json", "/episodes/002/transcript.vtt"]
    assert heard_files.with_files(before, now, heard_files.fetched(), new, None)[2] == ()


def test_files_that_are_no_transcript_or_chapters_hurt_nothing(
    root: Path, tmp_path: Path, web: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "web/episodes/002/chapters.json").write_bytes(b"<html>\xff")
    (tmp_path / "web/episodes/002/transcript.vtt").write_bytes(b"\xff\xfe\x00")
    found = told(root, places(root, web)[0], capsys)
    assert kinds(found) == [("Springs 2", "transcript-words")]


def test_only_three_words_are_known(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(root), "--files", "some"]) == 2
    assert "write newest, all or none" in capsys.readouterr().err
