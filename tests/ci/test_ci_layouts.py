"""Three places to keep the audio: what docs/ci.md says to type is typed, and CI does with it."""

import hashlib
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from ci_forge_api import ForgeApi
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


@pytest.fixture
def runner(tmp_path: Path, show: Scratch, api: ForgeApi) -> Runner:
    made = Runner(tmp_path, show.remote, environment={"GITHUB_API_URL": api.address})
    api.tokens = made.tokens
    return made


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


def reviewed(show: Scratch, runner: Runner) -> None:
    """CI checks and builds what is committed, in a clone that has no audio."""
    show.git("push", "--quiet", "origin", "main")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))["review"]
    assert review.outcome == "success", review.log
    assert not [*(runner.folder / "run-1").rglob("public/media/*.mp3")]


def published(runner: Runner) -> None:
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
    assert done.outcome == "success", done.log


def enclosures(site: Site) -> dict[str, dict[str, str]]:
    feed = feedparser.parse((site.folder / "feed.xml").read_bytes())
    return {entry.title: dict(entry.enclosures[0]) for entry in feed.entries}


def test_audio_in_a_bucket(show: Scratch, runner: Runner, site: Site, elsewhere: Site) -> None:
    shutil.copytree(show.clone / "media", elsewhere.folder / "media")
    size = (show.clone / "media/001-welcome.mp3").stat().st_size
    with (show.clone / "show.yaml").open("a") as file:
        written = told("In object storage", "yaml")
        file.write(written.replace("https://audio.keepers.example", elsewhere.address))
    typed(show, re.sub(r"(?m)^rclone .*", "", told("In object storage", "sh")))
    assert "media" not in show.git("ls-files")
    reviewed(show, runner)
    published(runner)
    assert enclosures(site)["Welcome"] == {
        "href": f"{elsewhere.address}/media/001-welcome.mp3",
        "length": str(size),
        "type": "audio/mpeg",
    }
    assert not (site.folder / "media").exists()


def test_audio_on_the_old_host(
    show: Scratch, runner: Runner, site: Site, elsewhere: Site, tmp_path: Path
) -> None:
    elsewhere.folder.mkdir()
    audio = (show.clone / "media/001-welcome.mp3").read_bytes() + bytes(417)
    (elsewhere.folder / "rivers.mp3").write_bytes(audio)
    written = told("On the old host", "yaml")
    show.write(
        "episodes/003-rivers.yaml",
        "title: Rivers\ndate: 2020-01-01\ndescription: About rivers.\n"
        + written.replace("https://old-host.example", elsewhere.address),
    )
    typed(show, told("On the old host", "sh"))
    show.git("push", "--quiet", "origin", "main")
    elsewhere.folder.rename(tmp_path / "away")  # a build does not ask for what the lock knows
    assert "(2 episodes)" in show.showfeed("build", "--locked", "--out", "other")
    (tmp_path / "away").rename(elsewhere.folder)
    published(runner)
    assert enclosures(site)["Rivers"] == {
        "href": f"{elsewhere.address}/rivers.mp3",
        "length": str(len(audio)),
        "type": "audio/mpeg",
    }


def test_audio_in_git_lfs(show: Scratch, runner: Runner, site: Site) -> None:
    if not shutil.which("git-lfs"):
        pytest.skip("git-lfs is not here (Debian's package git-lfs)")
    typed(show, told("In git LFS", "sh"))
    assert show.git("show", "HEAD:media/001-welcome.mp3").startswith("version https://git-lfs")
    reviewed(show, runner)
    published(runner)
    assert titles(site.address) == ["Welcome"]


def test_the_note_of_git_lfs_stands_for_the_audio(show: Scratch, runner: Runner) -> None:
    """The same without git-lfs: the repository holds the note, as a review's clone would."""
    audio = show.clone / "media/001-welcome.mp3"
    content = audio.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    audio.write_text(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n"
    )
    show.commit("Audio in git LFS")
    reviewed(show, runner)
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]  # where LFS fetched nothing
    assert done.outcome == "failure"
    assert "git lfs pull" in done.log
