"""Every form that is written is read back as it was: as a file, with what editors do to files.

A byte order mark, `\\r\\n`, no newline at the end; entities, right-to-left scripts, emoji; cues that
overlap, that last no time, that come twice.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from showfeed.formats import transcripts
from showfeed.formats.chapters_json import format_chapters_json
from showfeed.formats.chapters_text import format_chapter_line, mark_chapters_within
from showfeed.formats.transcripts.html import format_html
from showfeed.formats.transcripts.plain import format_plain
from showfeed.formats.transcripts.podcast_json import format_podcast_json
from showfeed.formats.transcripts.rolling import rolls
from showfeed.formats.transcripts.speakers import format_speakers
from showfeed.formats.transcripts.srt import format_srt
from showfeed.formats.transcripts.vtt import format_vtt
from showfeed.model import Chapter, Cue, Picture, Transcript, TranscriptForm
from showfeed.outputs.notes_content import chapter_lines
from showfeed.outputs.psc_extension import PscEntryExtension
from showfeed.sources.folder import load

NAMES = ("Ana", "Zoë Å.", "R&D", "نور", "山田", "D'Arc <x>")
SPEAKER = st.sampled_from(NAMES)
WORD = st.sampled_from(
    ["salt", "tea & co", "&amp;", "&lt;b>", "<b", "a > b", "1", "été", "שלום", "مرحبا", "🎙️", "👩‍👩‍👧",
     '"q"', "\\u001e", "--", "\u200fא\u200e", "a\ufeff.", "ends\u2028", "…"]
)  # fmt: skip
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join).map(str.strip)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
# Few times, so that cues often begin together, overlap, touch, or last no time.
MOMENT = st.sampled_from([0, 1, 999, 1000, 1500, 59_999, 3_600_000]) | st.integers(0, 359_999_999)


def spoken(speakers: st.SearchStrategy[str]) -> st.SearchStrategy[list[Cue]]:
    cue = st.builds(
        lambda a, b, who, said: Cue(min(a, b), max(a, b), who, said), MOMENT, MOMENT, speakers, TEXT
    )
    return st.lists(cue, min_size=1, max_size=6).filter(
        lambda cues: not rolls([cue.text for cue in cues])
    )


TIMED = spoken(SPEAKER | st.just(""))
UNTIMED = st.lists(
    SPEAKER.flatmap(lambda who: TEXT.map(lambda said: Cue(-1, -1, who, said))),
    min_size=1,
    max_size=6,
)


@st.composite
def handled(draw: st.DrawFn, text: str) -> bytes:
    """A text as a file that went through somebody's editor."""
    bare = text.rstrip("\n")
    ended = draw(st.sampled_from([text, bare, f"{bare}\n\n"]))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return (mark + ended.replace("\n", line_end)).encode()


def read(name: str, content: bytes) -> tuple[TranscriptForm, list[Cue]]:
    found = transcripts.read(name, content, NAMES)
    held = Transcript(found.form, found.text, timed=found.timed, speakers=NAMES)
    return found.form, transcripts.cues(held)


Format = Callable[[Sequence[Cue]], str]


@pytest.mark.parametrize(
    ("ending", "form", "write"),
    [("vtt", TranscriptForm.VTT, format_vtt), ("srt", TranscriptForm.SRT, format_srt),
     ("json", TranscriptForm.JSON, format_podcast_json)],
)  # fmt: skip
@settings(max_examples=60, deadline=None)
@given(data=st.data(), cues=TIMED)
def test_a_timed_file_is_read_as_it_was_written(
    ending: str, form: TranscriptForm, write: Format, data: st.DataObject, cues: list[Cue]
) -> None:
    content = data.draw(handled(write(cues)))
    assert read(f"a.{ending}", content) == (form, cues)
    assert read("no-ending", content)[1] == cues


@pytest.mark.parametrize(
    ("ending", "form", "write"),
    [("html", TranscriptForm.HTML, format_html), ("txt", TranscriptForm.TEXT, format_speakers),
     ("json", TranscriptForm.JSON, format_podcast_json)],
)  # fmt: skip
@settings(max_examples=60, deadline=None)
@given(data=st.data(), cues=UNTIMED)
def test_an_untimed_file_is_read_as_it_was_written(
    ending: str, form: TranscriptForm, write: Format, data: st.DataObject, cues: list[Cue]
) -> None:
    assert read(f"a.{ending}", data.draw(handled(write(cues)))) == (form, cues)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), cues=TIMED)
