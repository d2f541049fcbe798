"""Three places to keep the audio: what docs/ci.md says to type is typed, and CI does with it."""

import hashlib
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from ci_github import BIN, Event, Runner
from ci_scratch import Scratch, run, scratch
from ci_site import titles
from conftest import Site

PROJECT = Path(__file__).parents[2]
WORKFLOW = ".github/workflows/podcast.yml"
MAIN = "refs/heads/main"


@pytest.fixture
def show(tmp_path: Path, site: Site) -> Scratch:
    return scratch(tmp_path, "github", site.address)


def told(heading: str, language: str) -> str:
    """What the manual says to write under a heading."""
    text = (PROJECT / "docs/ci.md").read_text(encoding="utf-8")
    section = text.split(f"\n### {heading}\n")[1].split("\n## ")[0].split("\n### ")[0]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found, f"nothing in {language} under {heading}"
    return found[1]


def typed(show: Scratch, commands: str) -> None:
    home = show.clone.parent / "home"  # nobody's own settings are touched
    home.mkdir(exist_ok=True)
    script = f'set -e\nexport HOME="{home}" PATH="{BIN}:$PATH"\n{commands}'
    run("bash", "-c", script, at=show.clone)


def reviewed_and_published(show: Scratch, tmp_path: Path) -> None:
    """CI checks and publishes what is committed, in a clone that has no audio."""
    show.git("push", "--quiet", "origin", "main")
    runner = Runner(tmp_path, show.remote)
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))["review"]
    assert review.outcome == "success", review.log
    assert not [*(tmp_path / "run-1").rglob("public/media/*.mp3")]
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
    assert done.outcome == "success", done.log


def enclosure(site: Site) -> dict[str, str]:
    feed = feedparser.parse((site.folder / "feed.xml").read_bytes())
    return dict(feed.entries[0].enclosures[0])


def test_audio_in_a_bucket(show: Scratch, tmp_path: Path, site: Site) -> None:
    size = (show.clone / "media/001-welcome.mp3").stat().st_size
    with (show.clone / "show.yaml").open("a") as file:
        file.write(told("In object storage", "yaml"))
    typed(show, re.sub(r"(?m)^rclone .*", "", told("In object storage", "sh")))
    assert "media" not in show.git("ls-files")
    reviewed_and_published(show, tmp_path)
    assert enclosure(site) == {
        "href": "https://audio.keepers.example/media/001-welcome.mp3",
        "length": str(size),
        "type": "audio/mpeg",
    }


def test_audio_on_the_old_host(show: Scratch, tmp_path: Path, site: Site) -> None:
    old = tmp_path / "site/old"
    old.mkdir(parents=True)
    audio = (show.clone / "media/001-welcome.mp3").read_bytes()
    (old / "rivers.mp3").write_bytes(audio + bytes(417))
    written = told("On the old host", "yaml").replace(
        "https://old-host.example", f"{site.address}/old"
    )
    show.write(
        "episodes/003-rivers.yaml",
        f"title: Rivers\ndate: 2020-01-01\ndescription: About rivers.\n{written}",
    )
    typed(show, told("On the old host", "sh"))
    assert f"{site.address}/old/rivers.mp3" in (show.clone / "showfeed.lock").read_text()
    shutil.rmtree(old)  # neither the review nor the publishing asks for it
    show.git("push", "--quiet", "origin", "main")
    runner = Runner(tmp_path, show.remote)
    assert runner.run(WORKFLOW, Event("push", MAIN))["publish"].outcome == "success"
    feed = feedparser.parse((site.folder / "feed.xml").read_bytes())
    (rivers,) = [entry for entry in feed.entries if entry.title == "Rivers"]
    assert rivers.enclosures[0].length == str(len(audio) + 417)


def test_audio_in_git_lfs(show: Scratch, tmp_path: Path, site: Site) -> None:
    if not shutil.which("git-lfs"):
        pytest.skip("git-lfs is not here (Debian's package git-lfs)")
    typed(show, told("In git LFS", "sh"))
    assert show.git("show", "HEAD:media/001-welcome.mp3").startswith("version https://git-lfs")
    reviewed_and_published(show, tmp_path)
    assert titles(site.address) == ["Welcome"]


def test_the_note_of_git_lfs_stands_for_the_audio(show: Scratch, tmp_path: Path) -> None:
    """The same without git-lfs: the repository holds the note, as a review's clone would."""
    audio = show.clone / "media/001-welcome.mp3"
    content = audio.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    audio.write_text(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n"
    )
    show.commit("Audio in git LFS")
    show.git("push", "--quiet", "origin", "main")
    runner = Runner(tmp_path, show.remote)
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))["review"]
    assert review.outcome == "success", review.log
    published = runner.run(WORKFLOW, Event("push", MAIN))["publish"]  # where LFS fetched nothing
    assert published.outcome == "failure"
    assert "git lfs pull" in published.log
