"""Chapters: every form that people write, and twins that read back what they wrote."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.chapters_json import format_chapters_json, parse_chapters_json
from showfeed.formats.chapters_psc import parse_psc
from showfeed.formats.chapters_text import (
    format_chapter_line,
    mark_chapters_text,
    parse_chapter_line,
)
from showfeed.model import Chapter, Location, Picture
from showfeed.problems import Malformed

TIMES = st.integers(0, 20_000_000).map(lambda ms: timedelta(milliseconds=ms))
TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
).map(lambda t: f"T{t}")
CHAPTERS = st.builds(
    Chapter,
    start=TIMES,
    title=TITLES,
    end=st.none() | TIMES,
    url=st.sampled_from(["", "https://a.example/?x=1&y=é"]),
    image=st.none() | st.just(Picture("https://a.example/a.png")),
    listed=st.booleans(),
    location=st.none() | st.just(Location("Lyon", geo="geo:45.7,4.8", osm="R1")),
)


@given(st.lists(CHAPTERS, max_size=6).map(tuple))
@settings(max_examples=80, deadline=None)
def test_json_chapters_read_back_what_they_wrote(chapters: tuple[Chapter, ...]) -> None:
    assert parse_chapters_json(format_chapters_json(chapters, title="É", show="S")) == chapters


@given(TIMES, TITLES)
@settings(max_examples=80, deadline=None)
def test_a_chapter_line_reads_back_what_it_wrote(start: timedelta, title: str) -> None:
    chapter = Chapter(start, title)
    assert parse_chapter_line(format_chapter_line(chapter)) == chapter


@pytest.mark.parametrize(
    "line",
    [
        "01:55 Title",
        "- 01:55 Title",
        "• 01:55 - Title",
        "* (01:55) Title",
        "(00:01:55) Title",
        "[01:55] Title",
        "[@01:55] - Title",
        "**[01:55](#t=01:55)** Title",
        "**01:55** Title",
        "01:55 – Title",
        "01:55 | Title",
        "1. 01:55: Title",
        "  115:00 Title".replace("115:00", "1:55"),
        "Title (01:55)",
        "00:01:55.000 Title",
    ],
)
def test_a_time_and_a_title_are_found_in_any_dress(line: str) -> None:
    assert parse_chapter_line(line) == Chapter(timedelta(seconds=115), "Title")


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_other_line_is_refused_in_words(line: str) -> None:
    try:
        assert parse_chapter_line(line).title
    except Malformed as error:
        assert error.message
        assert error.hint


def test_lines_that_are_no_chapters_are_told_by_their_number() -> None:
    marked = list(mark_chapters_text("0:00 One\n\nnothing\n1:75 Bad\n  2:00 Two\n3:00\n"))
    assert [(m.line, m.column) for m in marked] == [(1, 1), (3, 1), (4, 1), (5, 3), (6, 1)]
    assert [m.line for m in marked if isinstance(m.what, Chapter)] == [1, 5]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"chapters": [1]}', '{"chapters": [{"startTime": -1}]}', "[" * 5000,
             '{"chapters": [{"startTime": true}]}', '{"chapters": [{"startTime": 1e99}]}']
)  # fmt: skip
def test_what_is_no_chapters_file_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_chapters_json(text)


def test_podlove_chapters_are_read_in_time_order() -> None:
    text = (
        '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">'
        '<psc:chapter start="1:00" title="B" href="https://a.example" image="https://a.example/i.png"/>'
        '<psc:chapter start="0" title="A"/></psc:chapters>'
    )
    assert parse_psc(text) == (
        Chapter(timedelta(), "A"),
        Chapter(timedelta(minutes=1), "B", url="https://a.example", image=Picture("https://a.example/i.png")),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["<a", "<a/>", '<chapters><chapter start="0"/></chapters>',
     '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>']
)  # fmt: skip
def test_xml_without_chapters_is_refused_and_reaches_for_nothing(text: str) -> None:
    with pytest.raises(Malformed):
        parse_psc(text)
