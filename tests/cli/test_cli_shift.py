"""`showfeed shift`: shows first, writes only where somebody agrees."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.shift import diff
from showfeed.problems import OutsideError
from showfeed.sources.shift import Edit
from showfeed.targets.rewrite import rewrite

TEXT = "title: T\nchapters:\n  - 0:00 One   # here\n  - 10:00 Two\n"


@pytest.fixture
def episode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "episodes").mkdir()
    file = tmp_path / "episodes/001.yaml"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


def test_a_shift_shows_what_changes_and_writes_with_yes(
    episode: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["shift", "001", "+00:12.5", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "-  - 0:00 One   # here\n" in shown and "+  - 0:12.5 One   # here\n" in shown
    assert episode.read_text() == TEXT
    assert main(["shift", "001", "+00:12.5"]) == 2
    assert "add `--yes`" in capsys.readouterr().err
    assert episode.read_text() == TEXT
    assert main(["shift", "001", "+00:12.5", "--after", "5:00", "--yes"]) == 0
    assert episode.read_text() == TEXT.replace("10:00", "10:12.5")
    undo = capsys.readouterr().out.splitlines()[-1]
    assert undo == "moved; to undo it: showfeed shift 001 -0:12.5 --after 5:12.5"
    assert main([*undo.partition("showfeed ")[2].split(), "--yes"]) == 0
    assert episode.read_text() == TEXT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["001", "-1", "--yes"], "`0:00` would lie before the start"),
        (["001", "+0", "--yes"], "nothing would be moved"),
        (["001", "+noon"], "is not a time in the audio"),
        (["001", "+1", "--after", "x"], "is not a time in the audio"),
        (["nobody", "+1"], "there is no episode `nobody`"),
    ],
)
def test_what_can_not_be_moved_is_told_and_nothing_is_written(
    episode: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["shift", *words]) in (1, 2)
    assert said in capsys.readouterr().err
    assert episode.read_text() == TEXT


def test_an_episode_without_times_has_nothing_to_move(
    episode: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    episode.write_text("title: T\n")
    assert main(["shift", "001", "3", "--yes"]) == 0
    assert capsys.readouterr().out == "there is no time to move\n"


def test_what_the_opposite_will_write_otherwise_is_told(
    episode: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    episode.write_text('title: T\nchapters:\n  - "0:10.50 One"\n')
    assert main(["shift", "001", "+0.25", "--dry-run"]) == 0
    assert "in another form" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "moved"), [(b"y\n", True), (b"n\n", False)])
def test_on_a_terminal_it_asks(episode: Path, answer: bytes, moved: bool) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "showfeed", "shift", "001", "+1"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=episode.parents[1],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answer)
    assert run.wait(60) == (0 if moved else 2)
    os.close(ours)
    assert (episode.read_text() != TEXT) is moved


def test_a_long_diff_is_cut_where_it_is_only_a_look() -> None:
    before = "\n".join(f"{n}" for n in range(99)).encode()
    edit = Edit("a", before, before.replace(b"1", b"x"), 1, 1)
    assert "more lines: `--dry-run` shows all" in diff(edit, 5)
    assert "more lines" not in diff(edit, 0)


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "sub/two"
    two.parent.mkdir()
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    one.chmod(0o640)
    with pytest.raises(OutsideError, match="changed meanwhile"):
        rewrite({one: (b"1", b"11"), two: (b"?", b"22")})
    with pytest.raises(OutsideError, match="nothing was changed"):
        rewrite({one: (b"1", b"11"), tmp_path / "gone": (b"?", b"22")})
    assert one.read_bytes() == b"1"
    rewrite({one: (b"1", b"11"), two: (b"2", b"22")})
    assert (one.read_bytes(), two.read_bytes()) == (b"11", b"22")
    assert one.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["one", "sub", "two"]
