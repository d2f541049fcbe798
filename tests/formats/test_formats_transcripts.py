"""Transcripts: every form reads back what it wrote, other libraries agree, nothing ever raises."""

import io
import re

import pytest
import srt as srt_library
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.transcripts import clock, html, plain, podcast_json, speakers, srt, vtt
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

NAMES = st.sampled_from(["Ana", "Jérôme", "Dr. Ben Wu", "שרה", "李雷"])
WORDS = st.lists(
    st.sampled_from(
        ["Hello", "A & B", "<ici>", "x > y", "é", "🎙️", "שלום", "1984", "-", "&amp;", "l'été."]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@st.composite
def timed(draw: st.DrawFn) -> list[Cue]:
    """Cues of two people in turn, with overlaps, equal starts and cues of no length."""
    cues, at = [], 0
    names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
    for number in range(draw(st.integers(1, 8))):
        at += draw(st.integers(0, 400_000))
        text = "\n".join(draw(st.lists(WORDS, min_size=1, max_size=2)))
        end = at + draw(st.integers(0, 9_000))
        cues.append(Cue(at, end, names[number % len(names)], f"Well {text}"))
    return cues


@st.composite
def untimed(draw: st.DrawFn) -> list[Cue]:
    """Turns of paragraphs; two neighbours are never one person's."""
    turns = draw(
        st.lists(
            st.lists(WORDS.map(lambda w: f"So {w}"), min_size=1, max_size=3), min_size=2, max_size=6
        )
    )
    return [Cue(-1, -1, ("Ana", "Jérôme")[i % 2], "\n".join(turn)) for i, turn in enumerate(turns)]


def dressed(text: str, how: int) -> bytes:
    """Return the text as other machines would keep it: BOM, CRLF, CR, no last newline."""
    text = [
        text,
        "\ufeff" + text,
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        text.rstrip("\n"),
    ][how]
    return text.encode("utf-8")


def back(name: str, content: bytes) -> list[Cue]:
    read = transcripts.read(name, content)
    assert not [p for p in read.problems if p[5] == Level.ERROR], read.problems
    transcript = Transcript(read.form, read.text, "", read.timed, read.end, read.speakers)
    return transcripts.cues(transcript)


@given(timed(), st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_vtt_reads_back_what_it_wrote(cues: list[Cue], how: int) -> None:
    text = vtt.format_vtt(cues, clock.clocks(cues))
    assert back("a.vtt", dressed(text, how)) == cues


@given(timed(), st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_srt_reads_back_what_it_wrote(cues: list[Cue], how: int) -> None:
    text = srt.format_srt(cues, clock.clocks(cues))
    plain_cues = [c._replace(text=srt.MARKUP.sub("", c.text)) for c in cues]
    assert back("a.srt", dressed(text, how)) == plain_cues


@given(timed())
@settings(max_examples=80, deadline=None)
def test_srt_to_vtt_to_json_to_srt_keeps_the_cues(cues: list[Cue]) -> None:
    clocks = clock.clocks(cues)
    one = back("a.srt", srt.format_srt(cues, clocks).encode())
    two = back("a.vtt", vtt.format_vtt(one, clocks).encode())
    three = podcast_json.parse_podcast_json(podcast_json.format_podcast_json(two), [])
    assert three == two == one
    assert srt.format_srt(three, clocks) == srt.format_srt(one, clocks)


@given(untimed(), st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_turns_without_times_read_back_from_text_and_html(cues: list[Cue], how: int) -> None:
    assert back("a.txt", dressed(plain.format_plain(cues), how)) == cues
    assert html.parse_html(html.format_html(cues), []) == cues


@given(timed())
@settings(max_examples=50, deadline=None)
def test_libraries_that_we_did_not_write_read_the_same(cues: list[Cue]) -> None:
    clocks = clock.clocks(cues)
    captions = list(webvtt.from_buffer(io.StringIO(vtt.format_vtt(cues, clocks))))
    assert [(c.start, c.end, c.voice) for c in captions] == [
        (*times, cue.speaker) for times, cue in zip(clocks, cues, strict=True)
    ]
    subtitles = list(srt_library.parse(srt.format_srt(cues, clocks)))
    assert [(s.start.total_seconds(), s.content) for s in subtitles] == [
        (cue.start / 1000, f"{cue.speaker}: {cue.text}") for cue in cues
    ]


@given(st.sampled_from(["a.vtt", "a.srt", "a.txt", "a"]), st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_reading_never_raises_and_places_lie_in_the_file(name: str, content: bytes) -> None:
    read = transcripts.read(name, content)
    lines = (
        content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    for line, column, *_ in read.problems:
        assert 1 <= line <= len(lines)
        assert column >= 1


@given(st.sampled_from(["WEBVTT", "-->", "00:01.000", "0:0:1,5", "\n", "\n\n", "<v A>", "</v>", "NOTE x", "Ana: ", "1", " ", "&lt;", "**B:**", "• #C"]).flatmap(lambda _: st.lists(st.sampled_from(["WEBVTT", " --> ", "00:01.000", "00:00:01,500", "\n", "\n\n", "<v A>", "</v>", "NOTE x", "Ana: ", "1", " ", "&lt;", "**B:** ", "• #C"]), max_size=30)))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_reading_pieces_of_transcripts_never_raises(pieces: list[str]) -> None:
    read = transcripts.read("a.vtt", "".join(pieces).encode())
    assert read.end >= -1


@pytest.mark.parametrize(
    "text",
    [
        "Ana: Hello.\n\nBen: Hi.\n\nAnd more.\n\nAna: Bye.\n",
        "**Ana:** Hello.\n\n**Ben:** Hi.\n\nAnd more.\n\n**Ana**: Bye.\n",
        "__Ana__: Hello.\n\n__Ben__: Hi.\n\nAnd more.\n\n__Ana__: Bye.\n",
        "  • #Ana\n\n    Hello.\n\n  • #Ben\n\n    Hi.\n\n    And more.\n\n  • #Ana\n\n    Bye.\n",
    ],
)
def test_every_form_of_labels_gives_the_same_turns(text: str) -> None:
    assert speakers.parse_speakers(text, []) == [
        Cue(-1, -1, "Ana", "Hello."),
        Cue(-1, -1, "Ben", "Hi.\nAnd more."),
        Cue(-1, -1, "Ana", "Bye."),
    ]


def test_text_without_names_is_one_text_and_what_stands_before_the_first_name_is_kept() -> None:
    assert speakers.parse_speakers("Only this.\nTwo lines.", []) == [
        Cue(-1, -1, "", "Only this. Two lines.")
    ]
    told = speakers.parse_speakers("Recorded live.\n\n**Ana:** Hello.", [])
    assert [cue.speaker for cue in told] == ["", "Ana"]


def test_a_sentence_with_a_colon_is_no_speaker() -> None:
    text = "It had one rule: never stop.\n\nAnd another: go on.\n"
    assert [cue.speaker for cue in speakers.parse_speakers(text, [])] == [""]


def test_vtt_skips_notes_styles_and_settings_and_splits_voices() -> None:
    text = (
        "WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nNOTE\n00:00.000 --> 00:01.000\nnot said\n\n"
        "7\n00:01.000 --> 00:02.500 line:0 align:start\n<v.loud Ana Li>One &amp; <i>two</i></v> <v Ben>three\n\n"
        "01:00:00.000 --> 01:00:01.000\nplain\n"
    )
    assert back("a.vtt", text.encode()) == [
        Cue(1000, 2500, "Ana Li", "One & two"),
        Cue(1000, 2500, "Ben", "three"),
        Cue(3_600_000, 3_601_000, "", "plain"),
    ]


def test_what_is_wrong_in_a_timed_file_is_told_at_its_line_and_the_rest_is_kept() -> None:
    text = "WEBVTT\n\n00:05.000 --> 00:04.000\nA\n\n00:01.000 --> 00:02.000\nB\n\n00:0x --> 00:03.000\nC\n"
    read = transcripts.read("a.vtt", text.encode())
    assert [(line, rule) for line, _, rule, *_ in read.problems] == [
        (3, "cue-times"),
        (6, "cue-order"),
        (9, "cue-times"),
    ]
    assert [cue.text for cue in back("a.vtt", text.encode())] == ["A", "B"]
    headless = transcripts.read("a.vtt", b"00:01.000 --> 00:02.000\nB\n")
    assert [p[2] for p in headless.problems] == ["vtt-header"]
    tight = transcripts.read("a.vtt", b"WEBVTT\n00:01.000 --> 00:02.000\nB\n")
    assert [p[2] for p in tight.problems] == ["vtt-header"]
    broken = transcripts.read("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n0:0x --> 1\nB\n")
    assert [(p[0], p[2]) for p in broken.problems] == [(6, "cue-times")]


def test_empty_files_and_other_encodings_are_errors_at_their_place() -> None:
    assert transcripts.read("a.txt", b" \n").problems[0][5] == Level.ERROR
    assert transcripts.read("a.vtt", b"WEBVTT\n").problems[0][2] == "transcript"
    (problem,) = transcripts.read("a.txt", "Ana: é\nBen: ".encode() + b"\xe9").problems
    assert problem[:3] == (2, 6, "encoding")


def test_a_caption_s_name_needs_company_to_be_a_speaker() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nNote: this\n\n" + "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\nwords\n\n" for n in range(3, 7)
    )
    assert {cue.speaker for cue in back("a.srt", text.encode())} == {""}


def test_json_that_is_no_transcript_is_told() -> None:
    told: list[transcripts.Told] = []
    assert podcast_json.parse_podcast_json("[1]", told) == []
    assert len(told) == 1


def test_running_text_joins_a_speaker_s_captions() -> None:
    cues = [Cue(0, 1, "Ana", "One\ntwo"), Cue(1, 2, "Ana", "three."), Cue(2, 3, "", "Music")]
    assert plain.format_turns(cues) == "Ana: One two three.\n\nMusic\n"
    page = html.format_html([*cues, Cue(3_661_000, 3_662_000, "Ben", "Late")])
    assert re.findall("<cite>.*</cite>", page) == ["<cite>Ana:</cite>", "<cite>Ben:</cite>"]
    assert "<time>1:01:01</time>" in page
    assert transcripts.form_of("a.vtt", "00:01.000 --> 00:02.000\nx") is TranscriptForm.VTT
