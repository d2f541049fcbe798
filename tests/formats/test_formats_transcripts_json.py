"""Transcripts in JSON: every shape that tools write, broken ones, hostile ones."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.json_kindly import DEEPEST, Mending, load, place
from showfeed.formats.transcripts import Reading
from showfeed.formats.transcripts.podcast_json import parse_podcast_json
from showfeed.formats.transcripts.words import Word, starts
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

FILES = Path(__file__).parents[1] / "transcripts"
LAMP, WHO = "The lamp was out.", "Who lit it?"


def read(name: str, content: str) -> Reading:
    return transcripts.read(name, content.encode("utf-8", "surrogatepass"))


def cues_of(reading: Reading) -> list[Cue]:
    return transcripts.cues(Transcript(reading.form, reading.text, speakers=reading.speakers))


@pytest.mark.parametrize(
    ("file", "form", "speakers", "words"),
    [
        ("podcast-index", TranscriptForm.JSON, ("Ana", "Ben"), ((), ())),
        ("openai-whisper", TranscriptForm.WHISPER, ("", ""), ((0, 220, 700, 900), ())),
        ("faster-whisper", TranscriptForm.WHISPER, ("", ""), ((), (2500, 2900, 3200))),
        ("whisper-cpp", TranscriptForm.WHISPER_CPP, ("", ""), ((0, 220, 700, 900), ())),
        ("podlove", TranscriptForm.PODLOVE, ("Ana", "2"), ((), ())),
        ("podlove-grouped", TranscriptForm.PODLOVE, ("Ana", "2"), ((), ())),
        ("dote", TranscriptForm.DOTE, ("Ana", "Ben"), ((), ())),
    ],
)
@pytest.mark.parametrize("ending", ["json", "txt", ""])
def test_each_shape_is_known_by_its_content(
    file: str,
    form: TranscriptForm,
    speakers: tuple[str, str],
    words: tuple[tuple[int, ...], tuple[int, ...]],
    ending: str,
) -> None:
    content = (FILES / f"{file}.json").read_bytes()
    for bytes_ in (content, b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")):
        reading = transcripts.read(f"a.{ending}", bytes_)
        assert reading.problems == ()
        assert (reading.form, reading.timed, reading.end) == (form, True, 3600)
        assert reading.speakers == tuple(filter(None, speakers))
        assert cues_of(reading) == [
            Cue(0, 1840, speakers[0], LAMP, words[0]),
            Cue(2500, 3600, speakers[1], WHO, words[1]),
        ]


def test_whisperx_gives_speakers_and_a_word_without_a_time_begins_after_the_one_before() -> None:
    reading = transcripts.read("x.json", (FILES / "whisperx.json").read_bytes())
    assert reading.problems == ()
    assert cues_of(reading) == [
        Cue(31, 2400, "SPEAKER_01", "In 1984 the lamp was out.", (31, 200, 900, 1000, 1500, 1800)),
        Cue(2600, 3600, "SPEAKER_00", WHO, (2600, 2900, 3200)),
    ]


def test_words_that_are_not_the_text_s_give_no_times() -> None:
    assert starts("Salt rises", 0, [Word(0, 9, " Salt"), Word(9, 12, " falls")]) == ()
    assert starts("Salt", 0, [Word(0, 9, " Sal")]) == ()
    assert starts("Salt", -1, [Word(0, 9, " Salt")]) == ()


def words_of(text: str, speaker: str = "Ana", start: int = 0) -> list[dict[str, object]]:
    return [
        {
            "speaker": speaker,
            "startTime": (start + at * 300) / 1000,
            "endTime": (start + at * 300 + 250) / 1000,
            "body": word,
        }
        for at, word in enumerate(text.split())
    ]


def test_single_words_are_joined_into_phrases_that_know_their_words() -> None:
    said = "The lamp was out for a night , and nobody saw it . It burns now"
    segments = words_of(said) + words_of("Who lit it ?", "Ben", 6000) + words_of("I.", "Ana", 9000)
    cues = parse_podcast_json(json.dumps({"segments": segments}))
    assert [(cue.speaker, cue.text) for cue in cues] == [
        ("Ana", "The lamp was out for a night, and nobody saw it."),
        ("Ana", "It burns now"),
        ("Ben", "Who lit it?"),
        ("Ana", "I."),
    ]
    assert all(len(cue.words) == len(cue.text.split()) for cue in cues)
    assert cues[2].words == (6000, 6300, 6600)
    assert (cues[2].start, cues[2].end) == (6000, 7150)


def test_a_silence_and_a_full_line_end_a_phrase_too() -> None:
    segments = words_of("the lamp was out and we") + words_of("went up " * 30, start=5000)
    cues = parse_podcast_json(json.dumps({"segments": segments}))
    assert cues[0].text == "the lamp was out and we"
    assert all(len(cue.text) < 175 for cue in cues)
    assert [cue.text for cue in cues][1].startswith("went up")
    assert sum(len(cue.words) for cue in cues) == 66


def test_parts_of_words_are_glued_where_the_file_writes_spaces() -> None:
    parts = [" The", " la", "mp", " cost", " 3", ".", "50", " then", "."] * 3
    segments = [
        {"offsets": {"from": at * 200, "to": at * 200 + 200}, "text": part}
        for at, part in enumerate(parts)
    ]
    reading = read("a.json", json.dumps({"transcription": segments}))
    assert [cue.text for cue in cues_of(reading)] == ["The lamp cost 3.50 then."] * 3
    assert cues_of(reading)[0].words == (0, 200, 600, 800, 1400)


def test_words_of_scripts_without_spaces_are_joined_without() -> None:
    segments = words_of("灯 が 消え た 。 " * 5)
    cues = parse_podcast_json(json.dumps({"segments": segments}))
    assert [cue.text for cue in cues] == ["灯が消えた。"] * 5
    sentences = [
        {"startTime": at, "endTime": at + 1, "body": "灯台の明かりが消えた"} for at in range(30)
    ]
    assert len(parse_podcast_json(json.dumps({"segments": sentences}))) == 30


def test_few_short_answers_stay_cues_of_their_own() -> None:
    segments = [{"startTime": at, "endTime": at + 1, "body": "Yes."} for at in range(19)]
    assert len(parse_podcast_json(json.dumps({"segments": segments}))) == 19


def places(reading: Reading) -> list[tuple[int, int, str, Level]]:
    return [(told.line, told.column, told.rule, told.level) for told in reading.problems]


def test_what_is_cut_off_is_read_up_to_there_and_told() -> None:
    whole = (FILES / "openai-whisper.json").read_text()
    reading = read(
        "a.json", whole[: whole.index('"Who lit') if '"Who lit' in whole else whole.index('" Who')]
    )
    assert [cue.text for cue in cues_of(reading)] == [LAMP]
    assert [problem[2:] for problem in places(reading)] == [("transcript-json", Level.ERROR)]
    assert reading.problems[0].line == 10


def test_commas_and_times_are_mended_where_it_is_clear_what_was_meant() -> None:
    text = (
        '{"segments": [\n  {"startTime": 1, "endTime": 2, "body": "One"}\n'
        '  {"startTime": 3, "endTime": 2.5, "body": "Two"},\n'
        '  {"endTime": 4, "body": "Three"},\n'
        '  {"startTime": 2, "endTime": 5, "body": "Four"},\n]}'
    )
    reading = read("a.json", text)
    assert places(reading) == [
        (3, 3, "transcript-json", Level.WARNING),
        (3, 17, "transcript-times", Level.WARNING),
        (4, 3, "transcript-times", Level.WARNING),
        (5, 17, "transcript-times", Level.WARNING),
        (6, 1, "transcript-json", Level.WARNING),
    ]
    assert [(cue.start, cue.end) for cue in cues_of(reading)] == [
        (1000, 2000), (3000, 3000), (3000, 4000), (2000, 5000),
    ]  # fmt: skip


@pytest.mark.parametrize("time_", ['"soon"', "-1", "true", "1e999", "[1]", '{"a": 1}', "9e99"])
def test_a_time_that_can_not_be_read_is_an_error_at_its_place(time_: str) -> None:
    reading = read("a.json", f'{{"segments": [\n {{"startTime": {time_}, "body": "Hi"}}]}}')
    assert places(reading) == [(2, 16, "transcript-times", Level.ERROR)]
    assert [cue.text for cue in cues_of(reading)] == ["Hi"]


def test_segments_without_ends_end_where_the_next_begins() -> None:
    text = '{"segments": [{"startTime": "1:02", "body": "a"}, {"startTime": 70, "body": "b"}]}'
    assert parse_podcast_json(text) == [Cue(62_000, 70_000, "", "a"), Cue(70_000, 71_500, "", "b")]


def test_times_that_only_some_segments_have_make_no_captions() -> None:
    reading = read("a.json", '{"segments": [{"startTime": 1, "body": "a"}, {"body": "b"}]}')
    assert not reading.timed
    assert [cue.start for cue in cues_of(reading)] == [-1, -1]
    assert places(reading) == [(1, 46, "transcript-times", Level.WARNING)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"segments": []}', "transcript"),
        ('{"segments": [{"body": ""}]}', "transcript"),
        ('{"chapters": []}', "transcript"),
        ("[{}]", "transcript"),
        ('{"segments": 1}', "transcript"),
        ('{"segments": [1]}', "transcript"),
        ('{"a": [', "transcript-json"),
        ('[{"text": "x"}]', "transcript"),
    ],
)
def test_json_that_is_no_transcript_is_an_error_with_a_hint(text: str, rule: str) -> None:
    reading = read("a.json", text)
    assert [(told.rule, told.level) for told in reading.problems] == [(rule, Level.ERROR)]
    assert reading.problems[0].hint


def test_a_text_in_brackets_is_no_json() -> None:
    assert read("a.txt", "[Music]\nAna: Hi.\nAna: Yes.").speakers == ("Ana",)
    assert read("a.txt", "{sighs} Hi.").problems == ()


def test_what_no_file_can_hold_is_left_out_of_json_too() -> None:
    cues = parse_podcast_json(
        '{"segments": [{"speaker": 3, "body": "a\\u0000\\u007f\\ud800\\r\\nb"}]}'
    )
    assert cues == [Cue(-1, -1, "3", "a�\nb")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 99999) | st.text(max_size=9)
    | st.sampled_from(["0:01", "00:00:02,5", "Ana", " lamp"]) | st.floats(allow_nan=True),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            "segments transcription transcripts lines items words tokens start end startTime endTime "
            "start_ms end_ms offsets timestamps from to body text word speaker voice".split()
        ),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(VALUES, st.integers(0, 400), st.sampled_from(["", ",", "}", "]", '"', ":", "x", "\n"]))
def test_no_json_whole_or_broken_makes_reading_raise(value: object, at: int, added: str) -> None:
    whole = json.dumps(value, indent=0)
    for text in (whole, whole[:at] + added + whole[at:], whole[:at]):
        reading = read("a.json", text)
        cues = cues_of(reading)
        for told in reading.problems:
            assert 1 <= told.line <= text.count("\n") + 1
            assert told.column >= 1
        timed = {cue.start >= 0 for cue in cues}
        assert len(timed) <= 1
        assert all(-1 <= cue.start <= cue.end for cue in cues)
        assert all(len(cue.words) in (0, len(cue.text.split())) for cue in cues)


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_sound_json_is_read_alike_with_places(value: object) -> None:
    text = json.dumps(value).replace("Infinity", "9")
    found = Mending(text).read()
    assert found.repairs == ()
    assert json.dumps(found.value).replace("null", "NaN") == json.dumps(json.loads(text)).replace(
        "null", "NaN"
    )


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='{}[]",:\\1a\n -', max_size=60))
def test_broken_json_is_mended_without_raising(text: str) -> None:
    for at, message, hint, _ in load(text).repairs:
        line, column = place(text, at)
        assert 1 <= line <= text.count("\n") + 1
        assert column >= 1
        assert message
        assert hint


def test_nesting_without_end_is_told() -> None:
    found = load("[" * 100_000)
    assert [repair.lost for repair in found.repairs] == [True]
    assert f"{DEEPEST}" in found.repairs[0].message
    assert read("a.json", '{"segments": [' + '{"a":' * 500).problems[0].rule == "transcript-json"


@pytest.mark.parametrize(
    "piece",
    ["]", "{", ",", ":", '"a" ', "1", "[1,", '{"a":1,', '"\n', "\\", '{"segments":[', '{"startTime":1,"body":"a"} ', '{"startTime":-1,"body":"a"},\n'],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", '{"segments": [', '{"segments": [{"body": "'])
def test_hostile_json_is_read_in_seconds(start: str, piece: str) -> None:
    text = start + piece * (300_000 // len(piece))
    began = time.process_time()
    cues_of(read("a.json", text))
    assert time.process_time() - began < 20


def test_a_megabyte_of_broken_json_is_read_in_seconds() -> None:
    text = '{"segments": [' + '{"startTime":-1,"body":"a"} ' * 37_000
    began = time.process_time()
    assert len(read("a.json", text).problems) > 30_000
    assert time.process_time() - began < 40
