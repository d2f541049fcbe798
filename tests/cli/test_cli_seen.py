"""Audio that did not change is not read again; what is not sure to be the same is."""

import os
from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.seen import NAME, read_seen, write_seen
from showfeed.sources.media import Seen

AUDIO = "media/001-welcome.wav"
LONG_AGO = 10**18  # 2001, in nanoseconds
SEEN = {"a.mp3": Seen(3, LONG_AGO, "00")}


def wav(sample: int) -> bytes:
    """A second of sound, the same length whatever is heard."""
    rate, body = 8000, bytes([sample]) * 8000
    form = b"\x01\0\x01\0" + rate.to_bytes(4, "little") * 2 + b"\x01\0\x08\0"
    rest = b"WAVEfmt \x10\0\0\0" + form + b"data" + len(body).to_bytes(4, "little") + body
    return b"RIFF" + len(rest).to_bytes(4, "little") + rest


def save(show: Path, sample: int, mtime: int) -> None:
    (show / AUDIO).parent.mkdir(exist_ok=True)
    (show / AUDIO).unlink(missing_ok=True)  # public/ may hold the old file by a hard link
    (show / AUDIO).write_bytes(wav(sample))
    os.utime(show / AUDIO, ns=(mtime, mtime))


def build(show: Path) -> int:
    return main(["build", "--root", str(show), "--offline"])


@pytest.fixture
def show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    root = tmp_path / "show"
    assert main(["init", str(root)]) == 0
    episode = root / "episodes/001-welcome.yaml"
    lines = episode.read_text().split("\n")
    kept = [f"audio: {AUDIO}" if line.startswith("audio:") else line for line in lines]
    episode.write_text("\n".join(kept))
    save(root, 1, LONG_AGO)
    assert build(root) == 0
    capsys.readouterr()
    return root


def test_audio_of_the_same_size_and_time_is_not_read_again(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(show, 2, LONG_AGO)
    assert build(show) == 0
    assert main(["check", "--root", str(show)]) == 0
    assert "audio-replaced" not in "".join(capsys.readouterr())


def test_audio_of_another_time_is_read(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(show, 2, LONG_AGO + 1)
    assert build(show) == 0
    assert "audio-replaced" in capsys.readouterr().err
    assert (show / "public" / AUDIO).read_bytes() == wav(2)


def test_without_the_note_audio_is_read(show: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (show / "public" / NAME).unlink()
    save(show, 2, LONG_AGO)
    assert main(["check", "--root", str(show)]) == 0
    assert "audio-replaced" in capsys.readouterr().out


def test_what_changed_within_two_seconds_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    write_seen(tmp_path, tmp_path, SEEN, LONG_AGO + 2 * 10**9)
    assert read_seen(tmp_path, tmp_path) == {}
    write_seen(tmp_path, tmp_path, SEEN, LONG_AGO + 2 * 10**9 + 1)
    assert read_seen(tmp_path, tmp_path) == SEEN


def test_a_note_is_of_one_show_and_unchanged_is_not_written_again(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    write_seen(tmp_path, tmp_path, SEEN, 2 * LONG_AGO)
    before = (tmp_path / NAME).stat().st_mtime_ns
    write_seen(tmp_path, tmp_path, SEEN, 2 * LONG_AGO)
    assert (tmp_path / NAME).stat().st_mtime_ns == before
    assert read_seen(tmp_path, tmp_path / "other") == {}


@pytest.mark.parametrize("broken", ["", "[]", '{"root": 1}', '{"files": {"a": [1]}}', "\udcff"])
def test_a_broken_note_counts_as_none(tmp_path: Path, broken: str) -> None:
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(broken.encode("utf-8", "surrogateescape"))
    assert read_seen(tmp_path, tmp_path) == {}
    write_seen(tmp_path, tmp_path, SEEN, 2 * LONG_AGO)
    assert read_seen(tmp_path, tmp_path) == SEEN
