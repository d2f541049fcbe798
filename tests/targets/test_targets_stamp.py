import os
from pathlib import Path
from typing import Any

import pytest

from showfeed.artifacts import Artifact
from showfeed.targets.folder import Folder
from showfeed.targets.publish import publish
from showfeed.targets.stamp import unchanged, write_stamp

OPTIONS = {"drafts": False}
STARTED, UNTIL = 10**18, 2 * 10**18
REPORT = {"problems": ["one"]}


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A folder of inputs from long ago, and its output."""
    (tmp_path / "episodes").mkdir()
    for path in ("show.yaml", "episodes/1.yaml", "episodes"):
        if path != "episodes":
            (tmp_path / path).write_text("title: x\n")
        os.utime(tmp_path / path, ns=(1, 1))
    publish([Artifact("feed.xml", b"feed")], Folder(tmp_path / "public"))
    return tmp_path


def stamped(show: Path, **changes: Any) -> bool:
    inputs = [show / name for name in ("show.yaml", "episodes", "episodes/1.yaml", "late.mp3")]
    settings = {"started_ns": STARTED, "until_ns": UNTIL, "report": REPORT, **changes}
    return write_stamp(show / "public", OPTIONS, inputs, **settings)


def test_nothing_changed_gives_the_last_report(show: Path) -> None:
    assert stamped(show)
    assert unchanged(show / "public", OPTIONS, STARTED) == REPORT
    assert unchanged(show / "public", OPTIONS, UNTIL - 1) == REPORT


def test_without_a_stamp_everything_is_looked_at(show: Path) -> None:
    assert unchanged(show / "public", OPTIONS, STARTED) is None


@pytest.mark.parametrize("now", [STARTED - 1, UNTIL])
def test_a_due_date_and_a_clock_set_back_count_as_changed(show: Path, now: int) -> None:
    stamped(show)
    assert unchanged(show / "public", OPTIONS, now) is None


def test_other_options_count_as_changed(show: Path) -> None:
    stamped(show)
    assert unchanged(show / "public", {"drafts": True}, STARTED) is None


@pytest.mark.parametrize(
    "path", ["show.yaml", "episodes/1.yaml", "late.mp3", "episodes/2.yaml", "public/feed.xml"]
)
def test_a_changed_or_new_file_counts_as_changed(show: Path, path: str) -> None:
    stamped(show)
    (show / path).write_text("other")
    assert unchanged(show / "public", OPTIONS, STARTED) is None


@pytest.mark.parametrize("path", ["episodes/1.yaml", "public/feed.xml"])
def test_a_file_that_is_gone_counts_as_changed(show: Path, path: str) -> None:
    stamped(show)
    (show / path).unlink()
    assert unchanged(show / "public", OPTIONS, STARTED) is None


def test_an_input_as_young_as_the_build_is_not_trusted(show: Path) -> None:
    assert stamped(show)
    young = STARTED - 1_000_000_000
    os.utime(show / "show.yaml", ns=(young, young))
    assert not stamped(show)
    assert unchanged(show / "public", OPTIONS, STARTED) is None


def test_a_torn_stamp_or_manifest_counts_as_changed(show: Path) -> None:
    stamped(show)
    notes = show / "public/.showfeed"
    manifest = (notes / "manifest.json").read_text()
    (notes / "manifest.json").write_text("{}")
    assert unchanged(show / "public", OPTIONS, STARTED) is None
    (notes / "manifest.json").write_text(manifest)
    assert unchanged(show / "public", OPTIONS, STARTED) == REPORT
    (notes / "stamp.json").write_text("[")
    assert unchanged(show / "public", OPTIONS, STARTED) is None
