"""Small shows on disk, with the pictures and transcripts that the rules' examples name."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from showfeed.model import Show
from showfeed.problems import Level
from showfeed.sources import folder

WORDS = "Anna: Hello.\n\nBob: Hello, Anna.\n"
LONG = "WEBVTT\n\n00:00.000 --> 00:50.000\n<v Anna>" + "Nobody can read so much at once. " * 9
VTT = "WEBVTT\n\n00:45.000 --> 00:50.000\n<v Anna>Hello.\n"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures and transcripts that the examples name."""
    root = tmp_path_factory.mktemp("files")
    Image.new("RGB", (3000, 3000), "navy").save(root / "cover.jpg")
    Image.new("RGB", (3000, 3000), "navy").save(root / "cover.gif")
    Image.new("L", (3000, 3000), 128).save(root / "grey.png")
    for name, mode, size in (
        *(("small.png", "RGB", (500, 500)), ("cmyk.jpg", "CMYK", (3000, 3000))),
        *(("clear.png", "RGBA", (3000, 3000)), ("medium.jpg", "RGB", (2000, 2000))),
    ):
        Image.new(mode, size, "navy").save(root / name)
    Image.new("RGB", (3000, 3000), "navy").save(root / "mislabelled.png", "JPEG")
    noise = random.Random(1).randbytes(3 * 500 * 500)
    Image.frombytes("RGB", (500, 500), noise).save(root / "heavy.png")
    (root / "words.txt").write_text(WORDS, encoding="utf-8")
    (root / "nobody.txt").write_text("Hello there, this is all.\n", encoding="utf-8")
    (root / "long.vtt").write_text(LONG, encoding="utf-8")
    (root / "words.vtt").write_text(VTT, encoding="utf-8")
    return root


@pytest.fixture
def load(files: Path, tmp_path: Path) -> Callable[[str, list[str]], Show]:
    """Write a show and its episodes into a folder, and load it."""

    def load(show: str, episodes: list[str]) -> Show:
        for file in files.iterdir():
            os.link(file, tmp_path / file.name)
        (tmp_path / "episodes").mkdir()
        for file in files.glob("*.[tv]*t"):
            os.link(file, tmp_path / "episodes" / file.name)
        (tmp_path / "show.yaml").write_text(show, encoding="utf-8")
        for number, episode in enumerate(episodes, 1):
            (tmp_path / "episodes" / f"{number:03d}.yaml").write_text(episode, encoding="utf-8")
        loaded = folder.load(tmp_path)
        assert loaded.show is not None, loaded.problems
        errors = [problem for problem in loaded.problems if problem.level is Level.ERROR]
        assert not errors, "\n".join(map(str, errors))
        return loaded.show

    return load
