"""`showfeed publish` as a person runs it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from buckets import ENVIRONMENT, contents, free_port, make_bucket, moto, running, store

from showfeed.cli import main

SAMPLE = Path(__file__).parents[2]
TARGETS = """
publish:
  site: {kind: folder, path: ../www}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the sample show that has a target."""
    root = tmp_path / "show"
    for name in ("episodes", "media"):
        shutil.copytree(SAMPLE / name, root / name)
    for name in ("show.yaml", "showfeed.lock"):
        shutil.copy(SAMPLE / name, root / name)
    with (root / "show.yaml").open("a") as file:
        file.write(TARGETS)
    return root


def run(root: Path, *words: str) -> int:
    return main(["publish", "--root", str(root), "--no-verify", *words])


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".showfeed" not in path.parts
    }


def test_what_was_built_is_what_is_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith(" ")][:4] == [
        "media", "assets", "pages", "feed",
    ]  # fmt: skip
    assert told[-1].endswith("; nothing was sent")
    assert not (root.parent / "www").exists()
    assert run(root) == 0
    assert files_of(root.parent / "www") == files_of(root / "public")
    assert "new" in capsys.readouterr().out
    assert run(root) == 0
    assert capsys.readouterr().out == "site: nothing changed\n"


def test_it_tells_programs_every_step(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--json", "--quiet") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["target"], done["feed_changed"]) == ("site", True)
    assert done["steps"][-1]["path"] == "feed.xml"
    assert run(root, "--json") == 0
    assert json.loads(capsys.readouterr().out)["steps"] == []
    (root / "episodes/004-letters.yaml").write_text("titel: x\n")
    assert run(root, "--json") == 1
    assert json.loads(capsys.readouterr().out)["sound"] is False


def test_an_episode_that_is_not_due_stays_here(root: Path) -> None:
    assert run(root, "--at", "2024-03-12T00:00Z") == 0
    assert not (root.parent / "www/episodes/002-the-lens").exists()
    assert "002-the-lens" not in (root.parent / "www/feed.xml").read_text()
    assert not (root.parent / "www/media/002-the-lens.mp3").exists()
    assert run(root) == 0
    assert (root.parent / "www/media/002-the-lens.mp3").exists()


def test_audio_that_is_only_at_the_target_stays_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    shutil.rmtree(root / "public")
    (root / "media/001-the-stairs.mp3").unlink()
    assert run(root, "--locked") == 0
    assert (root.parent / "www/media/001-the-stairs.mp3").exists()
    shutil.rmtree(root.parent / "www")
    capsys.readouterr()
    assert run(root, "--locked") == 1
    assert "neither here nor there:\n      media/001-the-stairs.mp3\n" in capsys.readouterr().err
    assert not (root.parent / "www/feed.xml").exists()


def test_files_of_others_are_not_touched(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    www = root.parent / "www"
    www.mkdir()
    (www / "index.html").write_text("mine")
    assert run(root) == 1
    assert "showfeed did not put them there:\n      index.html\n" in capsys.readouterr().err
    assert files_of(www) == {"index.html": b"mine"}
    assert run(root, "--adopt") == 0
    assert files_of(www) == files_of(root / "public")


def test_public_as_the_last_build_left_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--no-build") == 1
    assert "was not made by showfeed\n    run `showfeed build` first" in capsys.readouterr().err
    assert main(["build", "--root", str(root)]) == 0
    assert run(root, "--no-build") == 0
    (root / "public/index.html").write_text("mine")
    assert run(root, "--no-build") == 1
    assert "index.html` is not as the build left it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("targets", "words", "message"),
    [
        ("", [], "show.yaml names no place to publish to"),
        (TARGETS + "  other: {kind: folder, path: x}\n", [], "write one of `site`, `other`"),
        (TARGETS, ["sit"], "did you mean `site`?"),
    ],
)
def test_which_target_is_meant_must_be_clear(
    root: Path, targets: str, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show = (root / "show.yaml").read_text().replace(TARGETS, targets)
    (root / "show.yaml").write_text(show)
    assert run(root, *words) == 2
    assert message in capsys.readouterr().err


def test_packed_files_go_where_the_server_sends_them(root: Path) -> None:
    show = (root / "show.yaml").read_text().replace("path: ../www}", "path: ../www, compress: yes}")
    (root / "show.yaml").write_text(show)
    assert run(root) == 0
    assert (root.parent / "www/feed.xml.br").exists()


def test_a_killed_publisher_leaves_a_whole_folder(root: Path) -> None:
    import re

    chance = random.Random(3)
    www = root.parent / "www"
    words = [
        sys.executable,
        "-m",
        "showfeed",
        "publish",
        "--root",
        str(root),
        "--no-build",
        "--no-verify",
    ]
    for turn in range(4):
        show = re.sub(r"(?m)^title: .*", f"title: K{turn}", (root / "show.yaml").read_text())
        (root / "show.yaml").write_text(show)
        assert main(["build", "--root", str(root), "--quiet"]) == 0
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as publisher:
            time.sleep(0.15 + chance.random() * 0.3)
            publisher.send_signal(signal.SIGKILL)
        if (www / "feed.xml").exists():
            feed = (www / "feed.xml").read_text()
            for path in re.findall(r'"https://keepers\.example/([^"]+\.[a-z0-9]+)"', feed):
                assert (www / path).exists(), path
    assert run(root, "--no-build") == 0
    assert files_of(www) == files_of(root / "public")


def test_no_key_is_ever_printed(root: Path, tmp_path: Path) -> None:
    with moto() as address:
        make_bucket(address, "pod")
        show = (root / "show.yaml").read_text()
        line = f'  store: {{kind: s3, bucket: pod, prefix: a/b, endpoint: "{address}"}}\n'
        (root / "show.yaml").write_text(show + line)
        environment = {**os.environ, **ENVIRONMENT, "HOME": str(tmp_path)}
        said = ""
        for words, code in [
            (["store", "--dry-run"], 0),
            (["store", "--json"], 0),
            (["store", "--take-over"], 0),
        ]:
            command = [sys.executable, "-m", "showfeed", "publish", "--root", str(root)]
            command += ["--no-verify", *words]
            done = subprocess.run(command, env=environment, capture_output=True, text=True)
            assert done.returncode == code, done.stderr
            said += done.stdout + done.stderr
        assert contents(store(address, "pod", prefix="a/b")) == files_of(root / "public")
        assert not any(secret in said for secret in ENVIRONMENT.values())


@pytest.fixture
def served(root: Path) -> Iterator[str]:
    """Serve the folder that is published to, at the address that the show names."""
    port = free_port()
    (root.parent / "www").mkdir()
    address = f"http://127.0.0.1:{port}"
    show = (root / "show.yaml").read_text().replace("https://keepers.example", address)
    (root / "show.yaml").write_text(show)
    words = ("-m", "showfeed", "serve", "--folder", str(root.parent / "www"), "--port", str(port))
    with running(sys.executable, *words, port=port) as where:
        yield where


def test_the_world_is_looked_at_and_told_of(
    root: Path, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server is a real one; it has no TLS, which is told."""
    main(["publish", "--root", str(root), "--offline", "--json"])
    said = capsys.readouterr()
    done = json.loads(said.out)
    assert done["trouble"] == ""
    rules = {problem["rule"] for problem in done["verified"]}
    assert "served-feed" not in rules
    assert not any("404" in problem["message"] for problem in done["verified"])


