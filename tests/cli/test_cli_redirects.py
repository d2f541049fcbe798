"""`showfeed redirects`: settings for a web server, from a folder."""

import json
import shutil
from pathlib import Path

import pytest

from showfeed.cli import main

MINIMAL = Path(__file__).parents[1] / "shows" / "minimal"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = shutil.copytree(MINIMAL, tmp_path / "show", ignore=shutil.ignore_patterns("expected"))
    return Path(folder)


def put(root: Path, line: str) -> None:
    file = next((root / "episodes").glob("*.yaml"))
    file.write_text(line + file.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("nginx", 'location = "/old/3/" { return 301 "'),
        ("caddy", 'redir "/old/3/" "'),
        ("netlify", "/old/3/ http"),
    ],
)
def test_each_server_has_its_words(
    root: Path, form: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, "moved_from: /old/3\n")
    assert main(["redirects", "--root", str(root), "--format", form]) == 0
    assert line in capsys.readouterr().out


def test_where_nothing_moved_it_says_how_to_tell_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["redirects", "--root", str(root)]) == 1
    assert "write `moved_from:` into an episode" in capsys.readouterr().err


def test_mistakes_are_told_with_their_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "moved_from: [https://b.example/x, javascript:alert(1)]\n")
    assert main(["redirects", "--root", str(root)]) == 1
    told = capsys.readouterr().err
    assert ":1:14: error: `https://b.example/x` lies outside of" in told
    assert "error: `javascript:alert(1)` is not a web address" in told
    assert main(["check", "--root", str(root), "--format", "json"]) == 1
    found = [
        p["rule"]
        for p in json.loads(capsys.readouterr().out)["problems"]
        if p["rule"] == "redirect"
    ]
    assert len(found) == 2
