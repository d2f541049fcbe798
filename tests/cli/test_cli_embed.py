"""`embed: yes` on the command line, with the sample show."""

import shutil
from pathlib import Path

import pytest

from showfeed.cli import main


def test_copies_with_chapters_inside_need_the_audio_only_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lock remembers the copy's size: `--locked` builds the same feed without the audio."""
    sample = Path(__file__).parents[2]
    root = tmp_path / "show"
    for name in ("episodes", "media"):
        shutil.copytree(sample / name, root / name)
    shutil.copy(sample / "show.yaml", root)
    assert main(["build", "--root", str(root), "--at", "2025-01-01"]) == 0
    feed = (root / "public/feed.xml").read_text(encoding="utf-8")
    source, copy = (root / part / "002-the-lens.mp3" for part in ("media", "public/media"))
    assert copy.stat().st_size > source.stat().st_size
    assert f'002-the-lens.mp3" length="{copy.stat().st_size}"' in feed
    assert copy.read_bytes().endswith(source.read_bytes()[-20_000:])
    written = copy.read_bytes()
    for audio in (root / "media").glob("*.mp3"):
        audio.unlink()
    assert main(["build", "--root", str(root), "--at", "2025-01-01", "--locked"]) == 0
    assert (root / "public/feed.xml").read_text(encoding="utf-8") == feed
    assert copy.read_bytes() == written
    assert main(["build", "--root", str(root), "--at", "2025-01-01", "--locked", "--out", str(tmp_path / "else")]) == 0  # fmt: skip
    assert (tmp_path / "else/feed.xml").read_text(encoding="utf-8") == feed
    capsys.readouterr()


def test_an_episode_that_says_no_goes_out_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = Path(__file__).parents[2]
    root = tmp_path / "show"
    for name in ("episodes", "media"):
        shutil.copytree(sample / name, root / name)
    text = (sample / "show.yaml").read_text(encoding="utf-8")
    (root / "show.yaml").write_text(f"{text}media: {{embed: yes}}\n", encoding="utf-8")
    file = root / "episodes/002-the-lens.yaml"
    file.write_text(file.read_text("utf-8").replace("embed: yes", "embed: no"), encoding="utf-8")
    assert main(["build", "--root", str(root), "--at", "2025-01-01"]) == 0
    capsys.readouterr()
    same = {
        copy.name: copy.read_bytes() == (root / "media" / copy.name).read_bytes()
        for copy in (root / "public/media").glob("*.mp3")
    }
    assert [name for name, alike in sorted(same.items()) if alike] == ["002-the-lens.mp3"]
    assert len(same) == 5
