"""`showfeed init`: what it writes for which forge; and `build --whole`, which its workflow calls."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from showfeed.cli.init import WORKFLOWS


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "showfeed", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
    )


@pytest.mark.parametrize(("forge", "path"), WORKFLOWS.items())
def test_each_forge_gets_its_workflow_and_no_other(tmp_path: Path, forge: str, path: str) -> None:
    assert run("init", "--ci", forge, cwd=tmp_path).returncode == 0
    for other in filter(None, WORKFLOWS.values()):
        assert (tmp_path / other).exists() == (other == path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert not path or f"`{path}`" in readme
    assert ("SHOWFEED" in readme) == bool(path)
    if path:
        assert "{version}" not in (tmp_path / path).read_text(encoding="utf-8")


def test_an_unknown_forge_is_wrong_usage_and_writes_nothing(tmp_path: Path) -> None:
    done = run("init", "--ci", "jenkins", cwd=tmp_path)
    assert done.returncode == 2
    assert "github, gitlab, forgejo or none" in done.stderr
    assert not [*tmp_path.iterdir()]


def test_whole_stops_where_audio_would_be_missing_beside_the_feed(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    assert run("build", "--whole", cwd=tmp_path).returncode == 0
    (tmp_path / "media/001-welcome.mp3").unlink()
    # The last build left it in public/, where it stays.
    assert run("build", "--locked", "--whole", cwd=tmp_path).returncode == 0
    done = run("build", "--locked", "--whole", "--out", "new", cwd=tmp_path)
    assert done.returncode == 1
    assert "      media/001-welcome.mp3\n" in done.stderr
    assert not (tmp_path / "new").exists()
    assert run("build", "--locked", "--out", "new", cwd=tmp_path).returncode == 0

    with (tmp_path / "show.yaml").open("a") as file:
        file.write("media: {url: 'https://audio.example'}\n")
    assert run("build", "--locked", "--whole", "--out", "other", cwd=tmp_path).returncode == 0


def test_whole_waits_for_episodes_as_the_feed_does(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    yaml = "title: Later\ndate: 2031-01-01\naudio: media/002.mp3\n"
    (tmp_path / "episodes/002.yaml").write_text(yaml)
    (tmp_path / "media/002.mp3").write_bytes((tmp_path / "media/001-welcome.mp3").read_bytes())
    assert run("build", "--json", cwd=tmp_path).returncode == 0
    (tmp_path / "media/002.mp3").unlink()
    words = ("build", "--locked", "--whole", "--json", "--out", "new")
    done = run(*words, "--at", "2030-01-01", cwd=tmp_path)
    assert json.loads(done.stdout)["episodes"] == 1
    assert run(*words, "--at", "2031-01-02", cwd=tmp_path).returncode == 1
