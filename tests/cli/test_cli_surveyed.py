"""A transcript that did not change is not read through again; what is not sure to be the same is."""

import json
from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.surveyed import NAME, read_surveyed, write_surveyed
from showfeed.formats import transcripts
from showfeed.sources.surveys import Survey, Surveys, digest

SAID = b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Ana>Salt\n"
FOUND = {digest("a.vtt", SAID, ("Ana",)): Survey("vtt", True, 9000, ("Zoe",), 9000, "fr")}


def test_what_was_found_is_taken_for_the_same_bytes_name_and_labels() -> None:
    surveys = Surveys(FOUND)
    reading = surveys.read("b.vtt", SAID, ("Ana",))
    assert (reading.text, reading.timed, reading.end) == (SAID.decode(), True, 9000)
    assert (reading.speakers, reading.longest, reading.problems) == (("Zoe",), 9000, ())
    assert reading.language == "fr"
    assert surveys.met == FOUND


@pytest.mark.parametrize(
    ("name", "content", "labels"),
    [("a.vtt", SAID + b" ", ("Ana",)), ("a.txt", SAID, ("Ana",)), ("a.vtt", SAID, ("Ana", "B"))],
)
def test_anything_else_is_read(name: str, content: bytes, labels: tuple[str, ...]) -> None:
    surveys = Surveys(FOUND)
    assert surveys.read(name, content, labels) == transcripts.read(name, content, labels)
    assert Surveys(surveys.met).read(name, content, labels).speakers == ("Ana",)


def test_nothing_that_reading_finds_is_left_out() -> None:
    assert {*transcripts.Reading._fields} == {*Survey._fields, "text", "problems"}
    whisper = b'{"language": "fr", "segments": [{"start": 0, "end": 2, "text": " Le sel"}]}'
    surveys = Surveys()
    first = surveys.read("a.json", whisper, ())
    assert first.language == "fr"
    assert Surveys(surveys.met).read("a.json", whisper, ()) == first


def test_mistakes_are_told_every_time() -> None:
    surveys = Surveys()
    (problem,) = surveys.read("a.vtt", SAID[8:], ()).problems
    assert "WEBVTT" in problem.message
    assert not surveys.met


def test_what_was_found_is_kept_for_this_program_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    write_surveyed(tmp_path, FOUND)
    assert read_surveyed(tmp_path) == FOUND
    before = (tmp_path / NAME).stat().st_ino
    write_surveyed(tmp_path, FOUND)
    assert (tmp_path / NAME).stat().st_ino == before
    stored = json.loads((tmp_path / NAME).read_text())
    (tmp_path / NAME).write_text(json.dumps({**stored, "program": "another"}))
    assert read_surveyed(tmp_path) == {}


@pytest.mark.parametrize(
    "note", ["", "[]", "{}", '{"program": 1}', '{"found": {"a": [1]}}', "\xff"]
)
def test_a_note_that_can_not_be_read_is_no_note(note: str, tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_text(note)
    assert read_surveyed(tmp_path) == {}


def test_an_edit_gives_the_same_site_with_and_without_the_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, site = tmp_path / "show", tmp_path / "show/public"
    assert main(["init", str(root)]) == 0
    episode = root / "episodes/001-welcome.yaml"
    episode.write_text(episode.read_text().replace("001-welcome.txt", "said.vtt"))
    (root / "episodes/said.vtt").write_bytes(SAID)

    def built() -> dict[str, bytes]:
        assert main(["build", "--root", str(root), "--offline"]) == 0
        files = (path for path in sorted(site.rglob("*")) if path.is_file())
        return {str(p): p.read_bytes() for p in files if ".showfeed" not in p.parts}

    first = built()
    assert list(read_surveyed(site).values()) == [Survey("vtt", True, 2000, ("Ana",), 2000, "")]
    (root / "episodes/said.vtt").write_bytes(SAID.replace(b"Ana", b"Ben"))
    with_note = built()
    assert with_note != first
    (site / NAME).unlink()
    (root / "episodes/said.vtt").write_bytes(SAID)
    assert built() == first
    (root / "episodes/said.vtt").write_bytes(SAID.replace(b"Ana", b"Ben"))
    assert built() == with_note
