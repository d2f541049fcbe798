"""The short ways give what the long ways give: for files as programs write them, and for others."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts import captions, columns, vtt
from showfeed.formats.transcripts.columns import Columns, rows, woven
from showfeed.formats.transcripts.escapes import tidy
from showfeed.formats.transcripts.podcast_json import format_podcast_json, parse_podcast_json
from showfeed.formats.transcripts.vtt import format_vtt, parse_vtt
from showfeed.model import Cue

TIMES = st.integers(0, 100 * 3_600_000 - 1)
BODIES = st.lists(
    st.sampled_from(
        "salt|tea &amp; co|<i>so</i>|<v Ana>|<v.loud Ben>|</v>| |\n|a > b|é|12|<v>|&#10;|\x7f".split(
            "|"
        )
    ),
    min_size=1,
    max_size=5,
).map("".join)
# No empty line within, and none of blanks at the start: what follows those is put in order first.
CLEAN = BODIES.map(lambda body: body.strip("\n").replace("\n\n", "\n")).filter(
    lambda body: body and "\n\n" not in body and (body.split("\n")[0].strip() or "\n" not in body)
)


@settings(deadline=None)
@given(st.lists(st.tuples(TIMES, TIMES, CLEAN), min_size=1), st.sampled_from(".,"), st.booleans())
def test_cutting_at_blank_lines_finds_what_the_expression_finds(
    cues: list[tuple[int, int, str]], mark: str, numbered: bool
) -> None:
    blocks = [
        f"{number}\n" * numbered + f"{start} --> {end}".replace(".", mark) + f"\n{body}"
        for number, (one, other, body) in enumerate(cues, 1)
        for start, end in [columns.clocks([one, other])]
    ]
    text = "\n\n".join(["WEBVTT", *blocks]) + "\n"
    found = captions.regular(text)
    assert found is not None
    read = captions.irregular(text)
    assert found[:2] == read[:2]
    assert list(map(tidy, found.bodies)) == list(map(tidy, read.bodies))  # as every reader of them
    written = Columns(found.starts, found.ends, [""] * len(cues), [""] * len(cues))
    assert columns.lines_of(written) == found.lines


@pytest.mark.parametrize(
    "block",
    [
        "00:01.000 --> 00:02.000\nno hours",
        "00:00:61.000 --> 00:02:00.000\nno such second",
        "00:00:01.000 --> 00:00:02.000 align:start\nsettings",
        "00:00:01.000 --> 00:00:02.000",
        "00:00:01.000 --> 00:00:02.000\nno blank line\n00:00:03.000 --> 00:00:04.000\nbetween",
        "٠0:00:01.000 --> 00:00:02.000\nanother digit",
        "NOTE no cue",
    ],
)
def test_what_is_not_written_so_is_left_to_the_expression(block: str) -> None:
    good = "00:00:00.000 --> 00:00:01.000\nSalt"
    assert captions.regular(f"WEBVTT\n\n{good}\n") is not None
    assert captions.regular(f"WEBVTT\n\n{good}\n\n{block}\n") is None


@settings(deadline=None)
@given(st.lists(CLEAN, max_size=4))
def test_voices_apart_at_once_are_those_of_each_cue(bodies: list[str]) -> None:
    found = vtt.single_voices(bodies)
    if found is not None:
        assert list(zip(*found, strict=True)) == [said for b in bodies for said in vtt.voices(b)]


def test_a_name_ends_where_its_tag_ends() -> None:
    bodies = ["<v Ana>1 > 0", "<v.loud  Ben &amp; Co></v>yes</v>"]
    assert vtt.single_voices(bodies[:1]) == (["Ana"], ["1 > 0"])
    assert vtt.single_voices(bodies) is None
    assert [cue[2:4] for cue in parse_vtt(vtt_of(bodies))] == [("Ana", "1 > 0"), ("", "yes")]


def vtt_of(bodies: list[str]) -> str:
    cues = "".join(
        f"\n00:00:0{i}.000 --> 00:00:0{i}.900\n{body}\n" for i, body in enumerate(bodies)
    )
    return f"WEBVTT\n{cues}"


def test_columns_keep_the_words_where_some_cue_has_them() -> None:
    cues = [Cue(0, 900, "Ana", "Salt", (0,)), Cue(1000, 2000, "", "Tea")]
    assert rows(columns.columns(cues)) == cues
    assert rows(columns.columns([])) == []


def test_nothing_woven_is_nothing() -> None:
    assert woven("<", [], ">", count=0) == ""


def test_times_of_a_hundred_hours_and_more_are_written_whole() -> None:
    cue = Cue(100 * 3_600_000, 100 * 3_600_000 + 500, "Ana", "Late")
    assert parse_vtt(format_vtt([cue])) == [cue]
    assert parse_podcast_json(format_podcast_json([cue])) == [cue]


def test_what_json_must_escape_is_escaped() -> None:
    cue = Cue(0, 500, 'A"na', 'a "b" \\ \t\x01 c\nd')
    segment = json.loads(format_podcast_json([cue]))["segments"][0]
    assert (segment["speaker"], segment["body"]) == (cue.speaker, cue.text)
