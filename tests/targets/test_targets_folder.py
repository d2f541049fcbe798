import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.artifacts import Artifact, Plan, Rank
from showfeed.problems import OutsideError, ShowfeedError
from showfeed.targets.folder import Folder
from showfeed.targets.publish import publish


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".showfeed" not in path.parts
    }


def put(folder: Path, keep: tuple[str, ...] = (), **files: bytes) -> Plan:
    """Publish files; a double underscore stands for a slash."""
    made = [Artifact(path.replace("__", "/"), content) for path, content in files.items()]
    return publish(made, Folder(folder), keep)


PATHS = st.sampled_from(["a", "b", "c/a", "c/b", "d/e/a", "d/e/b", "d/f/a", "é ü"])
TREES = st.dictionaries(PATHS, st.binary(max_size=4))


@settings(max_examples=60, deadline=None)
@given(old=TREES, new=TREES, foreign=st.sets(st.sampled_from(["own.txt", "c/own", "d/e/own"])))
def test_old_turns_into_new_again_does_nothing_and_foreign_files_survive(
    old: dict[str, bytes], new: dict[str, bytes], foreign: set[str]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for path in foreign:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(b"mine")
        publish([Artifact(*item) for item in old.items()], Folder(folder))
        plan = publish([Artifact(*item) for item in new.items()], Folder(folder))
        assert set(plan.new) == new.keys() - old.keys()
        assert set(plan.removed) == old.keys() - new.keys()
        assert files_of(folder) == {**new, **dict.fromkeys(foreign, b"mine")}
        inodes = {path: (folder / path).stat().st_ino for path in new}
        assert publish([Artifact(*item) for item in new.items()], Folder(folder)) == Plan()
        assert {path: (folder / path).stat().st_ino for path in new} == inodes
        full = {p for p in folder.rglob("*") if p.is_dir() and ".showfeed" not in p.parts}
        assert all(any(path.iterdir()) for path in full), "an empty folder was left"


def test_a_file_that_someone_edited_is_put_right(tmp_path: Path) -> None:
    put(tmp_path, a=b"ours")
    (tmp_path / "a").write_bytes(b"theirs")
    assert put(tmp_path, a=b"ours").changed == ("a",)
    assert (tmp_path / "a").read_bytes() == b"ours"


def test_a_file_that_was_only_touched_is_read_once_and_trusted_again(tmp_path: Path) -> None:
    put(tmp_path, a=b"ours")
    os.utime(tmp_path / "a", ns=(1, 1))
    assert put(tmp_path, a=b"ours") == Plan()
    assert json.loads((tmp_path / ".showfeed/manifest.json").read_text())["files"]["a"][2] == 1


def test_a_file_that_someone_edited_is_not_removed(tmp_path: Path) -> None:
    put(tmp_path, a=b"ours", b=b"ours")
    (tmp_path / "a").write_bytes(b"theirs")
    put(tmp_path, b=b"ours")
    assert files_of(tmp_path) == {"a": b"theirs", "b": b"ours"}


def test_a_file_that_someone_deleted_is_made_again(tmp_path: Path) -> None:
    put(tmp_path, c__a=b"ours", c__b=b"gone")
    (tmp_path / "c/a").unlink()
    (tmp_path / "c/b").unlink()
    assert put(tmp_path, a=b"1").new == ("a",)
    assert not (tmp_path / "c").exists()


def test_kept_files_stay_ours_and_are_not_removed(tmp_path: Path) -> None:
    put(tmp_path, a=b"1", b=b"2")
    assert put(tmp_path, ("a",), b=b"2") == Plan()
    assert put(tmp_path, b=b"2").removed == ("a",)


def test_an_equal_file_in_our_way_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"same")
    put(tmp_path, a=b"same")
    assert put(tmp_path).removed == ("a",)


def test_another_file_in_our_way_stops_the_work_before_anything_changes(tmp_path: Path) -> None:
    put(tmp_path, a=b"old")
    (tmp_path / "b").write_bytes(b"theirs")
    (tmp_path / "c").mkdir()
    with pytest.raises(
        ShowfeedError, match=r"in the way:\n.*/b\n.*/c\n    nothing was changed; move"
    ):
        put(tmp_path, a=b"new", b=b"ours", c=b"ours")
    assert files_of(tmp_path) == {"a": b"old", "b": b"theirs"}


