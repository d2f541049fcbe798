"""Files that may not be read or written: told with what to do, and nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from showfeed.cli import main

RUN = [sys.executable, "-m", "showfeed"]
if os.getuid() == 0:  # root may read everything; without these two rights it may not
    RUN = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *RUN]
pytestmark = pytest.mark.skipif(
    os.getuid() == 0 and shutil.which("setpriv") is None,
    reason="root may read every file, and setpriv, which takes that right away, is not here",
)


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "show"
    assert main(["init", str(root)]) == 0
    assert main(["build", "--root", str(root), "--quiet"]) == 0
    yield root
    for path in (root, *(p for p in root.iterdir() if p.is_dir())):
        path.chmod(0o755)


def build(root: Path) -> tuple[int, str]:
    """Build and return the exit code and all that was said."""
    run = subprocess.run([*RUN, "build", "--root", str(root)], capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("path", "code", "said", "hint"),
    [
        ("show.yaml", 1, "show.yaml` can't be read", "chmod u+r"),
        ("episodes/001-welcome.yaml", 1, "the file can't be read", "chmod u+r"),
        ("episodes", 1, "the episodes can't be read", "a folder that can be read"),
        ("media/001-welcome.mp3", 1, "`media/001-welcome.mp3` can't be read", "write its path"),
        ("cover.png", 1, "`cover.png` can't be read", "chmod u+r"),
        ("showfeed.lock", 3, "showfeed.lock can't be read", "chmod u+r"),
    ],
)
def test_what_may_not_be_read_is_told_and_what_was_published_stays(
    show: Path, path: str, code: int, said: str, hint: str
) -> None:
    feed = (show / "public/feed.xml").read_bytes()
    lock = (show / "showfeed.lock").read_bytes()
    (show / path).chmod(0)
    ended, words = build(show)
    (show / path).chmod(0o755)
    assert (ended, said in words) == (code, True), words
    assert hint in words[words.index(said) :], words
    assert "Traceback" not in words
    # An episode that can't be looked at is not lost: nobody is told to let it go for good.
    assert "episode-lost" not in words and "--accept" not in words
    assert (show / "public/feed.xml").read_bytes() == feed
    assert (show / "showfeed.lock").read_bytes() == lock


def test_a_folder_that_may_not_be_written_keeps_what_was_published(show: Path) -> None:
    before = (show / "public/feed.xml").read_bytes()
    text = (show / "show.yaml").read_text()
    (show / "show.yaml").write_text(text.replace("An example show", "Another name"))
    (show / "public").chmod(0o555)
    show.chmod(0o555)
    code, words = build(show)
    assert code == 3 and "public` can't be written" in words and "--out" in words
    assert (show / "public/feed.xml").read_bytes() == before
