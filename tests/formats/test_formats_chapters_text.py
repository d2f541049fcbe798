"""Chapters as lines of text: every dress that people put on a time and a title."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.chapters_text import (
    format_chapter_line,
    mark_chapters_text,
    parse_chapter_line,
)
from showfeed.model import Chapter
from showfeed.problems import Malformed


@pytest.mark.parametrize(
    ("line", "seconds", "title"),
    [
        ("00:00 Introduction", 0, "Introduction"),
        ("06:09 Présentation", 369, "Présentation"),
        ("1:02:03 – Title", 3723, "Title"),
        ("1:02:03.5 Title", 3723.5, "Title"),
        ("102:11 Late", 6131, "Late"),
        ("[@01:55] - T", 115, "T"),
        ("**[01:31](#t=01:31)** T", 91, "T"),
        ("(00:12:34) T", 754, "T"),
        ("[00:12] T", 12, "T"),
        ("**00:12** T", 12, "T"),
        ("__00:12__ T", 12, "T"),
        ("- 00:12 T", 12, "T"),
        ("* 00:12 — T", 12, "T"),
        ("• 00:12 | T", 12, "T"),
        ("1. 00:12 T", 12, "T"),
        ("00:12: T", 12, "T"),
        ("  - [@1:00:00] - 🎙️ T - the end: 12:30", 3600, "🎙️ T - the end: 12:30"),
        ("The source (06:09)", 369, "The source"),
    ],
)
def test_every_form_of_a_chapter_is_read(line: str, seconds: float, title: str) -> None:
    chapter = parse_chapter_line(line)
    assert (chapter.start, chapter.title) == (timedelta(seconds=seconds), title)


@pytest.mark.parametrize(
    "line", ["", "Introduction", "00:12", "7:74 T", "10 things", "00:12 -", "- "]
)
def test_a_line_without_time_or_title_is_refused_with_a_hint(line: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_chapter_line(line)
    assert refusal.value.hint


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="0123:.,-*[]()@#_ aT\n", max_size=40))
def test_no_line_raises_anything_else(line: str) -> None:
    try:
        parse_chapter_line(line)
    except Malformed as refusal:
        assert refusal.message


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**8), st.sampled_from(["T", "Été: 12:30", "a - b", "🎙️", "1984"]))
def test_a_written_chapter_is_read_back(start: int, title: str) -> None:
    chapter = Chapter(timedelta(milliseconds=start), title)
    assert parse_chapter_line(format_chapter_line(chapter)) == chapter


def test_a_file_gives_its_chapters_and_tells_other_lines_by_number() -> None:
    marked = list(mark_chapters_text("00:00 One\n\nno time\n01:00 Two\n7:74 Three\n"))
    assert [m.what.title for m in marked if isinstance(m.what, Chapter)] == ["One", "Two"]
    refused = {m.line: m.what for m in marked if isinstance(m.what, Malformed)}
    assert list(refused) == [3, 5]
    assert all(why.message for why in refused.values())
