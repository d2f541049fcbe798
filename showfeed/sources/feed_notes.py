"""What is noted while a feed is read: what is wrong with it, and what has no field here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from showfeed.problems import Place, Problem
from showfeed.sources.feed_columns import columns_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from showfeed.sources.feed_tags import Tag


@dataclass(frozen=True)
class UnknownTag:
    """Tags of a feed that nothing here stands for: how many, and the first of them."""

    name: str  # `rawvoice:rating`, or `{https://own.example/ns}mood`
    count: int
    example: str
    place: Place


@dataclass
class Notes:
    """What is noted while a feed is read."""

    path: str
    lines: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    read: "list[Tag]" = field(default_factory=list)
    root: "_Element | None" = None

    @cached_property
    def columns(self) -> "Mapping[_Element, int]":
        """Return where the elements begin that stand in long lines."""
        return columns_of(self.root, self.lines) if self.root is not None else {}

    def unknown(self) -> tuple[UnknownTag, ...]:
        """Return what nobody asked for, the most frequent first."""
        found: dict[str, UnknownTag] = {}
        for parent in self.read:
            for name, element in parent.left_over():
                before = found.get(name)
                if before is None:
                    example, place = _example(element), parent.place_of(element)
                    found[name] = UnknownTag(name, 1, example, place)
                else:
                    found[name] = UnknownTag(name, before.count + 1, before.example, before.place)
        return tuple(sorted(found.values(), key=lambda tag: (-tag.count, tag.name)))


def _example(element: "_Element") -> str:
    """Show what a tag says: its text, or its attributes."""
    words = " ".join("".join(texts(element)).split())
    return words[:100] or " ".join(f'{key!s}="{value!s}"' for key, value in element.items())[:100]


def texts(element: "_Element") -> Iterator[str]:
    """Give the pieces of text in an element."""
    return (str(text) for text in element.itertext(with_tail=False))
