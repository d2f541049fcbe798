"""Podlove Simple Chapters as a file of its own. The feed's are written by `psc_extension`."""

import re
from collections.abc import Callable, Iterator

from showfeed.formats.chapters_marked import Marked, all_of
from showfeed.formats.timecode import parse_timecode
from showfeed.model import Chapter, Picture
from showfeed.problems import Malformed

NAMESPACE = "http://podlove.org/simple-chapters"
HINT = 'write `<psc:chapter start="0:06:09" title="…"/>` into `<psc:chapters>`'


def parse_psc(text: str) -> tuple[Chapter, ...]:
    """Read a chapters element, in time order as the specification asks of readers."""
    return tuple(sorted(all_of(mark_psc(text)), key=lambda chapter: chapter.start))


def mark_psc(text: str) -> Iterator[Marked]:
    """Read a chapters element, each chapter with its place. Nothing is fetched or expanded."""
    from lxml import etree

    if found := re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        words = "a document type stands here; none is read, for it can hide other files"
        yield Marked(line, column, Malformed(words, "delete it"))
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = (error.msg or "").partition(", line")[0]
        yield Marked(max(line, 1), max(column, 1), Malformed(f"this is broken XML: {reason}", HINT))
        return
    except ValueError:  # an encoding that contradicts itself, characters that XML has not
        yield Marked(1, 1, Malformed("this is not XML", HINT))
        return
    lines = text.split("\n")
    empty = True
    for element in root.iter(f"{{{NAMESPACE}}}chapter", "chapter"):
        empty = False
        line = min(int(str(element.sourceline or 1)), len(lines))
        begins = lines[line - 1].find("<") + 1
        yield Marked(line, max(begins, 1), _chapter(element.get))
    if empty:
        yield Marked(1, 1, Malformed("there are no Podlove chapters here", HINT))


def _chapter(get: Callable[[str], str | None]) -> Chapter | Malformed:
    start, title = get("start"), get("title")
    if start is None or title is None:
        return Malformed(f"a chapter lacks its `{'title' if start else 'start'}`", "add it")
    image = get("image")
    try:
        time = parse_timecode(start)
    except Malformed as error:
        return error
    return Chapter(time, title, url=get("href") or "", image=Picture(image) if image else None)
