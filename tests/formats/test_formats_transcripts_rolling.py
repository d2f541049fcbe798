"""What programs that listen write: captions that roll, times between words, letters in halves."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.transcripts import Reading
from showfeed.formats.transcripts.vtt import parse_vtt
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

LINES = [
    ["so", "today", "we"],
    ["are", "going", "to", "climb"],
    ["the", "tower", "the"],
    ["tower", "with", "[Music]"],
    ["199", "steps", "up"],
]


def cues_of(reading: Reading) -> list[Cue]:
    return transcripts.cues(Transcript(reading.form, reading.text, speakers=reading.speakers))


def clock(time: int) -> str:
    return (
        f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02}.{time % 1000:03}"
    )


def rolling(lines: list[list[str]], stamps: bool = True) -> str:
    """Write lines as YouTube does: each below the one before, then alone for 10 milliseconds."""
    cues, above = [], " "
    for at, words in enumerate(lines):
        start, end = 3000 * at + 160, 3000 * at + 2990
        times = [start + 300 * number for number in range(len(words))]
        said = words[0] + "".join(
            f"<{clock(time)}><c> {word}</c>" if stamps else f" {word}"
            for time, word in zip(times[1:], words[1:], strict=True)
        )
        dress = " align:start position:0%"
        cues.append(f"{clock(start)} --> {clock(end)}{dress}\n{above}\n{said}\n")
        above = " ".join(words)
        cues.append(f"{clock(end)} --> {clock(end + 10)}{dress}\n{above}\n \n")
    return "WEBVTT\nKind: captions\nLanguage: en\n\n" + "\n".join(cues) + "\n"


def test_captions_that_roll_become_cues_that_say_each_line_once_and_it_is_told() -> None:
    read = transcripts.read("a.vtt", rolling(LINES).encode())
    assert read.language == "en"
    (told,) = read.problems
    assert (told.line, told.rule, told.level) == (9, "transcript", Level.WARNING)
    assert "9 repeated ones are left out" in told.message
    cues = cues_of(read)
    assert [cue.text for cue in cues] == [" ".join(words) for words in LINES]
    assert [(cue.start, cue.end) for cue in cues] == [
        (3000 * at + 160, 3000 * at + 2990) for at in range(len(LINES))
    ]
    assert cues[1].words == (3160, 3460, 3760, 4060)


def test_subrip_made_of_captions_that_roll_is_read_as_cleanly() -> None:
    body = rolling(LINES, stamps=False).split("Language: en\n\n")[1].replace(" align:start position:0%", "")  # fmt: skip
    read = transcripts.read("a.srt", body.replace(".", ",").encode())
    assert read.form is TranscriptForm.SRT
    assert [cue.text for cue in cues_of(read)] == [" ".join(words) for words in LINES]
    assert [told.rule for told in read.problems] == ["transcript"]


def test_a_line_that_is_said_twice_is_kept_twice() -> None:
    lines = [["no"], ["no"], ["it", "burns"], ["no"], ["so", "badly"], ["go"]]
    said = [cue.text for cue in parse_vtt(rolling(lines))]
    assert said == ["no", "no", "it burns", "no", "so badly", "go"]


def test_captions_in_which_people_repeat_themselves_do_not_roll() -> None:
    said = ["Yes.", "Yes.", "No.", "Salt.", "Salt.", "Tea.", "Rice.", "Fish."]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"{clock(1000 * at)} --> {clock(1000 * at + 900)}\n{line}" for at, line in enumerate(said)
    )
    assert [cue.text for cue in parse_vtt(text)] == said
    assert transcripts.read("a.vtt", text.encode()).problems == ()


WORD = st.text("abcé", min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORD, min_size=2, max_size=6), min_size=6, max_size=12, unique_by=tuple))
def test_whatever_is_said_in_captions_that_roll_is_said_once(lines: list[list[str]]) -> None:
    assert [cue.text for cue in parse_vtt(rolling(lines))] == [" ".join(words) for words in lines]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Salt<00:00:01.500> tea", (1000, 1500)),
        ("<v Ana>Salt <00:01.500>tea</v>", (1000, 1500)),
        ("sa<00:00:01.100>lt<00:00:01.500> tea", (1000, 1500)),
        ("<00:00:01.200>Salt<00:00:01.500> tea", (1200, 1500)),
        ("Salt tea", ()),
        ("Salt and tea and rice<00:00:01.500> too", ()),  # nobody knows when four words begin
        ("Salt<00:00:09.000> tea", ()),  # after the cue's end
        ("<v Ana>Salt<00:00:01.500> tea</v><v Ben>Rice</v>", ()),
    ],
)
def test_times_between_words_are_those_of_the_words(body: str, words: tuple[int, ...]) -> None:
    text = f"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n{body}\n"
    assert parse_vtt(text)[0].words == words


def test_a_name_before_words_with_times_is_the_speaker_and_the_times_stay_with_their_words() -> (
    None
):
    text = "WEBVTT\n\n" + "".join(
        f"00:00:0{at}.000 --> 00:00:0{at}.900\nAna: Salt<00:00:0{at}.500> tea\n\n" for at in (1, 3)
    )
    assert parse_vtt(text) == [
        Cue(at, at + 900, "Ana", "Salt tea", (at, at + 500)) for at in (1000, 3000)
    ]


def whisper_cpp(tokens: list[bytes], text: bytes) -> bytes:
    """Write one segment as whisper.cpp does: bytes as they come, whether or not they are letters."""
    lines = b",\n".join(
        b'{"text": "%b", "offsets": {"from": %d, "to": %d}}' % (token, 100 * at, 100 * at + 100)
        for at, token in enumerate(tokens)
    )
    return (
        b'{"systeminfo": "", "result": {"language": "fr"}, "transcription": [{"offsets": {"from": 0,'
        b' "to": 9000}, "text": "%b", "tokens": [\n{"text": "[_BEG_]"},\n%b]}]}' % (text, lines)
    )


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["été", "🎙️", "שלום", "山", "a"]), min_size=1, max_size=6),
    st.sets(st.integers(1, 80)),
)
def test_letters_that_are_cut_between_tokens_are_put_together(
    said: list[str], cuts: set[int]
) -> None:
    whole = "".join(f" {word}" for word in said).encode()
    begun = {at for at in range(len(whole)) if whole[at : at + 1] == b" "}
    edges = sorted({0, *begun, *(cut for cut in cuts if cut < len(whole)), len(whole)})
    tokens = [whole[a:z] for a, z in pairwise(edges)]
    read = transcripts.read("a.json", whisper_cpp(tokens, whole))
    (cue,) = cues_of(read)
    assert cue.text == " ".join(said)
    starts = [100 * edges.index(at) for at in sorted(begun)]
    # A token that is but the space before a word begins no letter; the word begins with the next.
    assert all(0 <= a - b <= 100 for a, b in zip(cue.words, starts, strict=True))
    broken = any(_incomplete(token) for token in tokens)
    assert [told.rule for told in read.problems] == (["transcript-encoding"] if broken else [])
    assert all(told.level is Level.WARNING for told in read.problems)


def _incomplete(token: bytes) -> bool:
    try:
        token.decode()
    except UnicodeDecodeError:
        return True
    return False


def test_segments_that_end_within_a_letter_are_put_together_too() -> None:
    parts = " Le café est à côté".encode().split("é".encode()[1:])
    assert len(parts) == 3
    segments = b",".join(
        b'{"offsets": {"from": %d, "to": %d}, "text": "%b"}'
        % (at * 1000, at * 1000 + 900, (b"" if at == 0 else b"\xa9") + part)
        for at, part in enumerate(parts)
    )
    read = transcripts.read("a.json", b'{"transcription": [%b]}' % segments)
    assert [cue.text for cue in cues_of(read)] == ["Le café", "est à côté"]


def test_bytes_that_are_part_of_no_letter_are_told_and_the_rest_is_read() -> None:
    read = transcripts.read("a.json", whisper_cpp([b" a\xff", b" b"], b" a b"))
    (told,) = read.problems
    assert "1 byte is part of no letter" in told.message
    assert [cue.text for cue in cues_of(read)] == ["a b"]
    refused = transcripts.read("a.txt", b"caf\xe9 {}")
    assert [told.level for told in refused.problems] == [Level.ERROR]


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ({"language": "fr", "segments": [{"start": 0, "end": 1, "text": "Oui"}]}, "fr"),
        ({"language": "english", "segments": [{"start": 0, "end": 1, "text": "Yes"}]}, "en"),
        ({"language": None, "segments": [{"start": 0, "end": 1, "text": "Oui"}]}, ""),
        ({"language": "auto", "segments": [{"start": 0, "end": 1, "text": "Oui"}]}, ""),
        ([{"start": 0, "end": 1, "text": "Oui"}], ""),
        ({"result": {"language": "de"}, "transcription": [{"text": "Ja"}]}, "de"),
        ({"result": 7, "transcription": [{"text": "Ja"}]}, ""),
    ],
)
def test_the_language_that_a_program_heard_is_read(value: object, language: str) -> None:
    assert transcripts.read("a.json", json.dumps(value).encode()).language == language