def test_a_file_where_a_folder_must_be_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"theirs")
    with pytest.raises(ShowfeedError, match="in the way"):
        put(tmp_path, c__a=b"1")
    (tmp_path / "c").unlink()
    with pytest.raises(ShowfeedError, match="in the way"):
        put(tmp_path / "new", c=b"1", c__a=b"1")


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    folder = tmp_path / "public"
    put(folder, c__a=b"1", d=b"1")
    (folder / "c").rename(tmp_path / "out/c")
    (folder / "c").symlink_to(tmp_path / "out/c")
    (folder / "d").rename(tmp_path / "out/d")
    (folder / "d").symlink_to(tmp_path / "out/d")
    assert put(folder) == Plan()
    assert files_of(tmp_path / "out") == {"c/a": b"1", "d": b"1"}
    with pytest.raises(ShowfeedError, match="in the way"):
        put(folder, c__a=b"2", d=b"2")


def test_a_linked_notes_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".showfeed").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ShowfeedError, match="is a link"):
        put(tmp_path, a=b"1")


@pytest.mark.parametrize("path", ["../a", "/a", "c/../a", ".showfeed/a", "a\\b", "c//a", "a\0"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ShowfeedError, match="outside the output"):
        publish([Artifact(path, b"1")], Folder(tmp_path / "public"))


def test_an_evil_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    put(folder, a=b"1")
    (tmp_path / "mine").write_bytes(b"1")
    manifest = folder / ".showfeed/manifest.json"
    manifest.write_text(manifest.read_text().replace('"a"', '"../mine"'))
    put(folder)
    assert (tmp_path / "mine").exists()


def test_a_torn_manifest_takes_nothing_for_ours(tmp_path: Path) -> None:
    put(tmp_path, a=b"1", b=b"2")
    (tmp_path / ".showfeed/manifest.json").write_text('{"files": ')
    assert put(tmp_path, a=b"1").removed == ()
    assert files_of(tmp_path) == {"a": b"1", "b": b"2"}


def test_audio_gets_a_second_name_not_a_copy(tmp_path: Path) -> None:
    source = tmp_path / "one.mp3"
    source.write_bytes(b"sound")
    (tmp_path / "link.mp3").symlink_to(source)
    made = [Artifact("m/one.mp3", tmp_path / "link.mp3", Rank.MEDIA)]
    publish(made, Folder(tmp_path / "public"))
    assert (tmp_path / "public/m/one.mp3").samefile(source)
    assert not (tmp_path / "public/m/one.mp3").is_symlink()


def test_audio_on_another_disk_is_copied(tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has one disk only")
    with tempfile.NamedTemporaryFile(dir=shared) as source:
        source.write(b"sound")
        source.flush()
        publish([Artifact("one.mp3", Path(source.name))], Folder(tmp_path))
        assert (tmp_path / "one.mp3").read_bytes() == b"sound"


def test_audio_that_vanished_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="can't be written"):
        made = Artifact("one.mp3", tmp_path / "gone.mp3", known_digest="00")
        publish([made], Folder(tmp_path / "public"))


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    with Folder(tmp_path), pytest.raises(ShowfeedError, match="another build is writing"):
        put(tmp_path, a=b"1")


def test_a_damaged_notes_folder_lets_go_of_the_lock(tmp_path: Path) -> None:
    (tmp_path / ".showfeed/staging/folder").mkdir(parents=True)
    with pytest.raises(OutsideError):
        put(tmp_path, a=b"1")
    (tmp_path / ".showfeed/staging/folder").rmdir()
    put(tmp_path, a=b"1")


def test_an_output_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"")
    with pytest.raises(OutsideError, match="a file is where a folder is needed"):
        put(tmp_path / "public", a=b"1")


