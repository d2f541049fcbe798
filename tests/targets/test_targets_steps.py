"""A place where one file after another changes: whatever stops it, its feed works."""

import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publishing import assert_whole, feed_of, made

from showfeed.problems import OutsideError, ShowfeedError
from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.places import Overtaken
from showfeed.targets.site import Site, heard
from showfeed.targets.steps import Steps
from showfeed.targets.upload import plan_upload, upload


class Shelf:
    """A store in memory; the step number *fails* breaks, before or after it was done."""

    name = "shelf"

    def __init__(self, fails: int = 0, *, late: bool = False) -> None:
        self.files: dict[str, bytes] = {}
        self.steps = 0
        self.fails, self.late = fails, late
        self.log: list[str] = []
        self.alone = threading.Lock()

    def step(self, word: str) -> bool:
        """Count a step; return whether it fails after it was done."""
        self.steps += 1
        self.log.append(word)
        if self.steps == self.fails and not self.late:
            raise OutsideError("the line is cut")
        return self.steps == self.fails

    def read(self) -> tuple[Ledger, str]:
        self.step("read")
        content = self.files.get(PATH)
        ledger = parse_ledger(content) if content else Ledger()
        assert ledger is not None
        return ledger, ledger.serial

    def write(self, ledger: Ledger, version: str) -> str:
        with self.alone:
            now = self.files.get(PATH)
            if (parse_ledger(now) if now else Ledger()).serial != version:  # type: ignore[union-attr]
                raise Overtaken(self.name)
            late = self.step("write")
            self.files[PATH] = format_ledger(ledger)
        if late:
            raise OutsideError("the answer is lost")
        return ledger.serial

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        return {path: len(self.files[path]) for path in paths if path in self.files}

    def send(self, site: Site, paths: Sequence[str]) -> Iterator[str]:
        for path in paths:
            late = self.step(f"put {path}")
            self.files[path] = Path(site.where(path)).read_bytes()
            if late:
                raise OutsideError("the answer is lost")
            yield path

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            late = self.step(f"remove {path}")
            self.files.pop(path, None)
            if late:
                raise OutsideError("the answer is lost")

    def headers(self, path: str) -> Mapping[str, str]:
        return {}


def go(site: Site, shelf: Shelf, *, take_over: bool = True, adopt: bool = False) -> None:
    """Publish a site there."""
    place = Steps(shelf, take_over=take_over, patience=0.2)
    named = heard(site, ["https://show.example/"])
    upload(plan_upload(site, place, named, adopt=adopt, wait=True), place, lambda stage, path: None)


def shown(shelf: Shelf) -> dict[str, bytes]:
    return {path: content for path, content in shelf.files.items() if path != PATH}


PATHS = st.sampled_from(
    ["media/1.mp3", "media/2.mp3", "e/1/index.html", "e/1/chapters.json", "feed/2.xml", "é.txt"]
)


def as_xml(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: f"<rss a='{content.hex()}'/>".encode() if path == "feed/2.xml" else content
        for path, content in tree.items()
    }


TREES = st.dictionaries(PATHS, st.binary(max_size=3)).map(as_xml)


