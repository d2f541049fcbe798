"""Each form of a transcript: what it reads, what it writes, and that the two are inverse."""

import io
import json

import pysubs2
import pytest
import srt as srt_library
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts.html import format_html, parse_html
from showfeed.formats.transcripts.plain import format_plain, parse_plain
from showfeed.formats.transcripts.podcast_json import format_podcast_json, parse_podcast_json
from showfeed.formats.transcripts.speakers import format_speakers, parse_speakers
from showfeed.formats.transcripts.srt import format_srt, parse_srt
from showfeed.formats.transcripts.vtt import format_vtt, parse_vtt
from showfeed.model import Cue

NAMES = st.sampled_from(["Ana", "Zoë Å.", "R&D", "نور", "山田", "D'Arc <x>", ""])
WORDS = st.sampled_from(
    ["salt", "tea & co", "&amp;", "<b", "a > b", "1", "été", "שלום", "🎙️", '"q"', "\\u001e", "--"]
)
LINE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
TIME = st.integers(0, 400_000_000)  # over a hundred hours
TIMED = st.lists(
    st.builds(
        lambda a, b, who, said: Cue(min(a, b), max(a, b), who, said), TIME, TIME, NAMES, TEXT
    ),
    max_size=6,
)
SPEAKERS = st.sampled_from(["Ana", "Zoë Å.", "R&D", "نور", "山田"])
TURNS = st.lists(st.builds(Cue, st.just(-1), st.just(-1), SPEAKERS, TEXT, st.just(())), max_size=6)
NAMED = ["Ana", "Zoë Å.", "R&D", "نور", "山田", "D'Arc <x>"]
DRESS = st.sampled_from(["\n", "\n\n", ""])


@settings(max_examples=60, deadline=None)
@given(TIMED, DRESS)
def test_webvtt_reads_what_it_wrote(cues: list[Cue], end: str) -> None:
    assert parse_vtt(format_vtt(cues).rstrip("\n") + end) == cues


@settings(max_examples=60, deadline=None)
@given(TIMED, DRESS)
def test_srt_reads_what_it_wrote(cues: list[Cue], end: str) -> None:
    assert parse_srt(format_srt(cues).rstrip("\n") + end, NAMED) == cues


@settings(max_examples=60, deadline=None)
@given(TIMED | TURNS)
def test_json_reads_what_it_wrote(cues: list[Cue]) -> None:
    written = format_podcast_json(cues)
    assert json.loads(written)["version"] == "1.0.0"
    assert parse_podcast_json(written) == cues


@settings(max_examples=60, deadline=None)
@given(TURNS)
def test_html_reads_what_it_wrote_without_times(cues: list[Cue]) -> None:
    assert parse_html(format_html(cues)) == cues


@settings(max_examples=60, deadline=None)
@given(TIMED)
def test_html_keeps_speakers_words_and_starts_to_the_second(cues: list[Cue]) -> None:
    kept = [(cue.start // 1000 * 1000, cue.speaker, cue.text) for cue in cues]
    assert [(c.start, c.speaker, c.text) for c in parse_html(format_html(cues))] == kept


@settings(max_examples=60, deadline=None)
@given(TURNS, DRESS)
def test_speaker_text_reads_what_it_wrote(cues: list[Cue], end: str) -> None:
    assert parse_speakers(format_speakers(cues).rstrip("\n") + end, NAMED) == cues


@given(TEXT)
def test_plain_text_reads_what_it_wrote(text: str) -> None:
    cues = [Cue(-1, -1, "", text)]
    assert parse_plain(format_plain(cues)) == cues
    assert format_plain([]) == ""
    assert parse_plain(" \n") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90_000_000), SPEAKERS, LINE), min_size=1, max_size=5))
