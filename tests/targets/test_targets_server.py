"""A server by rsync over SSH: a real sshd on this machine, with a key made for the test."""

import getpass
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from buckets import free_port, running
from publishing import assert_whole, feed_of, made, named_by

from showfeed.problems import OutsideError, UsageError
from showfeed.targets.ledger import Ledger
from showfeed.targets.places import Overtaken
from showfeed.targets.server import Server
from showfeed.targets.server_words import refused
from showfeed.targets.site import Site, heard
from showfeed.targets.steps import Steps
from showfeed.targets.upload import plan_upload, upload

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/sbin")
TOOLS = {"sshd": SSHD, "ssh": shutil.which("ssh"), "rsync": shutil.which("rsync")}
ABSENT = [name for name, found in TOOLS.items() if not found]
pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server; give the ssh command that it lets in."""
    folder, port = tmp_path_factory.mktemp("ssh"), free_port()
    for name in ("host", "mine"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(words, check=True)
    known = (folder / "host.pub").read_text()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {known}")
    shutil.copy(folder / "mine.pub", folder / "allowed")
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/allowed\nStrictModes no\nUsePAM no\nMaxStartups 50\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with running(str(SSHD), "-D", "-e", "-f", str(folder / "config"), port=port):
        yield (
            f"ssh -F /dev/null -p {port} -i {folder}/mine -o IdentitiesOnly=yes "
            f"-o IdentityAgent=none -o UserKnownHostsFile={folder}/known"
        )


def opened(shell: str, path: Path) -> Server:
    said = {"host": "127.0.0.1", "user": getpass.getuser(), "path": str(path)}
    return Server("server", said, shell, pauses=(0.01,))


def go(site: Site, store: Server) -> list[str]:
    place = Steps(store, take_over=True)
    done: list[str] = []
    named = heard(site, ["https://show.example/"])
    delivery = plan_upload(site, place, named, adopt=False, wait=True)
    upload(delivery, place, lambda stage, path: done.append(path))
    return done


def there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".showfeed" not in path.parts and not path.name.startswith(".")
    }


FILES = {
    "media/1.mp3": os.urandom(300_000),
    "e/1/chapters.json": b"{}",
    "e/1/index.html": b"<p>",
    "e/é ü/it's.txt": b"text",
}


def test_files_go_up_and_only_what_differs(tmp_path: Path, shell: str) -> None:
    www = tmp_path / "w w'w"
    www.mkdir()
    (www / "own.txt").write_bytes(b"mine")
    site = made(tmp_path, FILES)
    os.chmod(site.where("e/1/index.html"), 0o600)
    store = opened(shell, www)
    done = go(site, store)
    assert (done[0], done[-1]) == ("media/1.mp3", "feed.xml")
    assert there(www) == {**FILES, "feed.xml": feed_of(FILES), "own.txt": b"mine"}
    assert (www / "e/1/index.html").stat().st_mode & 0o777 == 0o644
    assert go(site, store) == []
    fewer = {"media/1.mp3": FILES["media/1.mp3"]}
    assert go(made(tmp_path, fewer), store) == [
        "feed.xml", "e/1/chapters.json", "e/1/index.html", "e/é ü/it's.txt",
    ]  # fmt: skip
    assert there(www) == {**fewer, "feed.xml": feed_of(fewer), "own.txt": b"mine"}
    assert not (www / "e").exists()


def test_the_same_size_and_second_is_no_proof(tmp_path: Path, shell: str) -> None:
    store, www = opened(shell, tmp_path / "www"), tmp_path / "www"
    for content in (b"one", b"two"):
        site = made(tmp_path, {"a.txt": content})
        go(site, store)
        assert (www / "a.txt").read_bytes() == content


def test_what_is_there_is_told_with_its_size(tmp_path: Path, shell: str) -> None:
    store = opened(shell, tmp_path / "www")
    assert store.sizes(["a b.txt"]) == {}
    go(made(tmp_path, {"a b.txt": b"12345", "c/d.txt": b""}), store)
    assert store.sizes(["a b.txt", "c/d.txt", "none"]) == {"a b.txt": 5, "c/d.txt": 0}


def test_a_list_is_written_only_in_place_of_the_one_that_was_read(
    tmp_path: Path, shell: str
) -> None:
    one, two = opened(shell, tmp_path / "www"), opened(shell, tmp_path / "www")
    first = one.write(Ledger(serial="1"), "")
    with pytest.raises(Overtaken):
        two.write(Ledger(serial="2"), "")
    second = one.write(Ledger(serial="it's 3"), first)
    with pytest.raises(Overtaken):
        two.write(Ledger(serial="4"), first)
    assert one.read() == (Ledger(serial="it's 3"), second)
    lock = tmp_path / "www/.showfeed/lock"
    lock.mkdir()
    os.utime(lock, (1, 1))  # left over when the server fell
    one.write(Ledger(serial="5"), second)
    assert not lock.exists()


def test_two_publishers_at_once_leave_one_whole_feed(tmp_path: Path, shell: str) -> None:
    www, refusals = tmp_path / "www", []
    sites = [
        made(tmp_path / str(turn), {f"e/{turn}-{n}.txt": b"x" for n in range(5)})
        for turn in range(3)
    ]

    def run(site: Site) -> None:
        try:
            place = Steps(opened(shell, www), patience=5.0)
            delivery = plan_upload(site, place, {}, adopt=False, wait=True)
            upload(delivery, place, lambda stage, path: None)
        except Overtaken as error:
            refusals.append(error)

    turns = [threading.Thread(target=run, args=(site,)) for site in sites]
    for turn in turns:
        turn.start()
    for turn in turns:
        turn.join()
    assert len(refusals) < 3
    found = there(www)
    assert_whole(found)
    assert named_by(found["feed.xml"]) == found.keys() - {"feed.xml"}


PUBLISHER = """
import sys
from pathlib import Path
from showfeed.targets.server import Server
from showfeed.targets.site import read_site
from showfeed.targets.steps import Steps
from showfeed.targets.upload import plan_upload, upload
site = read_site(sys.argv[1], "feed.xml")
said = {"host": "127.0.0.1", "user": sys.argv[3], "path": sys.argv[4]}
place = Steps(Server("server", said, sys.argv[2]), take_over=True)
delivery = plan_upload(site, place, {}, adopt=False, wait=True)
print("begins", flush=True)
upload(delivery, place, lambda stage, path: None)
"""


def test_a_publisher_that_is_killed_leaves_a_whole_feed_and_the_next_ends_it(
    tmp_path: Path, shell: str
) -> None:
    www, chance = tmp_path / "www", random.Random(5)
    for turn in range(4):
        files = {f"e/{n + turn}/chapters.json": b"%d" % turn for n in range(9)}
        files["media/1.mp3"] = os.urandom(2_000_000)
        site = made(tmp_path / f"public{turn}", files)
        words = [sys.executable, "-c", PUBLISHER, site.top, shell, getpass.getuser(), str(www)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as publisher:
            assert publisher.stdout is not None
            publisher.stdout.readline()
            time.sleep(chance.random() * 1.5)
            publisher.send_signal(signal.SIGKILL)
        time.sleep(0.3)  # what it had started ends by itself
        if www.exists():
            assert_whole(there(www))
    go(site, opened(shell, www))
    assert there(www) == {**files, "feed.xml": feed_of(files)}


def test_audio_that_is_only_there_stays(tmp_path: Path, shell: str) -> None:
    from showfeed.artifacts import Artifact, Rank
    from showfeed.targets.folder import Folder
    from showfeed.targets.publish import publish
    from showfeed.targets.site import read_site

    store, audio = opened(shell, tmp_path / "www"), {"media/1.mp3": b"sound"}
    (tmp_path / "www/media").mkdir(parents=True)
    (tmp_path / "www/media/1.mp3").write_bytes(b"sound")
    publish([Artifact("feed.xml", feed_of(audio), Rank.FEED)], Folder(tmp_path / "public"))
    go(read_site(str(tmp_path / "public"), "feed.xml"), store)
    assert there(tmp_path / "www") == {**audio, "feed.xml": feed_of(audio)}


def test_refusals_are_told_in_words(tmp_path: Path, shell: str) -> None:
    site = made(tmp_path, {"a.txt": b"1"})
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-f", str(tmp_path / "other")], check=True)
    words = shell.split()
    words[words.index("-i") + 1] = str(tmp_path / "other")
    with pytest.raises(OutsideError, match="the server does not let us in"):
        go(site, opened(" ".join(words), tmp_path / "www"))
    with pytest.raises(OutsideError, match="its key is not known here"):
        go(site, opened(shell.replace("/known", "/unknown"), tmp_path / "www"))
    with pytest.raises(OutsideError, match="the server does not answer"):
        go(site, opened("ssh -F /dev/null -p 9", tmp_path / "www"))
    with pytest.raises(UsageError, match="`no-such-ssh` is not installed here"):
        go(site, opened("no-such-ssh", tmp_path / "www"))
    (tmp_path / "file").write_text("")
    with pytest.raises(OutsideError, match="`server`"):
        go(site, opened(shell, tmp_path / "file/www"))


def test_a_full_disk_there_is_told() -> None:
    said = 'rsync: [receiver] write failed on "/w/a": No space left on device (28)\n'
    assert "its disk is full\n    make room there" in str(refused("server", 11, said))
    assert "it ended with 9" in str(refused("server", 9, ""))
