"""`showfeed soundbite` prints lines that can be put into the episode's file as they are."""

import json
from pathlib import Path

import golden
import pytest

from showfeed.formats.transcripts.vtt import format_vtt
from showfeed.model import Cue
from showfeed.sources import folder

SHOW = """\
title: Keepers
url: https://keepers.example
description: Lights.
language: en
author: Ana
categories: Arts
people: {ana: Ana Silva (host)}
"""
EPISODE = "title: One\ndate: 15/04/2024\naudio: https://keepers.example/1.mp3\nduration: 5:00\n"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "show.yaml").write_text(SHOW)
    cues = [
        Cue(at, at + 9000, "ANA", f'The lamp of "{at}" burned all night. Nobody came to the lamp.')
        for at in range(0, 300_000, 10_000)
    ]
    (tmp_path / "episodes/001.vtt").write_text(format_vtt(cues))
    (tmp_path / "episodes/001.yaml").write_text(f"{EPISODE}transcript: 001.vtt\n")
    (tmp_path / "episodes/002.yaml").write_text(
        EPISODE.replace("One", "Two").replace("1.mp3", "2.mp3")
    )
    (tmp_path / "episodes/003.vtt").write_text(format_vtt([Cue(0, 1000, "", "Oh.")]))
    (tmp_path / "episodes/003.yaml").write_text(
        f"{EPISODE}transcript: 003.vtt\n".replace("1.mp3", "3.mp3")
    )
    return tmp_path


def test_what_is_printed_can_be_pasted(show: Path) -> None:
    run = golden.showfeed("soundbite", "001", "--root", str(show))
    assert run.returncode == 0, run.stderr
    assert run.stderr.startswith("Ana Silva: The lamp of")
    with (show / "episodes/001.yaml").open("a") as file:
        file.write(run.stdout)
    loaded = folder.load(show)
    assert loaded.show is not None
    episode = next(e for e in loaded.show.episodes if e.id == "001")
    (bite,) = episode.soundbites
    assert 15 <= bite.duration.total_seconds() <= 120
    assert bite.title.startswith('The lamp of "')


def test_a_program_gets_the_same_as_json(show: Path) -> None:
    run = golden.showfeed("soundbite", "001", "--json", "--root", str(show))
    assert (run.returncode, run.stderr) == (0, "")
    value = json.loads(run.stdout)
    assert set(value) == {"start", "duration", "title", "speaker", "text"}
    assert 15 <= value["duration"] <= 120
    assert value["speaker"] == "Ana Silva"
    assert value["text"].startswith(value["title"][:10])
    lines = golden.showfeed("soundbite", "001", "--root", str(show)).stdout
    assert json.dumps(value["title"], ensure_ascii=False) in lines


@pytest.mark.parametrize(
    ("id", "words", "code"),
    [
        ("002", "no transcript of `002` has times", 1),
        ("003", "no passage for a soundbite", 1),
        ("004", "there is no episode `004`", 2),
    ],
)
def test_where_there_is_none_it_says_why(show: Path, id: str, words: str, code: int) -> None:
    run = golden.showfeed("soundbite", id, "--root", str(show))
    assert (run.returncode, run.stdout) == (code, "")
    assert words in run.stderr


def test_a_broken_show_is_told(show: Path) -> None:
    (show / "show.yaml").write_text("title: [\n")
    run = golden.showfeed("soundbite", "001", "--root", str(show))
    assert run.returncode == 1
    assert "show.yaml" in run.stderr
