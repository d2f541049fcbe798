"""A git branch as a place: one commit, pushed in place of the one that was seen."""

import os
import subprocess
from pathlib import Path

import pytest
from publishing import feed_of, made

from showfeed.artifacts import Artifact, Rank
from showfeed.problems import OutsideError, ShowfeedError, UsageError
from showfeed.targets.branch import Branch
from showfeed.targets.branch_words import passing, refused
from showfeed.targets.folder import Folder
from showfeed.targets.places import Overtaken
from showfeed.targets.publish import publish
from showfeed.targets.site import Site, heard, read_site
from showfeed.targets.upload import plan_upload, upload

ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
FILES = {"media/1.mp3": bytes(range(256)) * 9, "e/1/index.html": b"<p>", 'e/é "ü.txt': b"text\n"}


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Return a show's repository whose remote is a bare one."""
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(tmp_path / "remote.git", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "init", "-q", "-b", "main", "show")
    show = tmp_path / "show"
    git(show, "config", "user.name", "Ana")
    git(show, "config", "user.email", "ana@example.com")
    git(show, "remote", "add", "origin", (tmp_path / "remote.git").as_uri())
    (show / "show.yaml").write_text("title: x\n")
    git(show, "add", ".")
    git(show, "commit", "-qm", "begin")
    return show


def place(show: Path, **said: str) -> Branch:
    return Branch("pages", said, show, ENVIRONMENT)


def go(site: Site, branch: Branch, *, adopt: bool = False) -> list[str]:
    done: list[str] = []
    named = heard(site, ["https://show.example/"])
    delivery = plan_upload(site, branch, named, adopt=adopt, wait=True)
    upload(delivery, branch, lambda stage, path: done.append(path))
    return done


def there(show: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    remote = show.parent / "remote.git"
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {
        name: subprocess.run(
            ["git", "cat-file", "blob", f"{branch}:{name}"],
            cwd=remote, capture_output=True, check=True,
        ).stdout
        for name in names
        if name and not name.startswith(".showfeed/")
    }  # fmt: skip


def state(show: Path) -> tuple[str, ...]:
    """Return what the owner sees of the show's own repository."""
    words = (["status", "--porcelain"], ["for-each-ref"], ["config", "--list", "--local"])
    return (*(git(show, *w) for w in words), *sorted(os.listdir(show / ".git")))


def test_the_branch_holds_what_was_built_and_the_show_is_not_touched(show: Path) -> None:
    before = state(show)
    done = go(made(show.parent, FILES), place(show))
    assert (set(done), done[-1]) == ({*FILES, "feed.xml"}, "feed.xml")
    assert there(show) == {**FILES, "feed.xml": feed_of(FILES), ".nojekyll": b""}
    assert state(show) == before
    remote = show.parent / "remote.git"
    assert git(remote, "log", "--format=%an <%ae>", "gh-pages") == "Ana <ana@example.com>\n"
    assert go(made(show.parent, FILES), place(show)) == []
    assert len(git(remote, "log", "--format=%h", "gh-pages").split()) == 1
    fewer = {"media/1.mp3": FILES["media/1.mp3"]}
    assert go(made(show.parent, fewer), place(show))[0] == "feed.xml"
    assert there(show) == {**fewer, "feed.xml": feed_of(fewer), ".nojekyll": b""}
    assert len(git(remote, "log", "--format=%h", "gh-pages").split()) == 2
    git(remote, "fsck", "--strict")


def test_without_history_there_is_one_commit(show: Path) -> None:
    for content in (b"1", b"2"):
        go(made(show.parent, {"a.txt": content}), place(show, history="no", branch="web/site"))
    remote = show.parent / "remote.git"
    assert len(git(remote, "log", "--format=%h", "web/site").split()) == 1
    assert there(show, "web/site")["a.txt"] == b"2"


def test_files_of_others_stay(show: Path) -> None:
    git(show, "checkout", "-q", "--orphan", "gh-pages")
    (show / "CNAME").write_text("show.example")
    (show / "e").mkdir()
    (show / "e/own.txt").write_text("mine")
    git(show, "add", ".")
    git(show, "commit", "-qm", "own")
    git(show, "push", "-q", "origin", "gh-pages")
    git(show, "checkout", "-q", "main")
    go(made(show.parent, FILES), place(show))
    go(made(show.parent, {}), place(show))
    assert there(show).keys() == {"CNAME", "e/own.txt", "show.yaml", "feed.xml", ".nojekyll"}
    with pytest.raises(ShowfeedError, match=r"did not put them there:\n      CNAME"):
        go(made(show.parent, {"CNAME": b"other"}), place(show))
    go(made(show.parent, {"CNAME": b"other"}), place(show), adopt=True)
    assert there(show)["CNAME"] == b"other"


def test_of_two_publishers_at_once_one_is_told(show: Path) -> None:
    slow, fast = place(show), place(show)
    delivery = plan_upload(made(show.parent, {"a.txt": b"1"}), slow, {}, adopt=False, wait=True)
    first = made(show.parent / "other", {"b.txt": b"2"})
    go(first, fast)
    with pytest.raises(Overtaken, match="another publisher is at work on `pages`"):
        upload(delivery, slow, lambda stage, path: None)
    assert there(show).keys() == {"b.txt", "feed.xml", ".nojekyll"}


def test_audio_that_is_only_there_stays(show: Path) -> None:
    go(made(show.parent, FILES), place(show))
    folder = show.parent / "bare"
    publish([Artifact("feed.xml", feed_of(FILES) + b"\n", Rank.FEED)], Folder(folder))
    go(read_site(str(folder), "feed.xml"), place(show))
    assert there(show)["media/1.mp3"] == FILES["media/1.mp3"]


def test_the_show_s_repository_lends_its_way_to_the_remote(show: Path) -> None:
    """CI keeps a token there as a setting; here an address stands for another."""
    remote = (show.parent / "remote.git").as_uri()
    git(show, "config", f"url.{remote}.insteadOf", "https://token@pages.example/x")
    go(made(show.parent, FILES), place(show, remote="https://token@pages.example/x"))
    assert "feed.xml" in there(show)


def test_refusals_are_told_in_words(show: Path) -> None:
    site = made(show.parent, FILES)
    with pytest.raises(UsageError, match="has no git remote `upstream`"):
        go(site, place(show, remote="upstream"))
    with pytest.raises(OutsideError, match="`pages`: there is no repository"):
        go(site, place(show, remote="./nowhere"))
    hook = show.parent / "remote.git/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2; exit 1\n")
    hook.chmod(0o755)
    with pytest.raises(OutsideError, match="a rule there forbids it"):
        go(site, place(show))
    with pytest.raises(UsageError, match="`git` is not installed here"):
        go(site, Branch("pages", {}, show, {"PATH": str(show)}))


def test_no_password_of_an_address_is_told() -> None:
    said = "fatal: strange thing with 'https://ana:secret@git.example/x'\n"
    assert "https://…@git.example/x" in str(refused("pages", said))
    assert "git failed" in str(refused("pages", ""))
    assert passing("ssh: connect: Connection timed out")


def test_a_list_that_is_not_ours_is_left_alone(show: Path) -> None:
    git(show, "checkout", "-q", "--orphan", "gh-pages")
    (show / ".showfeed").mkdir()
    (show / ".showfeed/manifest.json").write_text("mine")
    git(show, "add", "-f", ".")
    git(show, "commit", "-qm", "own")
    git(show, "push", "-q", "origin", "gh-pages")
    with pytest.raises(OutsideError, match="is not a list of showfeed's"):
        go(made(show.parent, FILES), place(show))
