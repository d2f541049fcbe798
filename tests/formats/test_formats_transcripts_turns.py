"""Text with times at its turns, Markdown, and the pins that a measurement holds on to."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.transcripts import Reading
from showfeed.formats.transcripts.markdown_text import parse_markdown, without_blocks
from showfeed.formats.transcripts.timed_turns import parse_turns, read_turns
from showfeed.model import Cue, Transcript, TranscriptForm


def read(text: str, name: str = "a.txt") -> Reading:
    return transcripts.read(name, text.encode("utf-8", "surrogatepass"))


def transcript_of(reading: Reading) -> Transcript:
    return Transcript(reading.form, reading.text, speakers=reading.speakers)


@pytest.mark.parametrize(
    "text",
    [
        "[0:04] Ana: Salt.\n\n[0:09] Ben: Tea.\n\n[102:11]",
        "[00:00:04] Ana: Salt.\n[00:00:09.00] Ben: Tea.\n[01:42:11]\n",
        "\\[00:00:04.00\\] Ana: Salt.\n\n\\[00:00:09.00\\] Ben: Tea.\n\n\\[01:42:11.00\\]",
        "(0:04) Ana: Salt.\n\n(0:09) Ben: Tea.\n\n(102:11)",
        "00:04 Ana: Salt.\n\n00:09 Ben: Tea.\n\n102:11",
        "00:04 - Ana: Salt.\n\n00:09 - Ben: Tea.\n\n102:11",
        "Ana (00:04): Salt.\n\nBen (00:09): Tea.\n\n[102:11]",
        "Ana [00:04]: Salt.\n\nBen [00:09]: Tea.\n\n[102:11]",
        "Ana (00:04)\nSalt.\n\nBen (00:09)\nTea.\n\n(102:11)",
        "Ana  0:04\nSalt.\n\nBen  0:09\nTea.\n\n102:11\n",
        "**Ana** (00:04): Salt.\n\n**Ben** (00:09): Tea.\n\n[102:11]",
        "**Ana (00:04):** Salt.\n\n**Ben (00:09):** Tea.\n\n[102:11]",
        "**Ana (00:04)** Salt.\n\n**Ben (00:09)** Tea.\n\n[102:11]",
        "**[00:04] Ana:** Salt.\n\n**[00:09] Ben:** Tea.\n\n**[102:11]**",
        "**[00:04]** Ana: Salt.\n\n**[00:09]** Ben: Tea.\n\n[102:11]",
        "**00:04 Ana:** Salt.\n\n**00:09 Ben:** Tea.\n\n[102:11]",
        "__Ana__: [00:04] Salt.\n\n__Ben__: [00:09] Tea.\n\n[102:11]",
        "Ana: (00:04) Salt.\n\nBen: (00:09) Tea. (102:11)",
        "[0:04]\nAna: Salt.\n\n[0:09]\n\nBen: Tea.\n\n[102:11]",
        "0:04\nAna: Salt.\n0:09\nBen: Tea.\n102:11",
        "• #Ana (0:04)\n\n  Salt.\n\n• #Ben\n\n  [0:09] Tea.\n\n  [102:11]",
        "- [@00:04](#t=4) Ana: Salt.\n- [@00:09](#t=9) Ben: Tea.\n- [@102:11](#t=99)",
        "[0:04 - 0:09] Ana: Salt.\n[0:09 – 102:11] Ben: Tea.",
        "[00:00:04:12] Ana: Salt.\n[00:00:09;03] Ben: Tea.\n[102:11]",
    ],
)
def test_a_time_at_each_turn_gives_timed_turns(text: str) -> None:
    reading = read(text)
    assert reading.problems == ()
    assert (reading.form, reading.timed, reading.end) == (TranscriptForm.TEXT, True, 6_131_000)
    transcript = transcript_of(reading)
    assert transcripts.cues(transcript) == [
        Cue(4000, 9000, "Ana", "Salt."),
        Cue(9000, 6_131_000, "Ben", "Tea."),
    ]
    assert transcripts.pins(transcript) == ((0, 4000), (1, 9000))
    crlf = read("\ufeff" + text.rstrip("\n").replace("\n", "\r\n"))
    assert transcripts.cues(transcript_of(crlf)) == transcripts.cues(transcript)


def test_what_whisper_prints_is_read_with_its_times() -> None:
    reading = read(
        "[00:00.000 --> 00:01.840]  The lamp was out.\n[00:02.500 --> 00:03.600]  Who lit it?\n"
    )
    assert transcripts.cues(transcript_of(reading)) == [
        Cue(0, 1840, "", "The lamp was out."),
        Cue(2500, 3600, "", "Who lit it?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana: Salt.\n\nBen: [15:47] Tea.\n\nAna: It was \\[00:16:01.06\\] late.\n\nBen: So?\n\nAna: So.",
        "Ana: Salt.\n\nBen (15:47): Tea.\n\nAna: It was late.\n\nBen: So?\n\nAna: So.",
        "Ana: Salt.\n\n15:47 Ben: Tea.\n\nAna: It was (1:02:33) late.\n\nBen: So?\n\nAna: So.",
    ],
)
def test_rare_times_are_pins_and_no_part_of_the_words(text: str) -> None:
    reading = read(text)
    assert reading.problems == ()
    assert not reading.timed
    transcript = transcript_of(reading)
    assert transcripts.pins(transcript) == ((1, 947_000),)
    assert [cue[:4] for cue in transcripts.cues(transcript)] == [
        (-1, -1, "Ana", "Salt."),
        (-1, -1, "Ben", "Tea."),
        (-1, -1, "Ana", "It was late."),
        (-1, -1, "Ben", "So?"),
        (-1, -1, "Ana", "So."),
    ]


def test_times_within_the_words_stay_where_no_sign_tells_that_they_are_more() -> None:
    text = (
        "Ana: We met at 12:30, read Mark 4:35 (and 9:15) twice.\n\nBen: From 10:00 on.\n\nAna: Yes."
    )
    assert [cue.text for cue in parse_turns(text)] == [
        "We met at 12:30, read Mark 4:35 (and 9:15) twice.",
        "From 10:00 on.",
        "Yes.",
    ]
    prose = "It was 12:30.\nWe met at 12:34\nand left."
    assert [cue.text for cue in parse_turns(prose)] == ["It was 12:30.\nWe met at 12:34\nand left."]


def test_a_text_without_names_is_cut_at_the_times_of_its_lines() -> None:
    for text in ("0:04\nsalt\n0:09\ntea\n0:12\nrice", "0:04 salt\n0:09 tea\n0:12 rice",
                 "[0:04] salt\n[0:09] tea\n[0:12] rice"):  # fmt: skip
        assert parse_turns(text) == [
            Cue(4000, 9000, "", "salt"), Cue(9000, 12_000, "", "tea"), Cue(12_000, 13_500, "", "rice"),
        ]  # fmt: skip


def test_a_timed_turn_is_cut_at_the_times_of_its_paragraphs() -> None:
    text = "[0:00] Ana: Salt.\n\nMore.\n\n[0:07] Again.\n\n[0:09] Ben: Tea.\n\n[0:10]"
    assert parse_turns(text) == [
        Cue(0, 7000, "Ana", "Salt.\nMore."),
        Cue(7000, 9000, "Ana", "Again."),
        Cue(9000, 10_000, "Ben", "Tea."),
    ]


def test_words_above_the_first_turn_need_no_time() -> None:
    assert parse_turns("The lamp\n\n[0:03] Ana: Salt.\n\n[0:05] Ben: Tea.\n\n[0:06]") == [
        Cue(0, 3000, "", "The lamp"), Cue(3000, 5000, "Ana", "Salt."), Cue(5000, 6000, "Ben", "Tea."),
    ]  # fmt: skip


def test_a_turn_that_lacks_the_time_that_most_have_is_told() -> None:
    reading = read("[0:00] Ana: Salt.\n\n[0:05] Ben: Tea.\n\n Ana: So.\n")
    assert not reading.timed
    assert [told[:3] for told in reading.problems] == [(5, 2, "transcript-times")]
    assert "untimed" in reading.problems[0].message


def test_a_time_that_goes_back_is_told_at_its_place_and_not_taken() -> None:
    reading = read("[0:00] Ana: Salt.\n\n[0:05] Ben: Tea.\n\nAna: [0:04] So.\n")
    assert not reading.timed
    assert [told[:3] for told in reading.problems] == [(5, 7, "transcript-times")]
    assert transcripts.pins(transcript_of(reading)) == ((0, 0), (1, 5000))


def test_markdown_is_known_by_its_ending_and_gives_the_words_alone() -> None:
    text = (
        '---\ntitle: x\n---\n# The *lamp*\n\n> **Ana:** See [this page](https://a.example "x"), R&amp;D,\n'
        "> ![a lamp](lamp.jpg) and *that*.\n\n***\n\n**B\\_n:** \\[0:04\\] `Yes` \\*no\\*, snake_case, __so__ 5 * 3.\n"
    )
    reading = read(text, "a.md")
    assert reading.form is TranscriptForm.MARKDOWN
    assert reading.speakers == ("Ana", "B_n")
    assert transcripts.pins(transcript_of(reading)) == ((1, 4000),)
    assert [cue[2:4] for cue in transcripts.cues(transcript_of(reading))] == [
        ("Ana", "See this page, R&D, a lamp and that."),
        ("B_n", "Yes *no*, snake_case, so 5 * 3."),
    ]
    assert parse_markdown("&#1;") == [Cue(-1, -1, "", "&#1;")]
    assert parse_markdown("&#" + "9" * 5000 + ";x")[0].text == "x"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="-#>=*_`~[]()!a \n", max_size=80))
def test_markdown_keeps_its_lines(text: str) -> None:
    assert without_blocks(text).count("\n") == text.count("\n")


PIECES = st.sampled_from(
    ["[0:04]", "\\[00:04:01.06\\]", "(12:34)", "99:59", "Ana:", "Ben", " (0:09):", "**", "__", "• #", "\n",
     "\n\n", " ", "0:01 --> 0:02", "[", "]", "#t", "word", ":", "- ", "١:٠٢", "🎙️"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_mixture_is_read_with_all_cues_timed_or_none(text: str, name: str) -> None:
    reading = read(text, name)
    transcript = transcript_of(reading)
    cues = transcripts.cues(transcript)
    assert len({cue.start >= 0 for cue in cues}) <= 1
    assert all(-1 <= cue.start <= cue.end for cue in cues)
    for at, start in transcripts.pins(transcript):
        assert 0 <= at < len(cues)
        assert start >= 0
    for told in reading.problems:
        assert 1 <= told.line <= text.count("\n") + 1
        assert told.column >= 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 900), st.sampled_from(["Ana", "Ben"]), st.sampled_from(["Salt.", "Ja – ü", "שלום"])),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["[{0}] {1}: {2}\n\n", "{1} ({0}): {2}\n", "{0} {1}: {2}\n", "**{1}** [{0}]: {2}\n\n"]),
)  # fmt: skip
def test_times_of_turns_are_read_as_written(said: list[tuple[int, str, str]], form: str) -> None:
    starts = [sum(gap for gap, _, _ in said[: at + 1]) for at in range(len(said))]
    text = "".join(
        form.format(f"{start // 60}:{start % 60:02d}", who, words)
        for start, (_, who, words) in zip(starts, said, strict=True)
    )
    assert [(c.start, c.speaker, c.text) for c in parse_turns(text, ["Ana", "Ben"])] == [
        (start * 1000, who, words) for start, (_, who, words) in zip(starts, said, strict=True)
    ]


@pytest.mark.parametrize(
    "piece",
    ["(0:01)", "[0:01] ", "0:01 A: x\n", "[0:01 - ", "A 0:01\n", "**A** (0:01)", "*a", "[a](", "> ", "--- ", "\n \n", "• #A"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_hostile_text_is_read_in_a_time_that_grows_with_its_length(name: str, piece: str) -> None:
    for text in (piece * (100_000 // len(piece)), piece * 200 + " " * 100_000 + piece * 200):
        began = time.process_time()
        reading = read(text, name)
        transcripts.cues(transcript_of(reading))
        assert time.process_time() - began < 5


@pytest.mark.parametrize("piece", ["(0:01)", "[0:01] A: x\n", "*a"])
def test_a_megabyte_of_hostile_text_is_read_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    transcripts.cues(transcript_of(read(text, "a.md")))
    assert time.process_time() - began < 40


def test_pins_of_captions_are_their_starts() -> None:
    transcript = Transcript(TranscriptForm.SRT, "1\n00:00:01,000 --> 00:00:02,000\nHi\n")
    assert transcripts.pins(transcript) == ((0, 1000),)
    some = Transcript(
        TranscriptForm.JSON, '{"segments": [{"body": "a"}, {"startTime": 3, "body": "b"}]}'
    )
    assert transcripts.pins(some) == ((1, 3000),)
    assert transcripts.pins(Transcript(TranscriptForm.JSON, some.text.replace('"a"', '"a", "startTime": 1'))) == (
        (0, 1000), (1, 3000),
    )  # fmt: skip


def test_a_text_that_holds_only_times_says_nothing() -> None:
    assert read_turns("[0:01]\n[0:02]\n").cues == []
