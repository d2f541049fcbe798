"""`showfeed align` as a podcaster uses it: from a text without times to captions."""

import json
import os
import subprocess
import sys
from pathlib import Path

import align_recordings as recordings
import pytest
import webvtt
from align_corpus import Spoken
from align_recordings import needs_espeak, write_wave

SHOW = (
    "title: Lamps\nurl: https://lamps.example\ndescription: Light.\nlanguage: en-GB\n"
    "author: Maud\ncategories: History\n"
)
EPISODE = (
    "title: The lens\ndate: 15/04/2024\naudio: media/1.wav\ntranscript: 001.txt\n"
    "description: A lens.\n"
)


@pytest.fixture(scope="module", name="english")
def _english() -> Spoken:
    return recordings.english()


@pytest.fixture(scope="module", name="french")
def _french() -> Spoken:
    return recordings.french()


def showfeed(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "showfeed", *words, "--root", str(root)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def made(root: Path, turns: list[tuple[str, str]]) -> Path:
    (root / "episodes").mkdir(parents=True)
    (root / "media").mkdir()
    (root / "show.yaml").write_text(SHOW)
    (root / "episodes" / "001.yaml").write_text(EPISODE)
    text = "\n\n".join(f"{who}: {said}" for who, said in turns)
    (root / "episodes" / "001.txt").write_text(text + "\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory, english: Spoken) -> Path:
    root = made(tmp_path_factory.mktemp("show") / "lamps", english.turns)
    write_wave(root / "media" / "1.wav", english)
    return root


@needs_espeak
def test_a_text_without_times_gets_captions(show: Path, english: Spoken) -> None:
    text = (show / "episodes" / "001.txt").read_bytes()
    dry = showfeed(show, "align", "001", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "16 turns" in dry.stdout
    assert f"without --dry-run this would write {show / 'episodes/001.times.jsonl'}" in dry.stdout
    assert "in the audio, not in the text" in dry.stdout
    beside = show / "episodes" / "001.times.jsonl"
    assert not beside.exists()
    run = showfeed(show, "align", "001", "--json")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["written"] is True
    assert len(told["turns"]) == len(english.turns)
    assert (show / "episodes" / "001.txt").read_bytes() == text
    lines = beside.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(english.turns) + 1
    built = showfeed(show, "build")
    assert built.returncode == 0, built.stderr
    vtt = webvtt.read(str(show / "public/episodes/001/transcript.vtt"))
    begun = [cue.start_in_seconds for cue in vtt]
    sure = [not turn["doubtful"] for turn in told["turns"]]
    assert sum(sure) >= len(sure) - 2
    for start, known in zip(english.starts, sure, strict=True):
        assert start is not None
        assert not known or min(abs(start - cue) for cue in begun) < 1
    said = " ".join(" ".join(cue.text.split()) for cue in vtt)
    captioned = [text for (_, text), known in zip(english.turns, sure, strict=True) if known]
    assert said == " ".join(captioned)
    assert 'rel="captions"' in (show / "public/feed.xml").read_text(encoding="utf-8")

    checked = showfeed(show, "align", "001", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 are over 2 s off" in checked.stdout

    once_more = showfeed(show, "align", "001", "--dry-run")
    assert "001.times.jsonl says the same already" in once_more.stdout
    again = showfeed(show, "align", "001", "--quiet")
    assert again.returncode == 0, again.stderr
    assert again.stdout == ""

    (show / "episodes/001.txt").write_bytes(text.replace(b"coffee", b"tea"))
    stale = showfeed(show, "check", "--format", "json")
    (problem,) = [p for p in json.loads(stale.stdout)["problems"] if p["rule"] == "times"]
    assert "has changed since its times were measured" in problem["message"]
    assert problem["path"] == "episodes/001.times.jsonl"
    showfeed(show, "build")
    assert not (show / "public/episodes/001/transcript.vtt").exists()
    dry = showfeed(show, "align", "001", "--dry-run")
    assert "would replace the times in" in dry.stdout
    refused = showfeed(show, "align", "001", "--quiet")
    assert refused.returncode == 2
    assert "was left alone" in refused.stderr
    assert showfeed(show, "align", "001", "--yes", "--quiet").returncode == 0
    assert not [p for p in json.loads(showfeed(show, "check", "--format", "json").stdout)["problems"] if p["rule"] == "times"]  # fmt: skip


@needs_espeak
def test_another_text_is_not_forced_onto_the_audio(
    show: Path, tmp_path: Path, french: Spoken
) -> None:
    root = made(tmp_path / "other", french.turns)
    (root / "media" / "1.wav").hardlink_to(show / "media" / "1.wav")
    run = showfeed(root, "align", "001")
    assert run.returncode == 1, run.stdout
    assert "the text is not what is said in the audio" in run.stderr
    assert not (root / "episodes" / "001.times.jsonl").exists()
    dry = showfeed(root, "align", "001", "--dry-run")
    assert (dry.returncode, dry.stdout) == (1, "")


@pytest.mark.parametrize(
    ("change", "words", "code", "told"),
    [
        ({}, ["002"], 2, "there is no episode `002`"),
        ({}, ["001"], 1, "the audio of `001` is not here"),
        ({"episodes/001.yaml": EPISODE.replace("media/1.wav", "https://a.example/1.mp3")}, ["001"], 1, "on another server"),
        ({"episodes/001.yaml": EPISODE.replace("transcript: 001.txt\n", "")}, ["001"], 1, "has no transcript"),
        ({}, ["001", "--language", "fr"], 1, "has no transcript in `fr`"),
        ({}, ["001", "--check"], 2, "has no times to check"),
        ({"episodes/001.txt": "[0:04] Ana: Hi.\n[0:06] Ben: Yes.\n"}, ["001"], 2, "has times already"),
    ],
)  # fmt: skip
def test_what_can_not_be_measured_is_told(
    tmp_path: Path, change: dict[str, str], words: list[str], code: int, told: str
) -> None:
    root = made(tmp_path / "show", [("Ana", "Hello."), ("Ben", "Yes."), ("Ana", "Good.")])
    (root / "showfeed.lock").write_text("")
    for name, text in change.items():
        (root / name).write_text(text)
    run = showfeed(root, "align", *words)
    assert (run.returncode, told in run.stderr) == (code, True), run.stderr
    assert "Traceback" not in run.stderr


def test_without_numpy_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys, importlib.util as u; real = u.find_spec; "
        "sys.modules['numpy'] = None\n"
        "def find(name, *rest): return None if name == 'numpy' else real(name, *rest)\n"
        "u.find_spec = find\n"
        "from showfeed.cli import main; sys.exit(main(['align', '001']))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert run.returncode == 2
    assert "pip install 'showfeed[align]'" in run.stderr


@pytest.mark.parametrize(
    ("set_by_user", "threads"),
    [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3"), ({"OMP_NUM_THREADS": "2"}, None)],
)
def test_numpy_keeps_to_one_thread_unless_the_user_says_otherwise(
    tmp_path: Path, set_by_user: dict[str, str], threads: str | None
) -> None:
    code = (
        "import os, sys; from showfeed.cli import main; assert 'numpy' not in sys.modules\n"
        "try: main(['align', '001'])\n"
        "finally: print(os.environ.get('OPENBLAS_NUM_THREADS'))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**kept, **set_by_user},
    )
    assert run.stdout.splitlines()[-1] == str(threads), run.stderr