def test_a_disk_that_takes_no_more_leaves_the_old_output(tmp_path: Path) -> None:
    put(tmp_path, a=b"old", feed=b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OutsideError, match=r"too large.*\n.*still whole"):
            put(tmp_path, a=b"new", b=bytes(200_000), feed=b"new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files_of(tmp_path) == {"a": b"old", "feed": b"old"}
    assert {p.name for p in (tmp_path / ".showfeed").iterdir()} == {"manifest.json", "lock"}


def test_a_failure_in_the_making_leaves_the_old_output(tmp_path: Path) -> None:
    put(tmp_path, a=b"old")

    def made():  # type: ignore[no-untyped-def]
        yield Artifact("a", b"new")
        raise ShowfeedError("stop")

    with pytest.raises(ShowfeedError, match="stop"):
        publish(made(), Folder(tmp_path))
    assert files_of(tmp_path) == {"a": b"old"}


KILLED = textwrap.dedent("""
    import sys
    from pathlib import Path
    from showfeed.artifacts import Artifact, Rank
    from showfeed.targets.folder import Folder
    from showfeed.targets.publish import publish

    def made(turn):
        names = [f"{turn + i:04}.txt" for i in range(300)]
        for name in names:
            yield Artifact(f"e/{name}", f"{name} {turn // 200}".encode() * 20)
        yield Artifact("feed.xml", " ".join(names).encode(), Rank.FEED)

    print("ready", flush=True)
    for turn in range(int(sys.argv[2]), 100_000, 150):
        publish(made(turn), Folder(Path(sys.argv[1])))
""")


def test_a_killed_build_leaves_a_feed_whose_every_link_works(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for attempt in range(8):
        run = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), str(attempt * 37)],
            stdout=subprocess.PIPE,
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.02 + attempt * 0.017)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        feed = folder / "feed.xml"
        if feed.exists():
            names = feed.read_text().split()
            assert len(names) == 300
            assert all((folder / "e" / name).is_file() for name in names)
    put(folder, last=b"1")
    assert files_of(folder) == {"last": b"1"}, "files were left that nobody knows are ours"
    assert not (folder / ".showfeed/staging").exists()


def test_what_costs_much_is_made_once_and_in_pieces(tmp_path: Path) -> None:
    made: list[str] = []

    def card() -> Iterator[bytes]:
        made.append("card")
        yield b"dra"
        yield b"wn"

    artifact = Artifact("card.png", card, known_digest="recipe 1")
    publish([artifact], Folder(tmp_path))
    publish([artifact], Folder(tmp_path))
    assert (tmp_path / "card.png").read_bytes() == b"drawn"
    assert made == ["card"]
    publish([Artifact("card.png", card, known_digest="recipe 2")], Folder(tmp_path))
    assert made == ["card", "card"]


def made_anew(folder: Path, digest: str = "source") -> bool:
    """Publish a file that is made only when needed, and tell whether it was made."""
    made = []

    def content() -> Iterator[bytes]:
        made.append(1)
        yield b"drawn"

    publish([Artifact("card", content, known_digest=digest)], Folder(folder))
    return bool(made)


def test_what_is_made_when_needed_is_known_again_by_its_bytes(tmp_path: Path) -> None:
    assert made_anew(tmp_path)
    assert not made_anew(tmp_path)
    os.utime(tmp_path / "card", ns=(1, 1))
    assert not made_anew(tmp_path), "a fresh checkout of the output changes times, not bytes"
    assert made_anew(tmp_path, "another source")
    (tmp_path / "card").write_bytes(b"edited")
    assert made_anew(tmp_path, "another source")
    assert (tmp_path / "card").read_bytes() == b"drawn"


def test_what_is_made_when_needed_is_removed_though_its_time_changed(tmp_path: Path) -> None:
    made_anew(tmp_path)
    os.utime(tmp_path / "card", ns=(1, 1))
    put(tmp_path, feed=b"1")
    assert files_of(tmp_path) == {"feed": b"1"}


def test_an_equal_file_in_the_way_of_what_is_made_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "card").write_bytes(b"drawn")
    made_anew(tmp_path)
    assert not made_anew(tmp_path)
    (tmp_path / ".showfeed/manifest.json").unlink()
    (tmp_path / "card").write_bytes(b"mine")
    with pytest.raises(ShowfeedError, match="in the way"):
        made_anew(tmp_path)