def test_other_libraries_read_our_captions_alike(said: list[tuple[int, str, str]]) -> None:
    cues = [Cue(start, start + 1500, who, text) for start, who, text in said]
    theirs = webvtt.from_buffer(io.BytesIO(format_vtt(cues).encode()))
    assert [(c.start_in_seconds, c.voice) for c in theirs] == [
        (cue.start // 1000, cue.speaker.replace("&", "&amp;")) for cue in cues
    ]
    subtitles = list(srt_library.parse(format_srt(cues)))
    assert [s.index for s in subtitles] == list(range(1, len(cues) + 1))
    assert [(s.start.total_seconds(), s.content) for s in subtitles] == [
        (cue.start / 1000, f"{cue.speaker}: {cue.text}") for cue in cues
    ]
    events = sorted(pysubs2.SSAFile.from_string(format_srt(cues)), key=lambda e: int(e.name or 0))
    assert [(e.start, e.end) for e in events] == [(c.start, c.end) for c in cues]


def test_webvtt_passes_by_notes_styles_regions_settings_and_tags() -> None:
    text = (
        "WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:one\n\nNOTE\nnot said\n\n"
        "id-1\n00:01.000 --> 00:02.000 align:start line:0\n"
        "<v.loud Ana B>Salt <i>and</i> <00:01.500>tea&nbsp;&amp; <c.x>more</c></v>\n\n"
        "00:02.000 --> 00:03.000\n<v Ana>Yes. <v Ben>No.</v> Both.\n\n"
        "00:03.000 --> 00:04.000\n\n00:04.000 --> 00:05.000\nNobody\n"
    )
    assert parse_vtt(text) == [
        Cue(1000, 2000, "Ana B", "Salt and tea\xa0& more", (1000, 1000, 1500, 1500, 1500)),
        Cue(2000, 3000, "Ana", "Yes."),
        Cue(2000, 3000, "Ben", "No."),
        Cue(2000, 3000, "", "Both."),
        Cue(4000, 5000, "", "Nobody"),
    ]


def test_a_cue_never_ends_before_its_start() -> None:
    text = "WEBVTT\n\n00:02.000 --> 00:01.000\nOne\n"
    assert parse_vtt(text) == [Cue(2000, 2000, "", "One")]


def test_cues_that_no_empty_line_parts_are_read_apart() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n00:02.000 --> 00:03.000\n<v Ana>Two\n"
    assert [cue.text for cue in parse_vtt(text)] == ["One", "Two"]


def test_a_voice_that_says_nothing_or_has_no_name_is_passed_by() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana> \n\n00:02.000 --> 00:03.000\n<v>Hm.\n"
    assert parse_vtt(text) == [Cue(2000, 3000, "", "Hm.")]
    assert parse_vtt("WEBVTT\n\n00:01.000 --> 00:02.000\n<v x\ty>Hm.") == [
        Cue(1000, 2000, "x y", "Hm.")
    ]


def test_srt_is_read_kindly() -> None:
    text = (
        "00:00:01.5 --> 00:00:02\n<i>No index</i>\n2\n0:00:03,000-->0:00:04,25\n{\\an8}No gap\n"
        "  \n75:00,000 --> 76:00,000\nA --> B\n1984\n"
    )
    assert parse_srt(text) == [
        Cue(1500, 2000, "", "No index"),
        Cue(3000, 4250, "", "No gap"),
        Cue(4_500_000, 4_560_000, "", "A --> B\n1984"),
    ]
    assert parse_srt("1\n00:00:01,000 --> 00:00:02,000\n\n") == []
    assert parse_srt("x\n\n00:00:01,000 --> 01:99:00,000\nlost\n") == []
    assert "→" in format_srt([Cue(0, 1, "", "0:01 --> 0:02")])


def test_a_name_in_srt_is_a_speaker_only_if_it_returns() -> None:
    block = "00:00:0{0},000 --> 00:00:0{0},900\n{1}\n"
    text = "\n".join(block.format(i, t) for i, t in enumerate(["Ana: a", "Note: b", "Ana: c"]))
    assert [cue.speaker for cue in parse_srt(text)] == ["Ana", "", "Ana"]
    assert [cue.text for cue in parse_srt(text)] == ["a", "Note: b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana: One.\n\nTwo.\n\nBen: Three.\n",
        "Ana : One.\n\nTwo.\n\nBen : Three.",
        "**Ana:** One.\n\nTwo.\n\n**Ben**: Three.",
        "__Ana__: One.\n\nTwo.\n\n__Ben:__ Three.",
        "  • #Ana\n\n    One.\n\n    Two.\n\n  • #Ben\n\n    Three.\n",
        "Ana:\nOne.\n\nTwo.\n\nBen:\nThree.",
        "Ana: One.\nTwo.\nBen: Three.\n",
    ],
)
def test_every_way_of_labelling_turns_is_read(text: str) -> None:
    cues = [Cue(-1, -1, "Ana", "One.\nTwo."), Cue(-1, -1, "Ben", "Three.")]
    assert parse_speakers(text) == cues
    assert parse_speakers(f"**Intro:** Yes.\n\n{text}")[0] == Cue(-1, -1, "Intro", "Yes.")