def test_html_keeps_who_says_what_and_when_to_the_second(
    data: st.DataObject, cues: list[Cue]
) -> None:
    found = read("a.html", data.draw(handled(format_html(cues))))[1]
    kept = [(cue.start // 1000 * 1000, cue.speaker, cue.text) for cue in cues]
    assert [(cue.start, cue.speaker, cue.text) for cue in found] == kept


@settings(max_examples=60, deadline=None)
@given(data=st.data(), text=TEXT.filter(lambda text: text[0] != "<"))  # that begins HTML
def test_plain_text_is_read_as_it_was_written(data: st.DataObject, text: str) -> None:
    cues = [Cue(-1, -1, "", text)]
    assert read("a.txt", data.draw(handled(format_plain(cues))))[1] == cues


@settings(max_examples=60, deadline=None)
@given(data=st.data(), cues=TIMED)
def test_cues_go_around_all_timed_forms_and_come_back(data: st.DataObject, cues: list[Cue]) -> None:
    for write, ending in ((format_srt, "srt"), (format_vtt, "vtt"), (format_podcast_json, "json"), (format_srt, "srt")):  # fmt: skip
        assert read(f"a.{ending}", data.draw(handled(write(cues))))[1] == cues


def clock(time: int, comma: str = ",") -> str:
    return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02}{comma}{time % 1000:03}"


def whisper(cues: Sequence[Cue]) -> object:
    segments = [
        {"id": at, "start": c.start / 1000, "end": c.end / 1000, "text": f" {c.text}"}
        | ({"speaker": c.speaker} if c.speaker else {})
        for at, c in enumerate(cues)
    ]
    return {"text": "all of it", "segments": segments, "language": "fr"}


def whisper_cpp(cues: Sequence[Cue]) -> object:
    return {
        "systeminfo": "",
        "result": {"language": "fr"},
        "transcription": [
            {
                "timestamps": {"from": clock(c.start), "to": clock(c.end)},
                "offsets": {"from": c.start, "to": c.end},
                "text": f" {c.text}",
            }
            for c in cues
        ],
    }


def podlove(cues: Sequence[Cue]) -> object:
    return [
        {"start": clock(c.start, "."), "start_ms": c.start, "end": clock(c.end, "."),
         "end_ms": c.end, "voice": c.speaker, "text": c.text}
        for c in cues
    ]  # fmt: skip


def dote(cues: Sequence[Cue]) -> object:
    return {
        "lines": [
            {"startTime": clock(c.start), "endTime": clock(c.end), "speakerDesignation": c.speaker,
             "text": c.text}
            for c in cues
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "value", "who"),
    [(TranscriptForm.WHISPER, whisper, True), (TranscriptForm.WHISPER_CPP, whisper_cpp, False),
     (TranscriptForm.PODLOVE, podlove, True), (TranscriptForm.DOTE, dote, True)],
)  # fmt: skip
@settings(max_examples=60, deadline=None)
@given(data=st.data(), cues=TIMED, spelt=st.booleans(), indent=st.sampled_from([None, 2, "\t"]))
def test_json_of_other_tools_is_read_as_it_is_meant(
    form: TranscriptForm,
    value: Callable[[Sequence[Cue]], object],
    who: bool,
    data: st.DataObject,
    cues: list[Cue],
    spelt: bool,
    indent: int | str | None,
) -> None:
    written = json.dumps(value(cues), ensure_ascii=spelt, indent=indent)
    expected = [cue if who else cue._replace(speaker="") for cue in cues]
    assert read("a.json", data.draw(handled(written))) == (form, expected)


TITLE = LINE.filter(lambda text: text[0].isalpha())
STARTS = st.lists(st.integers(0, 35_999_999), min_size=1, max_size=6, unique=True).map(sorted)


@st.composite
def chapters(draw: st.DrawFn, whole: bool = False) -> tuple[Chapter, ...]:
    """Chapters in the order of time; *whole*: with links and pictures."""
    urls = st.sampled_from(["", "https://a.example/?a=1&b='2'"]) if whole else st.just("")
    found = []
    for start in draw(STARTS):
        url = draw(urls)
        image = Picture("https://a.example/1.png") if url else None
        title = draw(TITLE)
        found.append(Chapter(timedelta(milliseconds=start), title, url=url, image=image))
    return tuple(found)


def of_json(found: Sequence[Chapter]) -> str:
    return format_chapters_json(found)


def of_text(found: Sequence[Chapter]) -> str:
    return "".join(f"{format_chapter_line(chapter)}\n" for chapter in found)


def of_feed(found: Sequence[Chapter]) -> str:
    written = PscEntryExtension()
    for one in found:
        start = one.start
        written.chapter(start, one.title, href=one.url, image=one.image.href if one.image else "")
    element = written.extend_rss(etree.Element("item"))[0]
    return str(etree.tostring(element, encoding="unicode"))


@pytest.mark.parametrize(
    ("ending", "write", "whole"),
    [("json", of_json, True), ("psc.xml", of_feed, True), ("txt", of_text, False)],
)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_chapter_file_is_read_as_it_was_written(
    ending: str, write: Callable[[Sequence[Chapter]], str], whole: bool, data: st.DataObject
) -> None:
    expected = data.draw(chapters(whole))
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "episodes").mkdir()
        (root / "show.yaml").write_text("title: T\nurl: https://t.example\ndescription: D.\n"
            "language: fr\nauthor: A\ncategories: Arts\n")  # fmt: skip
        (root / "episodes/1.yaml").write_text(
            f"title: T\ndate: 15/04/2024\naudio: https://t.example/1.mp3\nchapters: 1.{ending}\n"
        )
        (root / f"episodes/1.{ending}").write_bytes(data.draw(handled(write(expected))))
        loaded = load(root)
        assert loaded.show
        (episode,) = loaded.show.episodes
    assert [p for p in loaded.problems if p.rule == "chapter"] == []
    assert tuple(episode.chapters) == expected


@settings(max_examples=60, deadline=None)
@given(found=chapters())
def test_the_chapter_list_of_the_notes_is_read_back_to_the_second(
    found: tuple[Chapter, ...],
) -> None:
    from showfeed.model import Episode

    lines = chapter_lines(Episode(id="1", title="T", chapters=found))
    read_back = [m.what for m in mark_chapters_within("\n".join(["Hello.", "", *lines]))]
    expected = [
        Chapter(timedelta(seconds=one.start // timedelta(seconds=1)), one.title) for one in found
    ]
    assert read_back == (expected if len(expected) > 1 else [])
