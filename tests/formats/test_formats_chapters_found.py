"""Chapters in files, show notes and transcripts: each with its place, mistakes too."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from showfeed.formats.chapters_json import mark_chapters_json
from showfeed.formats.chapters_marked import Marked
from showfeed.formats.chapters_psc import mark_psc, parse_psc
from showfeed.formats.chapters_text import bare_title, mark_chapters_text, mark_chapters_within
from showfeed.formats.chapters_transcript import mark_chapter_cues, mark_headings, mark_notes
from showfeed.model import Chapter, Picture
from showfeed.outputs.psc_extension import PscEntryExtension
from showfeed.problems import Malformed


def told(marked: list[Marked]) -> list[tuple[int, int, str]]:
    return [
        (m.line, m.column, m.what.title if isinstance(m.what, Chapter) else m.what.message)
        for m in marked
    ]


def heard(marked: list[Marked]) -> list[tuple[float, str]]:
    return [(m.what.start.total_seconds(), m.what.title) for m in marked if isinstance(m.what, Chapter)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"chapters": [\n  {"startTime": 0},\n  {"startTime": "6:09", "title": "B"}]}', [(2, 3, ""), (3, 3, "B")]),
        ('{"chapters": [\n  {"title": "A"}]}', [(2, 3, "a chapter has no `startTime`")]),
        ('{"chapters": [{"startTime": 1,\n "title": 7}]}', [(2, 11, "`title` is not a text")]),
        ('{"chapters": [{"startTime":\n -1}, {"startTime": 2}]}', [(2, 2, "`-1` is not a time in seconds"), (2, 7, "")]),
        ('{"chapters": [{"startTime": "7:74"}]}', [(1, 29, "`7:74` has 74 seconds; a minute ends at 59")]),
        ('{"chapters": [{"startTime": 0, "location": {"geo": 1}}]}', [(1, 44, "the location has no name")]),
        ('{"chapters": [{"startTime": 0},]}', [(1, 32, "this is broken JSON")]),
        ('{"chapters": 7}', [(1, 1, "this is no JSON chapters file")]),
        ('{"chapters": ["0:00 A"]}', [(1, 1, '`"0:00 A"` is no chapter')]),
        ('[{"start": "00:00:01.500", "title": "A", "href": "https://a.example"}]', [(1, 2, "A")]),
    ],
)  # fmt: skip
def test_json_chapters_are_told_with_their_places(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    found = told(list(mark_chapters_json(text)))
    assert found == expected or (found[0][2] == expected[0][2] == "this is broken JSON")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<chapters>\n  <chapter start='0:00' title='A'/>\n <chapter title='B'/>\n</chapters>",
         [(2, 3, "A"), (3, 2, "a chapter lacks its `start`")]),
        ("<chapters>\n<chapter start='7:74' title='A'/></chapters>",
         [(2, 1, "`7:74` has 74 seconds; a minute ends at 59")]),
        ("<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n<chapters/>",
         [(2, 1, "a document type stands here; none is read, for it can hide other files")]),
        ("<chapters/>", [(1, 1, "there are no Podlove chapters here")]),
    ],
)  # fmt: skip
def test_podlove_chapters_are_told_with_their_places(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    assert told(list(mark_psc(text))) == expected


def test_broken_xml_is_told_where_it_breaks() -> None:
    ((line, _, message),) = told(list(mark_psc("<chapters>\n<chapter start='0'\n</chapters>")))
    assert line == 3
    assert message.startswith("this is broken XML: ")
    ((_, _, message),) = told(list(mark_psc("<?xml version='1.0' encoding='utf-16'?><a/>")))
    assert message


def test_chapters_of_show_notes_are_lines_not_sentences() -> None:
    notes = (
        "We met at 9:15, and left at 10:30.\n\n**Chapters**\n"
        "- [00:00](#t=0) Intro\\\n- (06:09) **The** [lamp](https://a.example/x_(y))\n"
        "  12:34 – The `end`<br>\n7:74 Wrong\n12:50\n"
    )
    found = list(mark_chapters_within(notes))
    assert told(found) == [
        (4, 1, "Intro"), (5, 1, "The lamp"), (6, 3, "The end"),
        (7, 1, "`7:74` has 74 seconds; a minute ends at 59"),
    ]  # fmt: skip
    assert isinstance(found[1].what, Chapter)
    assert found[1].what.url == "https://a.example/x_(y)"
    assert list(mark_chapters_within("9:15 was early.\n")) == []
    assert bare_title("a_b * c [x](ftp://y)") == ("a_b * c [x](ftp://y)", "")


def test_headings_of_a_transcript_have_their_times_or_those_of_the_turn_below() -> None:
    text = (
        "# The talk\n\n## Start [0:00]\nAna: Hi.\n\n## The lamp\n[06:09] Ana: At [6:20] it lit.\n"
        "## (12:34) The fog ##\n### [15:47](#t=15:47) – Rôle\n## \\[00:20:01.06\\] Late\n"
        "## Nothing below\nAna: No time.\n"
    )
    found = list(mark_headings(text))
    assert heard(found) == [
        (0, "Start"), (369, "The lamp"), (754, "The fog"), (947, "Rôle"), (1201.06, "Late"),
    ]  # fmt: skip
    assert told(found)[-1] == (
        11, 1, "the heading `Nothing below` has no time, nor has a turn below",
    )  # fmt: skip
    assert heard(list(mark_headings("# One\n[0:01] Hi\n# Two [7:74]\n"))) == [(1, "One")]
    assert list(mark_headings("Ana: #1 is [0:04] late.\n#no\n")) == []


def test_notes_of_webvtt_name_chapters() -> None:
    text = (
        "WEBVTT\n\nNOTE Chapter: The lamp\n\nNOTE not a chapter\n\n00:04.000 --> 00:05.000\nHi\n\n"
        "NOTE ## The fog [00:09.5]\n\n00:10.000 --> 00:11.000\nHi\n\nNOTE CHAPTER Rest\n"
    )
    assert heard(list(mark_notes(text))) == [(4, "The lamp"), (9.5, "The fog")]
    assert "no time" in told(list(mark_notes(text)))[-1][2]


def test_a_file_of_chapters_in_webvtt_is_read() -> None:
    text = "WEBVTT\n\n1\n00:00.000 --> 06:09.000\nIntro\n\n06:09.000 --> 10:00.000\nThe <b>lamp</b>\nlit\n"
    assert heard(list(mark_chapter_cues(text))) == [(0, "Intro"), (369, "The lamp lit")]


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)
TIMES = st.integers(0, 300_000_000).map(lambda ms: timedelta(milliseconds=ms))


@settings(deadline=None)
@given(st.lists(st.tuples(TIMES, TITLES, st.sampled_from(["", "https://a.example/?a=1&b='2'"])), min_size=1, max_size=5))  # fmt: skip
def test_podlove_chapters_of_the_feed_read_back_what_they_say(
    chapters: list[tuple[timedelta, str, str]],
) -> None:
    written = PscEntryExtension()
    for start, title, url in chapters:
        written.chapter(start, title, href=url, image=url)
    text = etree.tostring(written.extend_rss(etree.Element("item"))[0], encoding="unicode")
    expected = sorted(
        (Chapter(start, title, url=url, image=Picture(url) if url else None) for start, title, url in chapters),
        key=lambda chapter: chapter.start,
    )  # fmt: skip
    assert list(parse_psc(text)) == expected


@settings(deadline=None)
@given(
    st.text(st.sampled_from(" \n#[]()0:15,.<>{}\"'&!-\\*_aNOTEWBV\ufeff")) | st.text(max_size=40)
)
def test_any_text_gives_chapters_or_words(text: str) -> None:
    lines = len(text.splitlines()) + 1
    for read in (mark_chapters_json, mark_psc, mark_chapters_text, mark_chapters_within, mark_headings, mark_notes, mark_chapter_cues):  # fmt: skip
        for line, column, what in read(text):
            assert 1 <= line <= lines + text.count("\n")
            assert column >= 1
            assert isinstance(what, Chapter) or what.message


def test_a_malformed_chapter_is_raised_by_the_strict_readers() -> None:
    with pytest.raises(Malformed, match="lacks its `title`"):
        parse_psc("<chapters><chapter start='0'/></chapters>")