@settings(max_examples=40, deadline=None)
@given(old=TREES, new=TREES, late=st.booleans())
def test_a_failure_at_any_step_leaves_a_whole_feed_and_publishing_again_ends_it(
    old: dict[str, bytes], new: dict[str, bytes], late: bool
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        before, after = made(Path(one), old), made(Path(two), new)
        fails = 1
        while True:
            shelf = Shelf()
            shelf.files["own.txt"] = b"mine"
            go(before, shelf)
            shelf.steps, shelf.fails, shelf.late = 0, fails, late
            try:
                go(after, shelf)
                failed = shelf.steps < fails
            except OutsideError:
                failed = False
            assert_whole(shelf.files)
            shelf.fails = 0
            go(after, shelf)
            assert shown(shelf) == {"own.txt": b"mine", **new, "feed.xml": feed_of(new)}
            ledger = parse_ledger(shelf.files[PATH])
            assert ledger is not None
            assert (ledger.publisher, ledger.pending) == ("", {})
            assert set(ledger.files) == {*new, "feed.xml"}
            if failed:  # there are not so many steps
                return
            fails += 1


def test_the_feed_goes_up_last_and_what_is_not_wanted_goes_after_it(tmp_path: Path) -> None:
    shelf = Shelf()
    go(made(tmp_path / "a", {"media/old.mp3": b"1"}), shelf)
    shelf.log.clear()
    files = {"e/1/index.html": b"", "e/1/chapters.json": b"", "media/1.mp3": b""}
    files["feed/2.xml"] = b"<rss/>"
    go(made(tmp_path / "b", files), shelf)
    assert [word for word in shelf.log if word.startswith(("put", "remove"))] == [
        "put media/1.mp3",
        "put e/1/chapters.json",
        "put e/1/index.html",
        "put feed/2.xml",
        "put feed.xml",
        "remove media/old.mp3",
    ]


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    shelf = Shelf()
    site = made(tmp_path, {"a.txt": b"1"})
    go(site, shelf)
    shelf.log.clear()
    go(site, shelf)
    assert shelf.log == ["read"]


def test_files_of_others_stop_it_before_anything_and_can_be_taken_over(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.files["a.txt"] = b"theirs"
    site = made(tmp_path, {"a.txt": b"ours"})
    with pytest.raises(ShowfeedError, match=r"did not put them there:\n      a\.txt"):
        go(site, shelf)
    assert shelf.files == {"a.txt": b"theirs"}
    go(site, shelf, adopt=True)
    assert shelf.files["a.txt"] == b"ours"


def test_a_publisher_that_lives_is_left_alone_and_a_silent_one_taken_over(tmp_path: Path) -> None:
    shelf = Shelf()
    site = made(tmp_path, {"a.txt": b"1"})
    alive = Ledger({}, {}, "someone", "1")
    shelf.files[PATH] = format_ledger(alive)
    stop = threading.Event()

    def live() -> None:
        beat = 1
        while not stop.wait(0.01):
            beat += 1
            shelf.files[PATH] = format_ledger(Ledger({}, {}, "someone", str(beat)))

    other = threading.Thread(target=live)
    other.start()
    with pytest.raises(Overtaken, match="another publisher is at work on `shelf`"):
        go(site, shelf, take_over=False)
    stop.set()
    other.join()
    assert "feed.xml" not in shelf.files
    go(site, shelf, take_over=False)  # it fell silent
    assert "feed.xml" in shelf.files


def test_one_who_was_overtaken_puts_no_feed(tmp_path: Path) -> None:
    """A publisher that slept for an hour wakes up; another has published meanwhile."""
    shelf = Shelf()
    slow, fast = made(tmp_path / "a", {"a.txt": b"1"}), made(tmp_path / "b", {"b.txt": b"2"})

    class Sleepy(Shelf):
        def send(self, site: Site, paths: Sequence[str]) -> Iterator[str]:
            yield from super().send(site, paths)
            if paths == ("a.txt",):
                go(fast, shelf)

    sleepy = Sleepy()
    sleepy.files = shelf.files
    with pytest.raises(Overtaken):
        go(slow, sleepy)
    assert_whole(shelf.files)
    assert shelf.files["feed.xml"] == feed_of({"b.txt": b"2"})


def test_it_gives_signs_of_life_while_files_go_up(tmp_path: Path) -> None:
    shelf = Shelf()
    place = Steps(shelf, heartbeat=0.0)
    site = made(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    upload(plan_upload(site, place, {}, adopt=False, wait=True), place, lambda stage, path: None)
    assert shelf.log.count("write") > shelf.log.count("put feed.xml") + 4


AUDIO = {"media/1.mp3": b"sound"}


def test_audio_that_is_only_there_stays_and_is_enough(tmp_path: Path) -> None:
    shelf = Shelf()
    go(made(tmp_path / "a", AUDIO), shelf)
    bare = without_audio(tmp_path / "b")
    shelf.log.clear()
    go(bare, shelf)
    assert shelf.files["media/1.mp3"] == b"sound"
    assert not any(word.startswith("remove") for word in shelf.log)
    go(bare, shelf)
    assert shelf.files["media/1.mp3"] == b"sound"


def test_audio_that_others_put_there_is_enough(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.files["media/1.mp3"] = b"sound"
    go(without_audio(tmp_path), shelf)
    assert_whole(shelf.files)


def test_audio_that_is_nowhere_stops_it_before_the_feed(tmp_path: Path) -> None:
    shelf = Shelf()
    with pytest.raises(ShowfeedError, match=r"neither here nor there:\n      media/1\.mp3"):
        go(without_audio(tmp_path), shelf)
    assert shelf.files == {}


def test_other_audio_there_than_the_lock_knows_stops_it(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.files["media/1.mp3"] = b"cut"
    with pytest.raises(ShowfeedError, match=r"media/1\.mp3 \(3 bytes there, 5 in showfeed\.lock\)"):
        go(without_audio(tmp_path), shelf)


def test_audio_that_was_built_with_another_length_than_the_feed_says_stops_it(
    tmp_path: Path,
) -> None:
    """A tool wrote into the built audio through its name in the show's folder, which went away."""
    shelf = Shelf()
    with pytest.raises(ShowfeedError, match=r"media/1\.mp3 \(15 bytes, 5 in the feed\)"):
        go(without_audio(tmp_path, {"media/1.mp3": b"sound with tags"}), shelf)
    assert shelf.files == {}


def without_audio(folder: Path, others: Mapping[str, bytes] | None = None) -> Site:
    """Build where the audio that the feed names is not on this machine."""
    from showfeed.artifacts import Artifact, Rank
    from showfeed.targets.folder import Folder
    from showfeed.targets.publish import publish
    from showfeed.targets.site import read_site

    files = [Artifact(path, content, Rank.MEDIA) for path, content in (others or {}).items()]
    publish([*files, Artifact("feed.xml", feed_of(AUDIO), Rank.FEED)], Folder(folder / "public"))
    return read_site(str(folder / "public"), "feed.xml")


@given(TREES, st.text(), st.text())
def test_a_list_is_read_as_it_was_written(
    files: dict[str, bytes], publisher: str, serial: str
) -> None:
    from showfeed.targets.site import File

    listed = {path: File(content.hex(), len(content)) for path, content in files.items()}
    ledger = Ledger(listed, dict(reversed(listed.items())), publisher, serial)
    text = format_ledger(ledger)
    assert parse_ledger(text) == ledger
    assert text.decode().split("\n")[0] == ledger.head
    assert parse_ledger(text[:-2]) is None
