"""HTML transcripts: ours, those of hosts, and those that people write."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import transcripts
from showfeed.formats.transcripts import Reading
from showfeed.formats.transcripts.html import format_html, parse_html
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level


def read(text: str, name: str = "a.html") -> Reading:
    return transcripts.read(name, text.encode("utf-8", "surrogatepass"))


def cues_of(reading: Reading) -> list[Cue]:
    return transcripts.cues(transcript_of(reading))


def transcript_of(reading: Reading) -> Transcript:
    return Transcript(reading.form, reading.text, speakers=reading.speakers)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
@pytest.mark.parametrize(
    "text",
    [
        "<cite>Ana:</cite>\n<time>0:04</time>\n<p>Salt &amp; tea</p>\n<cite>Ben:</cite>\n<time>0:09</time>\n<p>Yes</p>",
        "<cite>Ana<time>0:04<p>Salt &amp; tea<cite>Ben<time>0:09<p>Yes",
        "<!doctype html><html lang=en><head><title>No</title><style>p{}</style></head><body><h1>No</h1>"
        "<div class=x><p id='a'><cite class=\"b\">Ana:</cite> <time datetime=\"PT4S\">[00:00:04]</time> Salt "
        "<em>&#38;</em> tea</p></div><!-- no --><script>'<p>no'</script>"
        "<div><p><cite>Ben</cite> <time>(0:09)</time> <a href='#'>Yes</a></p></div></body></html>",
        "<section><time>00:00:04.000</time><cite><b>Ana</b></cite><p>Salt & tea</p></section>"
        "<section><time>0:09</time><cite>Ben:</cite>Yes</section>",
        "<p><time>0:04</time> Ana: Salt &amp; tea</p><p><time>0:09</time> Ben: Yes</p>",
        "<p>[0:04] Ana: Salt &amp;\ntea</p><p>[0:09] Ben: Yes</p>",
        "<p><strong>Ana</strong> (0:04): Salt &amp; tea</p><p><strong>Ben</strong> (0:09): Yes</p>",
        "<div>Ana (0:04)<br>Salt &amp; tea</div><div>Ben (0:09)<br/>Yes</div>",
    ],
)  # fmt: skip
def test_every_way_of_writing_names_and_times_is_read(text: str, name: str) -> None:
    labels = "Ana: " in text and "<cite" not in text and "<time" in text
    reading = transcripts.read(name, text.encode(), ["Ana", "Ben"] if labels else ())
    assert reading.problems == ()
    assert (reading.form, reading.timed, reading.speakers) == (
        TranscriptForm.HTML,
        True,
        ("Ana", "Ben"),
    )
    assert cues_of(reading) == [
        Cue(4000, 9000, "Ana", "Salt & tea"),
        Cue(9000, 10_500, "Ben", "Yes"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<cite>Ana:</cite><p>Salt\nand tea</p><p>Rice</p><cite>Ben:</cite><p>Yes</p>",
        "<p><b>Ana:</b> Salt\nand tea</p><p>Rice</p><p><b>Ben:</b> Yes</p>",
        "<p><strong>Ana</strong>: Salt and tea</p><p>Rice</p><p>Ben: Yes</p>",
        "<div>Ana: Salt and tea<br>Rice</div><div>Ben: Yes</div>",
        "<ul><li>Ana: Salt and tea<li>Rice<li>Ben: Yes</ul>",
    ],
)
def test_html_without_times_gives_turns(text: str) -> None:
    reading = read(text)
    assert reading.problems == ()
    assert cues_of(reading) == [Cue(-1, -1, "Ana", "Salt and tea\nRice"), Cue(-1, -1, "Ben", "Yes")]


def test_rare_times_are_pins_and_a_lacking_one_is_told() -> None:
    turn = "<cite>Ana:</cite>{0}<p>Salt</p>\n"
    rare = read(turn.format("") * 3 + turn.format("<time>1:02</time>"))
    assert (rare.timed, rare.problems) == (False, ())
    assert transcripts.pins(transcript_of(rare)) == ((3, 62_000),)
    most = read(turn.format("<time>1:02</time>") * 2 + turn.format(""))
    assert [told[:3] for told in most.problems] == [(3, 21, "transcript-times")]


def test_a_time_that_can_not_be_read_is_told_at_its_place() -> None:
    reading = read("<cite>Ana</cite>\n<time>soon</time><p>Salt</p>")
    assert [told[:3] for told in reading.problems] == [(2, 7, "transcript-times")]
    assert not reading.timed


def test_html_that_says_nothing_is_an_error() -> None:
    for text in ("<p> </p>", "<!-- Ana: Hi", "<script>Hi</script>"):
        assert [told.level for told in read(text).problems] == [Level.ERROR]


def test_names_in_captions_without_cites_are_speakers_where_they_return() -> None:
    text = "".join(
        f"<time>0:0{at}</time><p>{who}: x</p>" for at, who in enumerate(["Ana", "Note", "Ana"])
    )
    assert [cue[2:4] for cue in cues_of(read(text))] == [
        ("Ana", "x"),
        ("", "Note: x"),
        ("Ana", "x"),
    ]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<cite>", "</cite>", "<time>", "</time>", "0:01", "Ana:", " salt ", "<br>", "<b>", "</b>", "<!--",
     "-->", "<", ">", "&", "&amp;", "&#1;", "<script>", "</script>", "<div a='<'>", "\n", "[0:02]", "été 🎙️", "\x01\x02"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_html_is_read_with_all_cues_timed_or_none(text: str) -> None:
    reading = read(f"<p>{text}")
    cues = cues_of(reading)
    assert len({cue.start >= 0 for cue in cues}) <= 1
    assert all(-1 <= cue.start <= cue.end and cue.text.strip() for cue in cues)
    assert all(at < len(cues) for at, _ in transcripts.pins(transcript_of(reading)))
    for told in reading.problems:
        assert 1 <= told.line <= text.count("\n") + 1
        assert told.column >= 1
        assert told.hint


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_html_is_read_as_it_was_written(end: str) -> None:
    cues = [Cue(0, 4000, "نور", "a < b\nשלום 🎙️"), Cue(4000, 5500, "Zoë", "R&D")]
    text = "\ufeff" + format_html(cues).rstrip("\n").replace("\n", end or "\n") + end
    assert cues_of(read(text)) == cues
    assert [cue.start for cue in parse_html(format_html(cues))] == [0, 4000]


@pytest.mark.parametrize(
    "piece",
    [
        "<p>",
        "<",
        "<!--",
        "<p",
        "<cite>",
        "<time>",
        "<b>",
        "<script>",
        "<time>1",
        "<cite>A:</cite><p>x",
        "&#1",
        "<br>",
    ],
)
def test_a_megabyte_of_hostile_html_is_read_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    cues_of(read(text))
    assert time.process_time() - began < 20
