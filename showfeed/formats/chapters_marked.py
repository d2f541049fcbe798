"""What reading a file of chapters gives: each chapter, or why it is none, and where it stands."""

from collections.abc import Iterable
from typing import NamedTuple

from showfeed.model import Chapter
from showfeed.problems import Malformed


class Marked(NamedTuple):
    """A chapter or what is wrong with it, with line and column in the text."""

    line: int
    column: int
    what: Chapter | Malformed


def all_of(marked: Iterable[Marked]) -> tuple[Chapter, ...]:
    """Return the chapters. Raises the first Malformed."""
    chapters = []
    for _, _, what in marked:
        if isinstance(what, Malformed):
            raise what
        chapters.append(what)
    return tuple(chapters)
