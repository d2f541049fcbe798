"""A new show through its whole life: init, check, build, build again."""

import json
from pathlib import Path

import pytest

from showfeed.cli import main

EPISODE = "episodes/001-welcome.yaml"


@pytest.fixture
def show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", str(tmp_path / "show")]) == 0
    capsys.readouterr()
    return tmp_path / "show"


def build(show: Path, *words: str) -> int:
    return main(["build", "--root", str(show), "--offline", *words])


def test_a_new_show_builds_at_once_and_locked_after(show: Path) -> None:
    assert build(show, "--locked") == 1
    assert not (show / "public").exists()
    assert build(show) == 0
    assert (show / "public/feed.xml").is_file()
    assert build(show, "--locked") == 0


def test_check_of_a_new_show_says_only_what_is_still_to_be_filled_in(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(show), "--format", "json"]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["rule"] for problem in problems} == {"placeholder"}


def test_init_overwrites_nothing(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (show / "show.yaml").read_bytes()
    assert main(["init", str(show)]) == 1
    assert "show.yaml" in capsys.readouterr().err
    assert (show / "show.yaml").read_bytes() == before


def test_a_show_with_errors_writes_nothing(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (show / EPISODE).write_text("title: x\ndate: 04/15/2024\naudio: media/001-welcome.mp3\n")
    assert build(show) == 1
    assert not (show / "public").exists()
    assert not (show / "showfeed.lock").exists()
    assert f"{EPISODE}:2:7: error" in capsys.readouterr().err


@pytest.mark.parametrize("out", [".", "..", "episodes", "media"])
def test_the_output_never_lies_over_the_sources(show: Path, out: str) -> None:
    assert build(show, "--out", str(show / out)) == 2


def test_an_unknown_episode_is_answered_with_the_nearest(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notes", "001-welcom", "--root", str(show)]) == 2
    assert "did you mean `001-welcome`?" in capsys.readouterr().err
    assert main(["notes", "001-welcome", "--root", str(show)]) == 0
    assert "Welcome" in capsys.readouterr().out


def test_compress_writes_packed_files_beside_the_texts(show: Path) -> None:
    import gzip

    assert build(show, "--compress") == 0
    public = show / "public"
    packed = sorted(p.relative_to(public).as_posix() for p in public.rglob("*.gz"))
    assert {"feed.xml.gz", "index.html.gz", "episodes/001-welcome/notes.txt.gz"} <= set(packed)
    assert not [path for path in packed if ".mp3" in path or ".png" in path]
    assert all(Path(public, path.removesuffix("gz") + "br").exists() for path in packed)
    assert (
        gzip.decompress((public / "feed.xml.gz").read_bytes()) == (public / "feed.xml").read_bytes()
    )
    assert build(show) == 0
    assert not [*public.rglob("*.gz"), *public.rglob("*.br")]
