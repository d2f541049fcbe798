"""Chapters in a transcript: headings of a text, notes between the cues of WebVTT."""

import re
from collections.abc import Iterator

from showfeed.formats.chapters_marked import Marked
from showfeed.formats.chapters_text import TIME, bare_title
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.model import Chapter
from showfeed.problems import Malformed

HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*")
AT_START = re.compile(
    rf"\\?[\[(]?@?({TIME})\\?[\])]?(?:\(#[^)]*\))?[ \t]*(?:[-–—:|•][ \t]*)?(\S.*)"
)
AT_END = re.compile(rf"(.*?\S)[ \t]*(?:[-–—|,][ \t]*)?\\?[\[(]?@?({TIME})\\?[\])]?(?:\(#[^)]*\))?")
# A time at the start of a turn, or in brackets anywhere in its line.
TURN = re.compile(rf"^[ \t*_>•-]*\\?[\[(]?({TIME})\b|\\?[\[(][ \t]*({TIME})")
NOTE = re.compile(
    r"NOTE[ \t]+(?:(?i:chapter|chapitre|kapitel|capítulo)[ \t]*:?|#{1,6})[ \t]+(\S.*)"
)
CUE = re.compile(rf"[ \t]*({TIME})[ \t]*-->[ \t]*({TIME})")
HINT = "write it with its time, as in `## The lamp [12:34]`"


def mark_headings(text: str) -> Iterator[Marked]:
    """Find the headings of a text transcript.

    A heading's time stands in it, or is that of the first turn below. The text's own title, a
    first heading above all others, is no chapter unless it has a time.

    >>> [m.what.title for m in mark_headings("# Talk\\n## The lamp [0:04]\\nAna: Hi.\\n")]
    ['The lamp']
    """
    lines = text.split("\n")
    found = [(at, m) for at, line in enumerate(lines) if (m := HEADING.fullmatch(line))]
    ends = [at for at, _ in found[1:]]
    ends.append(len(lines))
    levels = [len(match[1]) for _, match in found]
    for (at, match), end in zip(found, ends, strict=False):
        title, written = _parted(match[2])
        if not written:
            alone = at == found[0][0] and len(levels) > 1 and levels[0] < min(levels[1:])
            if alone:
                continue
            turns = (TURN.search(line) for line in lines[at + 1 : end])
            written = next((turn[1] or turn[2] for turn in turns if turn), "")
        yield Marked(at + 1, 1, _chapter(title, written))


def mark_notes(text: str) -> Iterator[Marked]:
    """Find the notes of WebVTT that name a chapter; it begins with the next cue, if it has no time.

    >>> vtt = "WEBVTT\\n\\nNOTE Chapter: The lamp\\n\\n00:04.000 --> 00:05.000\\nHi\\n"
    >>> [m.what.title for m in mark_notes(vtt)]
    ['The lamp']
    """
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if match := NOTE.fullmatch(line.rstrip()):
            title, written = _parted(match[1])
            cues = (CUE.match(below) for below in lines[at + 1 :])
            written = written or next((cue[1] for cue in cues if cue), "")
            yield Marked(at + 1, 1, _chapter(title, written))


def mark_chapter_cues(text: str) -> Iterator[Marked]:
    """Read a file of chapters in WebVTT (`kind="chapters"`): a cue is a chapter."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if match := CUE.match(line):
            words: list[str] = []
            for below in lines[at + 1 :]:
                if not below.strip():
                    break
                words.append(re.sub(r"<[^>]*>", "", below).strip())
            yield Marked(at + 1, 1, _chapter(" ".join(words), match[1]))


def _parted(heading: str) -> tuple[str, str]:
    """Return a heading's words and its time, "" where there is none."""
    if match := AT_START.fullmatch(heading):
        return match[2], match[1]
    if match := AT_END.fullmatch(heading):
        return match[1], match[2]
    return heading, ""


def _chapter(title: str, written: str) -> Chapter | Malformed:
    if not written:
        return Malformed(f"the heading {quoted(title)} has no time, nor has a turn below", HINT)
    try:
        start = parse_timecode(written)
    except Malformed as error:
        return error
    words, url = bare_title(title)
    return Chapter(start, words, url=url)
