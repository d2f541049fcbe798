"""Where times stand in an episode's YAML: chapters, soundbites, time splits; and in which files."""

import re
from collections.abc import Iterator

from showfeed.formats.chapters_text import parse_chapter_line
from showfeed.formats.shifting import CLOCK
from showfeed.problems import Malformed, Place
from showfeed.sources.shift_places import LINK, Spot
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence

STARTS = ("start", "startTime", "time")
KEYWORDS = ("audio", "description", "transcript")
LINE = re.compile(r"\r\n|\r|\n")


class Text:
    """A file's text as it is, with its byte-order mark and line ends; where a place is in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = [found.end() for found in LINE.finditer(text)]
        self._lines = [0, *ends]
        self._mark = text.startswith("\ufeff")

    def at(self, place: Place) -> int:
        """Return where a place is."""
        mark = 1 if self._mark and place.line == 1 else 0
        return self._lines[min(place.line, len(self._lines)) - 1] + place.column - 1 + mark

    def place(self, path: str, at: int) -> Place:
        """Return the place of a letter."""
        line = max(i for i, start in enumerate(self._lines) if start <= at)
        column = at - self._lines[line] + 1 - (1 if self._mark and line == 0 else 0)
        return Place(path, line + 1, column)


def spots(root: Mapping, text: Text) -> Iterator[Spot]:
    """Find the times that stand in the episode's file itself."""
    chapters = root.values.get("chapters")
    if isinstance(chapters, Sequence):
        for item in chapters.items:
            if isinstance(item, Mapping):
                yield from _fields(item, text, STARTS, "chapters")
            elif isinstance(item, Scalar):
                yield from _lines(item, text, "chapters")
    elif isinstance(chapters, Scalar) and "\n" in chapters.text.strip():
        yield from _lines(chapters, text, "chapters")
    described = root.values.get("description")
    if _word(chapters) == "description" and isinstance(described, Scalar):
        yield from _lines(described, text, "chapters")
    for item in _many(root.values.get("soundbites")):
        yield from _fields(item, text, ("start",), "soundbites")
    value = root.values.get("value")
    if isinstance(value, Mapping):
        for item in _many(value.values.get("time_splits")):
            yield from _fields(item, text, ("start",), "time splits")


def files(root: Mapping) -> Iterator[tuple[str, Scalar, bool]]:
    """Give the files that the episode names: path, where it stands, whether it holds chapters."""
    chapters = root.values.get("chapters")
    href = _word(chapters)
    if isinstance(chapters, Scalar) and href and "\n" not in href and href not in KEYWORDS:
        yield href, chapters, True
    node = root.values.get("transcript")
    nodes: list[Node] = list(node.items) if isinstance(node, Sequence) else [node] if node else []
    for item in nodes:
        if isinstance(item, Mapping):
            named = item.values.get("file")
            found = [named] if named else list(item.values.values())
        else:
            found = [item]
        for one in found:
            if isinstance(one, Scalar) and one.text.strip():
                yield one.text.strip(), one, False


def _word(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _many(node: Node | None) -> Iterator[Mapping]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping):
            yield item


def _fields(item: Mapping, text: Text, starts: tuple[str, ...], list_: str) -> Iterator[Spot]:
    for name in (*starts, "end"):
        node = item.values.get(name)
        if isinstance(node, Scalar) and (written := node.text.strip()):
            yield Spot(_found(text, written, text.at(node.place)), written, name == "end", list_)


def _found(text: Text, written: str, start: int) -> int:
    at = text.text.find(written, start)
    if at == -1:
        raise Malformed(f"`{written}` is written in a way that can't be changed in its place")
    return at


def _lines(node: Scalar, text: Text, list_: str) -> Iterator[Spot]:
    """Find the time of each chapter line of a text."""
    cursor = text.at(node.place)
    for line in node.text.splitlines():
        written = line.strip()
        first = re.search(CLOCK, written)
        if not first or not _is_chapter(written):
            continue
        whole = text.text.find(written, cursor)
        if whole == -1:  # escaped, or folded: the time is there all the same
            whole = _found(text, first[0], cursor) - first.start()
        yield Spot(whole + first.start(), first[0], list=list_)
        for link in LINK.finditer(written):
            if link.start(1) != first.start():
                yield Spot(whole + link.start(1), link[1], list=list_)
        cursor = whole + len(written)


def _is_chapter(line: str) -> bool:
    try:
        parse_chapter_line(line)
    except Malformed:
        return False
    return True
