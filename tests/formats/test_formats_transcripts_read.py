"""Transcripts: any bytes in, what they are and what is wrong out."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.transcripts import Reading
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

SEED = Path(__file__).parents[3] / "shared" / "seed" / "be-my-product-3.page.txt"


def cues_of(reading: Reading) -> list[Cue]:
    return transcripts.cues(Transcript(reading.form, reading.text, speakers=reading.speakers))


def places(reading: Reading) -> list[tuple[int, int, str, Level]]:
    return [(told.line, told.column, told.rule, told.level) for told in reading.problems]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["a.vtt", "a.srt", "a.txt", "a.json", "a", ""]),
    st.binary(max_size=300)
    | st.text(alphabet="WEBVT\n\r:.,-> 0123<v>/&ab*_#•", max_size=200).map(str.encode)
    | st.text(alphabet="01:.,-> \n", max_size=80).map(lambda text: b"WEBVTT\n\n" + text.encode()),
)
def test_no_bytes_make_reading_raise_and_every_place_lies_in_the_file(
    name: str, content: bytes
) -> None:
    reading = transcripts.read(name, content)
    cues_of(reading)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for told in reading.problems:
        assert 1 <= told.line <= lines
        assert told.column >= 1
        assert told.message
        assert told.hint


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello\nyou\n".replace("\n", end)
    reading = transcripts.read("a.vtt", b"\xef\xbb\xbf" + text.encode())
    assert reading.problems == ()
    assert (reading.form, reading.timed, reading.end) == (TranscriptForm.VTT, True, 2000)
    assert cues_of(reading) == [Cue(1000, 2000, "Ana", "Hello\nyou")]


def test_a_file_of_another_encoding_is_told_at_its_first_strange_letter() -> None:
    reading = transcripts.read("a.txt", "Ana: Salut.\nBen: Élan né".encode("latin-1"))
    assert places(reading) == [(2, 6, "transcript-encoding", Level.ERROR)]
    assert "UTF-8" in reading.problems[0].hint
    assert "UTF-16" in transcripts.read("a.txt", "Ana: é".encode("utf-16")).problems[0].hint


def test_an_empty_file_is_an_error() -> None:
    for content in (b"", b"\xef\xbb\xbf", b" \n\n"):
        assert places(transcripts.read("a.txt", content)) == [(1, 1, "transcript", Level.ERROR)]


def test_control_characters_are_left_out_and_told() -> None:
    reading = transcripts.read("a.txt", b"Ana: one\nAna: t\x00wo\x7f\n")
    assert reading.text == "Ana: one\nAna: two\n"
    assert places(reading) == [(2, 7, "transcript-encoding", Level.WARNING)]
    split = transcripts.read("a.txt", b"caf\xc3\x00\xa9")
    assert split.problems[0].level is Level.ERROR


def test_content_decides_the_form_and_not_only_the_ending() -> None:
    vtt, srt = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi", b"1\n00:00:01,000 --> 00:00:02,000\nHi"
    assert transcripts.read("a.txt", vtt).form is TranscriptForm.VTT
    assert transcripts.read("a.txt", srt).form is TranscriptForm.SRT
    assert transcripts.read("a.srt", vtt).form is TranscriptForm.VTT
    assert transcripts.read("a.srt", b"Ana: Hi. WEBVTT").form is TranscriptForm.TEXT
    headless = transcripts.read("a.vtt", vtt.removeprefix(b"WEBVTT\n\n"))
    assert headless.form is TranscriptForm.VTT
    assert places(headless) == [(1, 1, "transcript", Level.WARNING)]


def test_a_file_in_which_nothing_is_said_is_an_error() -> None:
    for name, content in (
        ("a.vtt", b"WEBVTT\n\nNOTE nothing\n"),
        ("a.srt", b"only words"),
        ("a.json", b'{"segments": []}'),
        ("a.html", b"<p> </p>"),
    ):
        assert [told.level for told in transcripts.read(name, content).problems] == [Level.ERROR]


def test_times_that_make_no_sense_are_told_line_by_line() -> None:
    text = (
        "WEBVTT\n\n00:05.000 --> 00:04.000\nA\n\n00:03.000 --> 00:03.000\nB\n\n"
        "  00:99.000 --> 01:40.000\nlost\n\n00:06.000 --> 00:07.000\nC\n"
    )
    reading = transcripts.read("a.vtt", text.encode())
    assert places(reading) == [
        (3, 1, "transcript-times", Level.WARNING),
        (6, 1, "transcript-times", Level.WARNING),
        (6, 1, "transcript-times", Level.WARNING),
        (9, 3, "transcript", Level.ERROR),
    ]
    assert [cue.text for cue in cues_of(reading)] == ["A", "B", "C"]
    assert "`00:99.000 --> 01:40.000`" in reading.problems[3].message


def test_a_declared_name_is_a_speaker_where_it_comes_once() -> None:
    srt = b"1\n00:00:01,000 --> 00:00:02,000\nNote: Hi\n\n2\n00:00:03,000 --> 00:00:04,000\nBEN: Yo"
    assert transcripts.read("a.srt", srt).speakers == ()
    reading = transcripts.read("a.srt", srt, ["Ben"])
    assert reading.speakers == ("BEN",)
    assert [cue.speaker for cue in cues_of(reading)] == ["", "BEN"]


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside the project")
def test_the_seed_page_has_63_turns_of_two_speakers() -> None:
    page = SEED.read_text(encoding="utf-8")
    part = page.split("\nTranscription\n", 1)[1].split("\nChapters\n", 1)[0]
    reading = transcripts.read("003.txt", part.encode())
    assert reading.problems == ()
    assert reading.speakers == ("Jérôme", "Elisa")
    turns = cues_of(reading)
    assert len(turns) == 63
    said = " ".join(f"• #{cue.speaker} {cue.text}" for cue in turns)
    assert said.split() == part.split()


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.vtt", "-->"), ("a.vtt", "<v "), ("a.vtt", "<a"), ("a.vtt", "<c."), ("a.vtt", "0:0 -->"), ("a.vtt", "&#1"),
        ("a.vtt", "0:01 --> 0:02\n"), ("a.srt", "<font "), ("a.srt", "{\\"), ("a.srt", "\nA:"), ("a.srt", "0:01,0 --> 0:02\n"),
    ],
)  # fmt: skip
def test_a_megabyte_of_hostile_captions_is_read_in_seconds(name: str, piece: str) -> None:
    text = (
        "WEBVTT\n\n" * (name == "a.vtt")
        + "00:00:01.000 --> 00:00:02.000\n"
        + piece * (1_000_000 // len(piece))
    )
    began = time.process_time()
    cues_of(transcripts.read(name, text.encode()))
    assert time.process_time() - began < 30


def test_names_in_webvtt_without_voices_are_speakers_as_in_srt() -> None:
    block = "00:0{0}.000 --> 00:0{0}.900\n{1}\n\n"
    said = ["[SPEAKER_01]: Salt", "Note: Tea", "[SPEAKER_01]: Rice"]
    text = "WEBVTT\n\n" + "".join(block.format(at, one) for at, one in enumerate(said))
    reading = transcripts.read("a.vtt", text.encode())
    assert reading.speakers == ("SPEAKER_01",)
    assert [cue[2:4] for cue in cues_of(reading)] == [
        ("SPEAKER_01", "Salt"), ("", "Note: Tea"), ("SPEAKER_01", "Rice"),
    ]  # fmt: skip
    voiced = text + block.format(5, "<v Ana>Hm.")
    assert [cue[2] for cue in cues_of(transcripts.read("a.vtt", voiced.encode()))] == [
        "",
        "",
        "",
        "Ana",
    ]


def test_an_entity_of_too_many_digits_is_passed_by() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nSalt &#" + "1" * 5000 + ";\n"
    assert [cue.text for cue in cues_of(transcripts.read("a.vtt", text.encode()))] == ["Salt"]


def test_words_that_an_empty_line_parts_from_their_caption_are_kept_and_told() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nSalt\n \n  and tea\n\n2\n00:00:03,000 --> 00:00:04,000\nRice\n\n3\n"
    for name, content in (
        ("a.srt", text),
        ("a.vtt", f"WEBVTT\n\nSTYLE\n::cue {{}}\n\n{text}\nNOTE no\n\nREGION\nid:a\n"),
    ):
        reading = transcripts.read(name, content.encode())
        assert [cue.text for cue in cues_of(reading)] == ["Salt\nand tea", "Rice"]
        line = content[: content.index("and tea")].count("\n") + 1
        assert places(reading) == [(line, 3, "transcript", Level.WARNING)]
