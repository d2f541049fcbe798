"""An element of a feed and what stands in it. Asking for a tag makes it known; the rest is told."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from showfeed.formats.feed_names import tag_name
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Malformed, Origin, Place, Problem
from showfeed.sources.feed_columns import LONG
from showfeed.sources.feed_notes import Notes, texts

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARED = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')


class Tag:
    """An element, with the places of a feed and with names that know no other namespaces."""

    def __init__(self, element: "_Element", notes: Notes) -> None:
        self.element = element
        self.notes = notes
        self._children: dict[str, list[_Element]] = {}
        self._made: dict[str, list[Tag]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(tag_name(child.tag).lower(), []).append(child)
        if self._children:
            notes.read.append(self)

    @property
    def name(self) -> str:
        """Return the tag's name, with our prefix."""
        return tag_name(str(self.element.tag))

    @property
    def place(self) -> Place:
        """Return where the tag begins, as near as the parser knows."""
        return self.place_of(self.element)

    @property
    def origin(self) -> Origin:
        """Return the place as a value's origin."""
        return Origin(self.place)

    def place_of(self, element: "_Element") -> Place:
        """Return where an element stands."""
        line = int(str(element.sourceline or 1))
        lines = self.notes.lines
        name = str(element.tag).rpartition("}")[2]
        column = 0
        if line <= len(lines) and len(lines[line - 1]) >= LONG:
            column = self.notes.columns.get(element, -1)
        elif line <= len(lines):
            text = lines[line - 1]
            column = text.find(f"<{name}") if ":" in name else _column(text, name)
        return Place(self.notes.path, line, column + 1 or 1)

    def tags(self, name: str) -> "list[Tag]":
        """Return the children of a name."""
        key = name.lower()
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = [Tag(c, self.notes) for c in self._children.get(key, ())]
        return made

    def tag(self, name: str) -> "Tag | None":
        """Return the first child of a name."""
        found = self.tags(name)
        return found[0] if found else None

    def count(self, name: str) -> int:
        """Count the children of a name."""
        return len(self._children.get(name.lower(), ()))

    def names(self) -> Iterator[tuple[str, Place]]:
        """Give the name of every child as it is written, and where it stands."""
        for children in self._children.values():
            for child in children:
                yield tag_name(str(child.tag)), self.place_of(child)

    def texts(self, name: str) -> list[str]:
        """Return what each child of a name says, empty ones left out."""
        return [text for tag in self.tags(name) if (text := tag.words)]

    def text(self, *names: str) -> str:
        """Return the first text of the first name that has one, or nothing."""
        return next((text for name in names for text in self.texts(name)), "")

    def line(self, *names: str) -> str:
        """Return the same in one line."""
        text = self.text(*names)
        return " ".join(text.split()) if "\n" in text or "\t" in text else text

    def markup(self, name: str) -> str:
        """Return HTML, even where its tags stand in the feed bare."""
        found = (_inner(tag.element).strip() for tag in self.tags(name))
        return next((html for html in found if html), "")

    def where(self, *names: str) -> Place:
        """Return the place of the first child of any of these names, or of the tag itself."""
        for name in names:
            if found := self._children.get(name.lower()):
                return self.place_of(found[0])
        return self.place

    def places(self, names: Iterable[tuple[str, str]]) -> Origin:
        """Return the origin: the tag's place, and under each field's name that of its tag."""
        found = {
            name: self.place_of(self._children[tag.lower()][0])
            for name, tag in names
            if tag.lower() in self._children
        }
        return Origin(self.place, found)

    @property
    def words(self) -> str:
        """Return the text of the tag itself."""
        return "".join(texts(self.element)).strip()

    def get(self, name: str) -> str:
        """Return an attribute, whatever its case, or nothing."""
        value = self.element.get(name)
        if value is not None:
            return str(value).strip()
        folded = name.lower()
        found = (str(v).strip() for k, v in self.element.items() if str(k).lower() == folded)
        return next(found, "")

    def ignore(self, *names: str) -> None:
        """Say that these tags are known and that nothing is lost with them."""
        for name in names:
            self.tags(name)

    def forgive(self, name: str, others: str) -> None:
        """Say that tags are known that say again what *name* says: nothing is lost with them."""
        said = letters(self.text(name))
        again = self._children.get(others.lower(), ())
        if said and all(letters("".join(texts(child))) == said for child in again):
            self.ignore(others)

    def left_over(self) -> "Iterator[tuple[str, _Element]]":
        """Give what nobody asked for."""
        for key, children in self._children.items():
            if key not in self._made:
                for child in children:
                    yield tag_name(str(child.tag)), child

    def remark(self, rule: str, message: str, hint: str = "", level: Level = Level.ERROR) -> None:
        """Note what is wrong with the tag."""
        self.notes.problems.append(Problem(self.place, rule, message, hint, level))

    def refuse(self, rule: str, error: Malformed, level: Level = Level.ERROR) -> None:
        """Note what a parser could not read."""
        self.remark(rule, error.message, error.hint, level)

    def lacks(self, attribute: str) -> bool:
        """Tell whether an attribute that must be there is not; it is noted."""
        if self.get(attribute):
            return False
        self.remark(
            "feed-attribute",
            f"`<{self.name}>` lacks its attribute {quoted(attribute)}",
            f'write `{attribute}="…"`, or leave the tag out: apps can do nothing with it',
        )
        return True


def letters(text: str) -> str:
    """Return the letters of a text, to tell whether two say the same."""
    return "".join(filter(str.isalnum, text)).lower()


def _column(text: str, name: str) -> int:
    """Find a tag in its line, whatever its prefix."""
    at = text.find(f"<{name}")
    if at >= 0:
        return at
    colon = text.find(f":{name}")
    return text.rfind("<", 0, colon) if colon >= 0 else len(text) - len(text.lstrip())


def _inner(element: "_Element") -> str:
    """Return what stands in an element as HTML; text is markup already, in CDATA or escaped."""
    if not len(element):
        return str(element.text or "")
    from lxml.etree import tostring

    pieces = [escape(str(element.text or ""), quote=False)]
    pieces += [tostring(child, encoding="unicode") for child in element]
    return DECLARED.sub("", "".join(pieces))