def test_words_before_the_first_speaker_are_nobody_s() -> None:
    text = "Music plays\nfor long.\n\n**Ana:** Hello.\n\n**Ben:** \n\n"
    assert parse_speakers(text) == [
        Cue(-1, -1, "", "Music plays for long."),
        Cue(-1, -1, "Ana", "Hello."),
    ]


def test_a_colon_in_running_text_names_nobody() -> None:
    prose = "It was late.\n\nOne thing: the lamp was out.\n\nRemember this: it burns."
    assert [cue.speaker for cue in parse_speakers(prose)] == [""]
    talk = "Ana: Look.\n\nand one thing: it burns.\n\nBen: Yes.\n\nAna: So."
    assert [cue.speaker for cue in parse_speakers(talk)] == ["Ana", "Ben", "Ana"]


def test_text_of_captions_is_joined_into_turns_with_a_paragraph_after_a_silence() -> None:
    cues = [
        Cue(0, 1000, "Ana", "One\ntwo"),
        Cue(1000, 2000, "Ana", "three."),
        Cue(5000, 6000, "Ana", "Four."),
        Cue(6000, 7000, "Ben", "Five."),
        Cue(7000, 8000, "", "Six."),
    ]
    assert format_speakers(cues) == "Ana: One two three.\n\nFour.\n\nBen: Five.\n\nSix.\n"
    assert format_speakers([]) == ""


def test_html_is_escaped_and_kindly_read() -> None:
    assert format_html([Cue(61_000, 62_000, "<A>", "x & y")]) == (
        "<cite>&lt;A&gt;:</cite>\n<time>1:01</time>\n<p>x &amp; y</p>\n"
    )
    assert format_html([]) == ""
    text = "<p>Intro <b>here</b></p><p></p><p>more</p><time>soon</time><p>x</p><time>1:00:01</time><p>y</p>"
    assert parse_html(text) == [
        Cue(-1, -1, "", "Intro here\nmore"),
        Cue(-1, -1, "", "x"),
        Cue(3_601_000, -1, "", "y"),
    ]


def test_a_text_that_holds_the_parting_letter_is_still_written() -> None:
    assert "a &amp; \x7f" in format_vtt([Cue(0, 1, "", "a & \x7f")])


@settings(max_examples=60, deadline=None)
@given(TIMED)
def test_cues_go_from_srt_over_webvtt_and_json_and_come_back(cues: list[Cue]) -> None:
    srt = parse_srt(format_srt(cues), NAMED)
    vtt = parse_vtt(format_vtt(srt))
    again = parse_srt(format_srt(parse_podcast_json(format_podcast_json(vtt))), NAMED)
    assert cues == srt == vtt == again
