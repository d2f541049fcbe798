"""An episode's times moved together, where they stand; nothing else in the files changes."""

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

from showfeed.formats.quoting import quoted
from showfeed.formats.shifting import moved, style_of
from showfeed.problems import Malformed, Place, Problem, ShowfeedError
from showfeed.sources.kinds_files import locate
from showfeed.sources.pictures import inside
from showfeed.sources.reading import Reading
from showfeed.sources.shift_places import Spot, in_file
from showfeed.sources.shift_yaml import Text, files, spots
from showfeed.sources.yaml_nodes import Mapping, read_yaml


@dataclass(frozen=True)
class Shift:
    """By how many seconds times are moved, and from which one on; below 0: all."""

    by: Decimal
    after: Decimal = Decimal(-1)

    @property
    def undo(self) -> "Shift":
        """Return the shift that takes this one back."""
        return Shift(
            -self.by, self.after if self.after < 0 else max(self.after + self.by, Decimal())
        )


@dataclass(frozen=True)
class Edit:
    """A file before and after; *moved* of the *times* in it are others."""

    path: str
    before: bytes
    after: bytes
    moved: int
    times: int


@dataclass(frozen=True)
class Shifted:
    """What a shift would change, why it can't, and whether its opposite gives the same bytes."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...] = ()
    undone: bool = True


def shift(root: Path, id_: str, by: Shift) -> Shifted:
    """Plan to move all times of an episode. Writes nothing. Raises ShowfeedError."""
    problems: list[Problem] = []
    edits: list[Edit] = []
    undone = True
    for path, content, chapters in _sources(root, id_, problems):
        try:
            edit = _edit(path, content, chapters, by, problems)
            if edit.moved:
                edits.append(edit)
                back = _edit(path, edit.after, chapters, by.undo, [])
                undone = undone and back.after == content
        except Malformed as error:
            problems.append(Problem(Place(path), "shift", error.message, error.hint))
    return Shifted(tuple(edits), tuple(problems), undone)


def _sources(
    root: Path, id_: str, problems: list[Problem]
) -> Iterator[tuple[str, bytes, bool | None]]:
    """Give the episode's file, and every file beside it in which times of it stand.

    With each comes whether it holds chapters; None for the episode's own.
    """
    path = next((p for e in ("yaml", "yml") if (root / (p := f"episodes/{id_}.{e}")).is_file()), "")
    if not path or "/" in id_ or "\\" in id_:
        raise ShowfeedError(f"there is no episode {quoted(id_)}\n    look into episodes/")
    content = (root / path).read_bytes()
    node, wrong = read_yaml(path, content)
    if node is None:
        problems += wrong
        return
    yield path, content, None
    reading = Reading(root, beside="episodes/")
    met = {path}
    for href, scalar, chapters in files(node):
        try:
            named = locate(href, reading)
            for one in (named, *_beside(root, named)):
                if one not in met:
                    met.add(one)
                    yield one, inside(root, one).read_bytes(), chapters
        except (Malformed, OSError):
            words = f"there is no file {quoted(href)}"
            problems.append(Problem(scalar.place, "shift", words, "correct its path first"))


def _beside(root: Path, named: str) -> list[str]:
    """Return the files of times that were measured for a transcript: `003.times.…` of `003.txt`."""
    path = PurePosixPath(named)
    pattern = f"{glob.escape(path.stem)}.times.*"
    return sorted(f"{path.parent}/{p.name}" for p in (root / path.parent).glob(pattern))


def _edit(
    path: str, content: bytes, chapters: bool | None, by: Shift, problems: list[Problem]
) -> Edit:
    """Move the times of one file. Raises Malformed."""
    try:
        text = Text(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("the file is not UTF-8 text", "save it as UTF-8 first") from None
    found = _found(path, text, chapters)
    styles = {
        name: style_of([spot.written for spot in found if spot.list == name], name)
        for name in {spot.list for spot in found}
    }
    pieces, end, count = [], 0, 0
    expected = []
    for spot in found:
        value, new = spot.value, spot.written
        if _moves(spot, by):
            try:
                new = moved(spot.written, by.by * spot.unit, styles[spot.list])
                count += 1
            except Malformed as error:
                hint = "move less, or only what is behind, with `--after`"
                problems.append(Problem(text.place(path, spot.at), "shift", error.message, hint))
        elif _cut_away(spot, by):
            words = f"{quoted(spot.written)} lies in the part that would be cut away"
            hint = "take it out first, or move less"
            problems.append(Problem(text.place(path, spot.at), "shift", words, hint))
        expected.append(value + by.by if new != spot.written else value)
        pieces += [text.text[end : spot.at], new]
        end = spot.at + len(spot.written)
    after = "".join([*pieces, text.text[end:]])
    if count and [spot.value for spot in _found(path, Text(after), chapters)] != expected:
        raise Malformed(
            "the times in it are written in a way that can't be changed in their places",
            "move them by hand",
        )
    return Edit(path, content, after.encode("utf-8"), count, len(found))


def _found(path: str, text: Text, chapters: bool | None) -> list[Spot]:
    if chapters is None:
        node, _ = read_yaml(path, text.text.encode("utf-8"))
        found = list(spots(node, text)) if isinstance(node, Mapping) else []
    else:
        found = list(in_file(text.text, chapters=chapters))
    return sorted(found, key=lambda spot: spot.at)


def _moves(spot: Spot, by: Shift) -> bool:
    """Tell whether a time is behind: what ends just there is not."""
    return spot.value > by.after or (not spot.ends and spot.value == by.after)


def _cut_away(spot: Spot, by: Shift) -> bool:
    """Tell whether a time stays, though what is moved would land before it."""
    from_ = by.after + by.by
    return spot.value > from_ or (not spot.ends and spot.value == from_ < by.after)
