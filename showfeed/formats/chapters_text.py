"""Chapters as lines of text: a time and a title, in whatever dress people put on them."""

import re

from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import format_timecode, parse_timecode
from showfeed.model import Chapter
from showfeed.problems import Malformed

TIME = r"[0-9]+(?::[0-9]+){1,2}(?:[.,][0-9]+)?"
# A bullet or number, bold, brackets or a Markdown link around the time, a dash, the title.
LINE = re.compile(
    rf"\s*(?:[-*•·–+]\s+|[0-9]+\.\s+)?(?:\*\*|__)?[\[(]?@?(?P<time>{TIME})[\])]?"
    r"(?:\(#[^)]*\))?(?:\*\*|__)?[\])]?(?:\s*[-–—:|•]\s+|\s*[-–—|]\s*|\s+)(?P<title>\S.*?)\s*"
)
HINT = "write it like `06:09 Title`"


def parse_chapter_line(text: str) -> Chapter:
    """Read a line such as `06:09 Title`, `- [1:02:03] Title` or `**[01:31](#t=01:31)** Title`.

    >>> parse_chapter_line("- (00:12:34) The source").title
    'The source'
    """
    match = LINE.fullmatch(text)
    if not match:
        timed = re.search(TIME, text)
        if timed:
            return Chapter(parse_timecode(timed[0]), _title(text, timed))
        raise Malformed(f"{quoted(text)} has no time", HINT)
    if not match["title"].strip("-–—:|•"):
        raise Malformed(f"{quoted(text)} has no title", HINT)
    return Chapter(parse_timecode(match["time"]), match["title"])


def _title(text: str, timed: re.Match[str]) -> str:
    """Return the title where it stands before its time, as in `Title (06:09)`."""
    title = text[: timed.start()].strip(" \t([@-–—:•*")
    if not title or text[timed.end() :].strip(" )]*"):
        raise Malformed(f"{quoted(text)} has no title", HINT)
    return title


def format_chapter_line(chapter: Chapter) -> str:
    """Write a chapter so that `parse_chapter_line` reads it back."""
    return f"{format_timecode(chapter.start)} {chapter.title}"


def parse_chapters_text(text: str) -> tuple[tuple[Chapter, ...], list[tuple[int, Malformed]]]:
    """Read a chapter a line; return the chapters, and (line, why not) of those that can't be."""
    chapters, refused = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            chapters.append(parse_chapter_line(line))
        except Malformed as error:
            refused.append((number, error))
    return tuple(chapters), refused
