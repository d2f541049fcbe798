"""Chapters that the description lists: a page has a list of its own, which plays, so not twice."""

import re
from datetime import timedelta

from showfeed.formats.chapters_text import LINE
from showfeed.formats.html_text import bare_text
from showfeed.formats.timecode import parse_timecode
from showfeed.model import Episode
from showfeed.problems import Malformed

PARAGRAPH = re.compile(r"(<p>)(.*)(</p>)", re.DOTALL)
LIST = re.compile(r"(<[uo]l\b[^<>]*>)((?:(?!</?[uo]l\b).)*)(</[uo]l>)", re.DOTALL)
STRONG = re.compile(r"<p><strong>(?:(?!</strong>).)*</strong>:?</p>", re.DOTALL)
HEADING = 40  # characters of a line that leads to the chapters, at most


def without_chapters(blocks: tuple[str, ...], episode: Episode) -> tuple[str, ...]:
    """Return the description's blocks without its list of chapters and what leads to it.

    The list is on the page, with the same links. Lines that are no chapter stay as they are.
    """
    if not episode.chapters_in_description:
        return blocks
    starts = {chapter.start for chapter in episode.listed_chapters}
    kept: list[str] = []
    for block in blocks:
        left = _left(block, starts)
        if left != block and kept and _leads(kept[-1]) and not _begins_with_words(left, block):
            kept.pop()
        if left:
            kept.append(left)
    return tuple(kept)


def _left(block: str, starts: set[timedelta]) -> str:
    """Return a block without the lines that are chapters, "" where nothing is left."""
    if found := LIST.fullmatch(block):
        items = found[2].split("<li>")[1:]
        kept = [item for item in items if not _chapter(item, starts)]
        if len(kept) == len(items):
            return block
        return found[1] + "\n" + "".join(f"<li>{item}" for item in kept) + found[3] if kept else ""
    if found := PARAGRAPH.fullmatch(block):
        lines = found[2].split("<br/>")
        told: list[str] = []
        for line in lines:
            if not _chapter(line, starts):
                told.append(line)
            elif told and _short(told[-1]) and bare_text(told[-1]).rstrip().endswith(":"):
                told.pop()
        if len(told) == len(lines):
            return block
        return f"<p>{'<br/>'.join(told)}</p>" if any(map(str.strip, told)) else ""
    return block


def _chapter(line: str, starts: set[timedelta]) -> bool:
    match = LINE.fullmatch(bare_text(line))
    try:
        return match is not None and parse_timecode(match["time"]) in starts
    except Malformed:
        return False


def _leads(block: str) -> bool:
    """Tell whether a block is a heading: bold alone, or a few words and a colon."""
    text = bare_text(block).rstrip()
    return _short(block) and (STRONG.fullmatch(block) is not None or text.endswith(":"))


def _short(html: str) -> bool:
    return len(bare_text(html)) <= HEADING


def _begins_with_words(left: str, block: str) -> bool:
    """Tell whether a block keeps its first line: what stood before leads to that."""
    return bool(left) and block.startswith(left.removesuffix("</p>").partition("<br/>")[0])