def test_a_feed_that_does_not_arrive_is_told_and_nobody_is_told_of_it(
    root: Path, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from showfeed.cli.publish_after import look_and_tell
    from showfeed.notify import Patience

    assert run(root, "--offline") == 0
    (root.parent / "www/feed.xml").write_text("an old one")
    hasty = Patience(until_published=(0,), again=(), answer=5)
    waits: list[str] = []
    seen = look_and_tell(
        root, "", root / "public/feed.xml", {"feed.xml"}, lambda: waits.append("x"), hasty
    )
    assert "is not the new feed yet" in seen.trouble
    assert (seen.problems, seen.outcomes) == ((), ())


@pytest.mark.parametrize(("went_up", "asked"), [("feed.xml", 1), ("index.html", 0)])
def test_services_are_told_only_where_the_feed_went_up(
    root: Path, served: str, went_up: str, asked: int
) -> None:
    """Nobody listens at the hub's address: that it was asked is seen by its failure."""
    from showfeed.cli.publish_after import look_and_tell
    from showfeed.notify import Patience

    with (root / "show.yaml").open("a") as file:
        file.write(f"feed: {{hub: http://127.0.0.1:{free_port()}/}}\n")
    assert run(root, "--offline") == 0
    hasty = Patience(until_published=(0,), again=(), answer=5)
    seen = look_and_tell(root, "", root / "public/feed.xml", {went_up}, lambda: None, hasty)
    assert seen.trouble == ""
    assert [outcome.told for outcome in seen.outcomes] == [False] * asked
