"""`shift`: every form that people write moved in its place, and back to the same bytes."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts import cues, read
from showfeed.model import Transcript
from showfeed.problems import ShowfeedError
from showfeed.sources.shift import Shift, Shifted, shift
from showfeed.sources.shift_places import in_file

EPISODE = """\
# A comment, kept.
title: Shifted at 12:30   # and this one
date: 15/04/2024 18:30
duration: 54:12
audio: a.mp3
chapters:   # bullets and all
  - 00:00 Introduction
  - "[@01:55] - The 10:30 train"
  - '**[06:09](#t=06:09)** The lamp'
  -   (00:12:34) The keeper
  - {start: "15:47", title: 16:00 sharp, end: 16:10}
  - startTime: 962.5
    title: "Says: 5:00"
  - The end (17:20)
soundbites:
  - {start: 0:04.8, duration: "0:15", title: At 3:00}
value:
  recipients: [{type: lnaddress, address: a@b.example, split: 1}]
  time_splits:
    - {start: 60, duration: 5}
transcript: 001.vtt
description: |
  01:55 is not moved.
"""
VTT = """\
WEBVTT

NOTE 00:01.000 is said here

1
00:01.000 --> 00:02.500 align:start
<v Ana>At 12:30 <00:01.800>we met

59:59.000 --> 01:00:01.250
<v Ben>Yes --> no
"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nAna: 1:00 sharp\r\n\r\n2\r\n00:00:59,900 --> 00:01:00,000\r\nx\r\n"
TEXT = """\
## The start [00:01]

[00:04:01.06] Ana: At 9:15 we met, at (9:30) we left.

**Ben** (00:05:00.00): Yes.

\\[102:11.50\\] Ana: Late.

Ben 00:06:07
Right.
"""
LINES = "\ufeff0:00 One\r\n- [0:10](#t=0:10) Two at 5:00\r\n\r\nThree (1:02:03)\r\n"
PSC = """\
<?xml version="1.0"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <!-- start="00:00:00" -->
  <psc:chapter start="00:00:00.000" title='start="1:00"'/>
  <psc:chapter title="B" start='00:01:00.500' href="https://a.example/?start=1:00" />
</psc:chapters>
"""
JSON_CHAPTERS = '{"version": "1.2.0",\n "chapters": [\n  {"startTime": 0, "title": "startTime: 5"},\n  {"startTime":168.25,"endTime": 170}\n ]}'
PODCAST_JSON = json.dumps({"version": "1.0.0", "segments": [{"speaker": "Ana", "startTime": 0.5, "endTime": 1.75, "body": 'at 1.5, "start": 3'}]})  # fmt: skip
WHISPER = json.dumps({"segments": [{"id": 3, "seek": 7, "start": 0.0, "end": 2.04, "text": " Hi", "words": [{"word": " Hi", "start": 0.1, "end": 1.98}]}]}, indent=1)  # fmt: skip
WHISPER_CPP = json.dumps({"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "offsets": {"from": 1000, "to": 2000}, "text": " Hi"}]}, indent="\t")  # fmt: skip
PODLOVE = json.dumps([{"start": "00:00:01.000", "start_ms": 1000, "end": "00:00:02.500", "end_ms": 2500, "voice": "Ana", "text": "Hi"}])  # fmt: skip
HTML = "<cite>Ana:</cite>\n<time>0:12</time>\n<p>At 9:15 we met.</p>\n"


def show(root: Path, episode: str = EPISODE, **files: str) -> Path:
    (root / "episodes").mkdir(exist_ok=True)
    (root / "show.yaml").write_text("title: S\n", encoding="utf-8")
    (root / "episodes/001.yaml").write_bytes(episode.encode())
    for name, text in files.items():
        (root / "episodes" / name.replace("__", ".")).write_bytes(text.encode())
    return root


def apply(root: Path, found: Shifted) -> dict[str, str]:
    assert found.problems == ()
    for edit in found.edits:
        (root / edit.path).write_bytes(edit.after)
    return {edit.path.removeprefix("episodes/"): edit.after.decode() for edit in found.edits}


def test_all_times_of_an_episode_move_and_nothing_else(tmp_path: Path) -> None:
    show(tmp_path, **{"001.vtt": VTT, "001.times.json": WHISPER, "002.times.json": WHISPER})
    found = shift(tmp_path, "001", Shift(Decimal("12.5")))
    after = apply(tmp_path, found)
    assert sorted(after) == ["001.times.json", "001.vtt", "001.yaml"]
    expected = EPISODE
    for old, new in (
        ("- 00:00 ", "- 00:12.5 "), ("@01:55", "@02:07.5"), ("[06:09](#t=06:09)", "[06:21.5](#t=06:21.5)"),
        ("(00:12:34)", "(00:12:46.5)"), ('start: "15:47"', 'start: "15:59.5"'), ("end: 16:10", "end: 16:22.5"),
        ("962.5", "975"), ("(17:20)", "(17:32.5)"), ("start: 0:04.8", "start: 0:17.3"),
        ("start: 60,", "start: 72.5,"),
    ):  # fmt: skip
        assert expected.count(old) == 1, old
        expected = expected.replace(old, new)
    assert after["001.yaml"] == expected
    assert after["001.vtt"] == VTT.replace("00:01.000 --> 00:02.500", "00:13.500 --> 00:15.000").replace(
        "<00:01.800>", "<00:14.300>"
    ).replace("59:59.000 --> 01:00:01.250", "01:00:11.500 --> 01:00:13.750")  # fmt: skip
    assert found.undone
    assert [(edit.moved, edit.times) for edit in found.edits] == [(11, 11), (5, 5), (4, 4)]
    back = apply(tmp_path, shift(tmp_path, "001", Shift(Decimal("-12.5"))))
    assert back == {"001.yaml": EPISODE, "001.vtt": VTT, "001.times.json": WHISPER}


FILES = {
    "a.vtt": (VTT, False), "a.srt": (SRT, False), "a.txt": (TEXT, False), "chapters.txt": (LINES, True),
    "a.psc": (PSC, True), "chapters.json": (JSON_CHAPTERS, True), "podcast.json": (PODCAST_JSON, False),
    "whisper.json": (WHISPER, False), "cpp.json": (WHISPER_CPP, False), "podlove.json": (PODLOVE, False),
    "a.html": (HTML, False),
}  # fmt: skip
TIMES = {
    "a.vtt": 5, "a.srt": 4, "a.txt": 5, "chapters.txt": 4, "a.psc": 2, "chapters.json": 3,
    "podcast.json": 2, "whisper.json": 4, "cpp.json": 4, "podlove.json": 4, "a.html": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("by", ["12.5", "3", "0.001", "3600"])
def test_every_form_moves_and_comes_back_to_the_same_bytes(
    tmp_path: Path, name: str, by: str
) -> None:
    text, chapters = FILES[name]
    field = "chapters" if chapters else "transcript"
    show(tmp_path, f"title: T\n{field}: {name}\n", **{name: text})
    found = shift(tmp_path, "001", Shift(Decimal(by)))
    (edit,) = found.edits
    assert (edit.moved, edit.times) == (TIMES[name], TIMES[name])
    before = [spot.value for spot in in_file(text, chapters=chapters)]
    moved = [spot.value for spot in in_file(edit.after.decode(), chapters=chapters)]
    assert moved == [value + Decimal(by) for value in before]
    apply(tmp_path, found)
    back = shift(tmp_path, "001", Shift(-Decimal(by)))
    if found.undone:
        assert back.edits[0].after == text.encode()
    assert found.undone or (name, by) in {("a.txt", "12.5"), ("a.txt", "0.001")} or by == "3600"


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "podcast.json", "whisper.json", "cpp.json"])
def test_readers_hear_every_cue_later(tmp_path: Path, name: str) -> None:
    text, _ = FILES[name]
    show(tmp_path, f"title: T\ntranscript: {name}\n", **{name: text})
    (edit,) = shift(tmp_path, "001", Shift(Decimal("2.5"))).edits

    def heard(content: bytes) -> list[tuple[int, int, str]]:
        found = read(name, content)
        transcript = Transcript(found.form, found.text, "", found.timed, speakers=found.speakers)
        return [(cue.start, cue.end, cue.text) for cue in cues(transcript)]

    assert heard(edit.after) == [(a + 2500, b + 2500, said) for a, b, said in heard(edit.before)]


def test_after_moves_what_is_behind_and_its_opposite_undoes_it(tmp_path: Path) -> None:
    show(tmp_path, **{"001.vtt": "WEBVTT\n\n00:01:50.000 --> 00:01:55.000\na\n\n00:01:55.000 --> 00:02:00.000\nb\n"})  # fmt: skip
    original = {p: p.read_bytes() for p in (tmp_path / "episodes").iterdir()}
    how = Shift(Decimal(30), Decimal(115))
    after = apply(tmp_path, shift(tmp_path, "001", how))
    assert "00:01:50.000 --> 00:01:55.000" in after["001.vtt"]  # it ends where the rest moves off
    assert "00:02:25.000 --> 00:02:30.000" in after["001.vtt"]
    assert "- 00:00 Intro" in after["001.yaml"] and "[@02:25]" in after["001.yaml"]
    assert how.undo == Shift(Decimal(-30), Decimal(145))
    apply(tmp_path, shift(tmp_path, "001", how.undo))
    assert {p: p.read_bytes() for p in (tmp_path / "episodes").iterdir()} == original


def test_nothing_moves_where_something_would_begin_before_the_start(tmp_path: Path) -> None:
    show(tmp_path, **{"001.vtt": VTT})
    found = shift(tmp_path, "001", Shift(Decimal(-2)))
    assert [str(p.place) for p in found.problems] == [
        "episodes/001.yaml:7:5", "episodes/001.vtt:6:1", "episodes/001.vtt:7:18",
    ]  # fmt: skip
    assert "`00:00` would lie before the start of the audio" in found.problems[0].message


def test_what_stands_in_a_part_that_is_cut_away_is_told(tmp_path: Path) -> None:
    show(tmp_path, "title: T\nchapters: [0:00 A, 1:00 B, 2:00 C]\n")
    found = shift(tmp_path, "001", Shift(Decimal(-90), Decimal(120)))
    assert [p.message for p in found.problems] == ["`1:00` lies in the part that would be cut away"]


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    show(tmp_path, "title: T\ntranscript: [no.txt, 001.txt, ../x.txt]\n", **{"001.txt": ""})
    (tmp_path / "episodes/001.txt").write_bytes(b"\xff 0:00")
    found = shift(tmp_path, "001", Shift(Decimal(1)))
    messages = [p.message for p in found.problems]
    assert messages == [
        "there is no file `no.txt`", "the file is not UTF-8 text", "there is no file `../x.txt`",
    ]  # fmt: skip
    show(tmp_path, "title: [\n")
    assert shift(tmp_path, "001", Shift(Decimal(1))).problems
    for name in ("nobody", "../episodes/001"):
        with pytest.raises(ShowfeedError, match="there is no episode"):
            shift(tmp_path, name, Shift(Decimal(1)))


def test_times_written_in_disguise_are_left_to_their_author(tmp_path: Path) -> None:
    show(tmp_path, 'title: T\nchapters:\n  - "0\\x3a00 A"\n')
    (problem,) = shift(tmp_path, "001", Shift(Decimal(1))).problems
    assert "can't be changed in its place" in problem.message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_stay(tmp_path: Path, end: str, mark: str) -> None:
    block = "chapters: |\n  - 0:00 One\n  - 1:00 Two, é 🗼 at 2:00\n  - 2:00 Three\ntitle: T\n"
    text = mark + block.replace("\n", end)
    show(tmp_path, text)
    (edit,) = shift(tmp_path, "001", Shift(Decimal(5))).edits
    expected = text.replace("0:00 One", "0:05 One").replace("1:00 Two", "1:05 Two")
    assert edit.after.decode() == expected.replace("2:00 Three", "2:05 Three")
    show(tmp_path, f"{mark}chapters: [0:00 One]{end}")
    (edit,) = shift(tmp_path, "001", Shift(Decimal(5))).edits
    assert edit.after.decode() == f"{mark}chapters: [0:05 One]{end}"


def test_chapters_of_the_description_move_in_it(tmp_path: Path) -> None:
    text = "title: T\nchapters: description\ndescription: |\n  We met at 9:15.\n\n  0:00 One\n  (5:00) Two\n"
    show(tmp_path, text)
    (edit,) = shift(tmp_path, "001", Shift(Decimal(5))).edits
    assert "0:05 One\n  (5:05) Two" in edit.after.decode()
    assert "9:15" in edit.after.decode()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(' \n\r"\'0:15,.[]()#-><{}|&!t=\ufeff\\é')), st.sampled_from(["a.vtt", "a.json", "a.psc", "a.txt"]), st.booleans())  # fmt: skip
def test_hostile_files_are_moved_or_told(
    tmp_path: Path, text: str, name: str, chapters: bool
) -> None:
    field = "chapters" if chapters else "transcript"
    show(tmp_path, f"title: T\n{field}: {name}\n", **{name: text})
    found = shift(tmp_path, "001", Shift(Decimal(1)))
    assert found.problems or all(edit.after != edit.before for edit in found.edits)
    show(tmp_path, f"title: T\nchapters: {text}\n")
    shift(tmp_path, "001", Shift(Decimal(1)))
