"""Chapters as lines of text: a time and a title, in whatever dress people put on them."""

import re
from collections.abc import Iterator

from showfeed.formats.chapters_marked import Marked
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


def mark_chapters_text(text: str) -> Iterator[Marked]:
    """Read a chapter a line, each with its place."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        column = len(line) - len(line.lstrip()) + 1
        try:
            yield Marked(number, column, parse_chapter_line(line))
        except Malformed as error:
            yield Marked(number, column, error)


def mark_chapters_within(text: str) -> Iterator[Marked]:
    """Find the chapter lines of a longer text, as show notes have them: two at least.

    A time in a sentence begins no chapter, and one line alone is no list. Links and emphasis in a
    title are taken off; the link is the chapter's.

    >>> [m.line for m in mark_chapters_within("We met at 9:15.\\n\\n0:00 A\\n- (5:00) **B**\\n")]
    [3, 4]
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        match = LINE.fullmatch(line.removesuffix("\\").removesuffix("<br>").removesuffix("<br/>"))
        if not match or not match["title"].strip("-–—:|•"):
            continue
        column = len(line) - len(line.lstrip()) + 1
        try:
            start = parse_timecode(match["time"])
            title, url = bare_title(match["title"])
            found.append(Marked(number, column, Chapter(start, title, url=url)))
        except Malformed as error:
            found.append(Marked(number, column, error))
    if len(found) > 1:
        yield from found


LINK = re.compile(r"\[([^\]\[]+)\]\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


def bare_title(markdown: str) -> tuple[str, str]:
    """Return a title without Markdown, and the link in it.

    >>> bare_title("**The** [lamp](https://a.example/lamp)")
    ('The lamp', 'https://a.example/lamp')
    """
    link = LINK.search(markdown)
    text = EMPHASIS.sub(r"\2", LINK.sub(r"\1", markdown))
    return text.strip(), link[2] if link else ""
