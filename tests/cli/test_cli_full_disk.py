"""A full disk and a killed build: the old public/ serves a whole feed, the lock is never half."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest
from lxml import etree

from showfeed.sources.lock import read_lock

SIZE = 2_000_000  # bytes of the small disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, which root may make of memory."""
    at = tmp_path / "disk"
    at.mkdir()
    mount = shutil.which("mount")
    if mount is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "showfeed-test", str(at)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this machine lets no disk be mounted")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


@pytest.fixture
def show(disk: Path) -> Path:
    """A show that was built once."""
    root = golden.copy_of(golden.SHOWS / "minimal", disk)
    for path in (*root.rglob("*"), root):  # what was only just written is not stamped
        os.utime(path, (1_700_000_000, 1_700_000_000))
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root


def build(root: Path) -> subprocess.CompletedProcess[str]:
    return golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT, "--offline")


def write_episode(root: Path, number: int) -> None:
    """Write an episode whose notes alone take 200 kB, and change the first one."""
    (root / "episodes" / f"{number:03}-more.yaml").write_text(
        f"title: More {number}\ndate: 02/01/2025 {number:02}:00\n"
        f"audio: https://127.0.0.1:9/{number}.mp3\nduration: 1:00\ndescription: |\n"
        + "".join(f"  Line {line} of many words about nothing much.\n\n" for line in range(4000)),
        encoding="utf-8",
    )


def fill(disk: Path, room: int) -> None:
    """Leave so many bytes of the disk free, in whole pages as the disk counts."""
    state = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        file.write(bytes(max(state.f_bavail * state.f_frsize - room, 0)))


def assert_whole(public: Path) -> None:
    """See that the feed is whole and that every file it names is there."""
    feed = etree.parse(str(public / "feed.xml"))
    base = feed.findtext("channel/link").rstrip("/")
    named = [
        value
        for element in feed.iter()
        for value in (*element.attrib.values(), element.text or "")
        if value.startswith(f"{base}/")
    ]
    assert named
    for url in named:
        path = public / url.removeprefix(f"{base}/")
        assert path.is_file() or (path / "index.html").is_file(), url


@pytest.mark.parametrize("room", [0, 4096, 8192, 20_000, 100_000, 300_000])
def test_on_a_full_disk_the_old_output_stays_whole_and_the_message_says_what_to_do(
    disk: Path, show: Path, room: int
) -> None:
    before = golden.files_of(show / "public")
    old_lock = (show / "showfeed.lock").read_bytes()
    write_episode(show, 2)
    fill(disk, room)
    done = build(show)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "the disk is full\n    make room" in done.stderr
    assert "Traceback" not in done.stderr
    assert golden.files_of(show / "public") == before
    assert_whole(show / "public")
    lock, problems = read_lock(show)
    assert not problems
    assert (show / "showfeed.lock").read_bytes() == old_lock or "002-more" in lock.episodes
    assert not list(show.glob(".showfeed.lock*")), "nothing is left lying about"

    (disk / "filler").unlink()
    done = build(show)
    assert done.returncode == 0, done.stderr
    assert (show / "public/episodes/002-more/notes.txt").is_file()
    assert_whole(show / "public")


def test_where_only_the_stamp_finds_no_room_the_build_is_still_a_success(
    disk: Path, show: Path
) -> None:
    """The stamp only saves time: whatever room is left, a build ends in 0 or 3, never a crash."""
    codes = set()
    stamp = show / "public/.showfeed/stamp.json"
    (show / "showfeed.lock").touch()
    os.utime(show / "showfeed.lock", (1_700_000_000, 1_700_000_000))
    os.utime(show, (1_700_000_000, 1_700_000_000))
    for room in range(0, 60_000, 4096):
        stamp.unlink(missing_ok=True)
        fill(disk, room)
        done = build(show)
        assert done.returncode in (0, 3), done.stderr
        assert "Traceback" not in done.stderr
        codes.add(done.returncode)
        (disk / "filler").unlink()
    assert 0 in codes
    assert stamp.exists(), "with room enough there is a stamp"


def test_a_build_killed_at_any_moment_leaves_lock_and_feed_whole(tmp_path: Path) -> None:
    root = golden.copy_of(golden.SHOWS / "minimal", tmp_path)
    started = time.monotonic()
    assert build(root).returncode == 0
    whole = time.monotonic() - started
    guids = {id_: line.guid for id_, line in read_lock(root)[0].episodes.items()}
    for attempt in range(10):
        write_episode(root, attempt + 2)
        run = subprocess.Popen(
            [sys.executable, "-m", "showfeed", "build", "--root", str(root), "--offline"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * (0.3 + 0.08 * attempt))
        run.send_signal(signal.SIGKILL)
        run.wait()
        lock, problems = read_lock(root)
        assert not problems
        assert guids.items() <= {i: line.guid for i, line in lock.episodes.items()}.items()
        assert_whole(root / "public")
    assert build(root).returncode == 0
    lock, _ = read_lock(root)
    assert len(lock.episodes) == 11
    assert guids.items() <= {i: line.guid for i, line in lock.episodes.items()}.items()
    assert_whole(root / "public")
