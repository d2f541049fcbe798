"""`showfeed diff` against a published feed, a file and a revision: words and exit codes."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from showfeed.cli import main

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
title: Springs
date: 15/04/2024
audio: https://cdn.example/{number}.mp3
description: Where they come from.
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server of a folder, empty at first."""
    folder = tmp_path / "web"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "show"
    (root / "episodes").mkdir(parents=True)
    (root / "show.yaml").write_text(SHOW.format(url="https://rivers.example"))
    for number in (1, 2):
        (root / f"episodes/{number:03}.yaml").write_text(EPISODE.format(number=number))
    assert main(["build", "--root", str(root), "--offline", "--at", AT, "--quiet"]) == 0
    return root


def diff(root: Path, against: str = "", *words: str) -> int:
    asked = ["--against", against] if against else []
    return main(["diff", "--root", str(root), "--at", AT, *asked, *words])


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-C", str(root), *words],
        check=True,
        capture_output=True,
    )


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_published_feed_is_fetched_with_its_pages(
    root: Path, web: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    url, folder = web
    (root / "show.yaml").write_text(
        SHOW.format(url="https://rivers.example") + "feed: {limit: 1}\n"
    )
    assert main(["build", "--root", str(root), "--offline", "--at", AT, "--quiet"]) == 0
    shutil.copytree(root / "public", folder / "x")
    for file in (folder / "x").rglob("*.xml"):
        file.write_text(file.read_text().replace("https://rivers.example/feed", f"{url}/x/feed"))
    capsys.readouterr()
    assert diff(root, f"{url}/x/feed.xml") == 1
    said = capsys.readouterr().out
    assert f"its feed was at `{url}/x/feed.xml`" in said
    assert "new" not in said.partition("The show")[0]
    assert "gone" not in said


def test_nothing_is_published_yet(
    root: Path, web: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert diff(root, f"{web[0]}/feed.xml") == 0
    assert capsys.readouterr().out == "nothing is published yet: all 2 episodes are new\n"
    assert diff(root, f"{web[0]}/feed.xml", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["published"] is False


def test_a_place_that_can_not_be_reached_is_a_failure_outside(
    root: Path, web: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    url, folder = web
    assert diff(root, "http://127.0.0.1:1/feed.xml") == 3
    (folder / "page.html").write_text("<!DOCTYPE html><html>Sign in</html>")
    capsys.readouterr()
    assert diff(root, f"{url}/page.html") == 3
    assert "a web page" in capsys.readouterr().err


def test_a_file_is_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = root.parent / "old.xml"
    shutil.copy(root / "public/feed.xml", kept)
    capsys.readouterr()
    assert diff(root, str(kept)) == 0
    assert capsys.readouterr().out == "subscribers will see no change\n"
    edit(root, "episodes/001.yaml", "title: Springs", "title: Deltas")
    (root / "episodes/003.yaml").write_text(EPISODE.format(number=3))
    assert diff(root, str(kept)) == 0
    said = capsys.readouterr().out
    assert "[-Springs-] {+Deltas+}" in said
    assert "1 new episode, 1 changed" in said


def test_a_revision_of_git_is_compared_and_nothing_of_it_runs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / ".gitignore").write_text("public/\n")
    marker = root.parent / "ran"
    (root / ".gitattributes").write_text("*.yaml filter=evil export-subst\n")
    git(root, "init", "-q")
    git(root, "config", "filter.evil.smudge", f"sh -c 'touch {marker}; cat'")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "One")
    capsys.readouterr()
    assert diff(root, "HEAD") == 0
    assert capsys.readouterr().out == "subscribers will see no change\n"
    (root / "episodes/002.yaml").unlink()
    edit(root, "episodes/001.yaml", "title: Springs", "title: Springs\nguid: other")
    assert diff(root, "HEAD", "--format", "markdown") == 1
    said = capsys.readouterr().out
    assert "every app downloads it again" in said
    assert "gone: who has not downloaded it" in said
    assert not marker.exists()


def test_a_show_in_a_folder_of_a_repository_is_found(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root.parent, "init", "-q")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "One")
    capsys.readouterr()
    assert diff(root, "HEAD") == 0
    assert capsys.readouterr().out == "subscribers will see no change\n"


def test_what_is_neither_address_nor_file_nor_revision_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(root, "nothere") == 2
    git(root, "init", "-q")
    for odd in ("nothere", "--output=/tmp/x", "HEAD:show.yaml"):
        assert main(["diff", "--root", str(root), f"--against={odd}"]) == 2
    assert "a revision such as `main`" in capsys.readouterr().err
    (root / "odd.xml").write_text("no feed")
    assert diff(root, str(root / "odd.xml")) == 2
    assert diff(root, "", "--format", "html") == 2


def test_a_broken_folder_is_told_and_not_compared(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "episodes/001.yaml", "15/04/2024", "04/15/2024")
    capsys.readouterr()
    assert diff(root, str(root / "public/feed.xml")) == 1
    err = capsys.readouterr().err
    assert "[date]" in err
    assert "advice" not in err.splitlines()[0]


def test_a_file_is_read_with_the_pages_that_lie_beside_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / "show.yaml").open("a") as file:
        file.write("feed: {limit: 1}\n")
    assert main(["build", "--root", str(root), "--offline", "--at", AT, "--quiet"]) == 0
    assert (root / "public/feed/2.xml").exists()
    capsys.readouterr()
    assert diff(root, str(root / "public/feed.xml")) == 0
    assert capsys.readouterr().out == "subscribers will see no change\n"
    (root / "public/feed/2.xml").unlink()
    assert diff(root, str(root / "public/feed.xml")) == 0
    assert "1 new episode" in capsys.readouterr().out


def test_a_revision_without_a_show_is_said_to_have_none(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "note.txt").write_text("x")
    git(root, "init", "-q")
    git(root, "add", "note.txt")
    git(root, "commit", "-qm", "One")
    assert diff(root, "HEAD") == 2
    assert "there is no show here" in capsys.readouterr().err
    good = (root / "show.yaml").read_text()
    (root / "show.yaml").write_text("title: [\n")
    git(root, "add", "show.yaml")
    git(root, "commit", "-qm", "Two")
    (root / "show.yaml").write_text(good)
    assert diff(root, "HEAD") == 2
    assert "can't be read" in capsys.readouterr().err
