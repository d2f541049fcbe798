"""YAML → nodes that know line and column. Every scalar stays the text that was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Place, Problem
from showfeed.sources.yaml_errors import anchor, explained, tag
from showfeed.sources.yaml_text import (
    DEEPEST,
    FORBIDDEN,
    Unreadable,
    decode,
    invisible,
    refuse_depth,
    too_deep,
)


@dataclass(frozen=True)
class Scalar:
    """A value as typed, without its quotes; *plain* where it had none.

    *indent*: by how much the lines of a text below `|` are indented; 0 for any other value.
    """

    place: Place
    text: str
    plain: bool = True
    indent: int = 0

    def within(self, line: int, column: int) -> Place:
        """Return the place of a letter of a text, where its lines stand as they are written."""
        if not self.indent:
            return self.place
        return Place(self.place.path, self.place.line + line, self.indent + column)


@dataclass(frozen=True)
class Sequence:
    """A list."""

    place: Place
    items: "tuple[Node, ...]"


@dataclass(frozen=True)
class Mapping:
    """Names and values, in the order of the file; *keys* are the places of the names.

    A name whose value was refused, and told, is in *keys* alone.
    """

    place: Place
    values: "dict[str, Node]"
    keys: dict[str, Place]


Node = Scalar | Sequence | Mapping


def read_yaml(
    path: str, content: bytes, *, shared: bool = False
) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """Read a file's mapping and what is wrong with it as YAML. Never raises.

    *shared*: a text may have a name (`&name`) and stand again (`*name`), as in others' files.
    """
    problems: list[Problem] = []
    try:
        text = decode(path, content)
        root = _compose(path, text)
    except Unreadable as error:
        return None, (error.problem,)
    if root is None:
        hint = "write `title: …` into it"
        return None, (Problem(Place(path, 1, 1), "yaml", "the file is empty", hint),)
    node = _Walk(path, text.split("\n"), problems, shared).node(root, 0)
    if isinstance(node, Mapping):
        return node, tuple(problems)
    if node is not None and not problems:
        hint = "write lines such as `title: …`"
        problems.append(Problem(node.place, "yaml", "the file holds no fields", hint))
    return None, tuple(problems)


def _compose(path: str, text: str) -> Any:
    """Return PyYAML's tree, None of an empty file. Raises Unreadable with plain words."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        refuse_depth(path, text, loader)
        return yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        raise Unreadable(explained(path, text, error)) from None


class _Walk:
    """From PyYAML's tree to ours; a node met twice is an alias and is refused."""

    def __init__(self, path: str, lines: list[str], problems: list[Problem], shared: bool) -> None:
        self.path = path
        self.lines = lines
        self.problems = problems
        self.shared = shared
        self.met: set[int] = set()
        self.told: set[Place] = set()
        self.commented = any(" #" in line or "\t#" in line for line in lines)

    def tell(self, problem: Problem) -> None:
        """Note a problem, once for its place."""
        if problem.place not in self.told:
            self.told.add(problem.place)
            self.problems.append(problem)

    def node(self, given: Any, depth: int) -> Node | None:
        """Return our node, or None where it is refused and told."""
        mark, value = given.start_mark, given.value
        if mark.line < len(self.lines):
            place = Place(self.path, mark.line + 1, mark.column + 1)
            begins = self.lines[mark.line][mark.column : mark.column + 1]
        else:  # nothing more is written where a value would stand
            place, begins = Place(self.path, len(self.lines), len(self.lines[-1]) + 1), ""
        shared = self.shared and isinstance(value, str)
        if (begins == "&" or id(given) in self.met) and not shared:
            self.tell(anchor(place, self._line(mark)))
        elif begins == "!":
            self.tell(tag(place, self._line(mark)))
        elif depth > DEEPEST:
            self.tell(too_deep(place))
        else:
            self.met.add(id(given))
            if isinstance(value, str):
                return self._scalar(given, place, value)
            if given.id == "mapping":
                return self._mapping(place, value, depth)
            return Sequence(place, tuple(self._nodes(value, depth)))
        return None

    def _line(self, mark: Any) -> str:
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    def _scalar(self, given: Any, place: Place, text: str) -> Scalar | None:
        if given.style == '"' and (found := FORBIDDEN.search(text)):
            self.tell(invisible(place, found[0]))
            return None
        plain = given.style not in ("'", '"', "|", ">")
        if plain and text and self.commented:
            self._cut(given.end_mark, text)
        indent = self._indent(place.line) if given.style == "|" else 0
        return Scalar(place, text, plain, indent)

    def _indent(self, line: int) -> int:
        """Return how far the first line with words is indented."""
        first = next((words for words in self.lines[line:] if words.strip()), "")
        return len(first) - len(first.lstrip(" "))

    def _nodes(self, values: list[Any], depth: int) -> Iterator[Node]:
        for value in values:
            node = self.node(value, depth + 1)
            if node is not None:
                yield node

    def _mapping(self, place: Place, pairs: list[tuple[Any, Any]], depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, value in pairs:
            name = self.node(key, depth + 1)
            node = self.node(value, depth + 1)
            if not isinstance(name, Scalar):
                if name is not None:
                    self.tell(Problem(name.place, "yaml", "a name is one word", "write `name: …`"))
            elif name.text in keys:
                self.tell(
                    Problem(
                        name.place,
                        "duplicate-key",
                        f"{quoted(name.text)} stands here and in line {keys[name.text].line}",
                        "keep one of the two",
                    )
                )
            else:
                keys[name.text] = name.place
                silent = isinstance(node, Scalar) and node.plain and not node.text
                if silent and self._silenced(name, value.start_mark):
                    continue
                if node is not None:
                    values[name.text] = node
        return Mapping(place, values, keys)

    def _silenced(self, name: Scalar, mark: Any) -> bool:
        """Tell of `title: #3 …`: for YAML that is a comment, and the value empty."""
        behind = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        found = re.match(r"\s+(#\S.*)", behind)
        if found:
            self._comment(
                Place(self.path, mark.line + 1, mark.column + found.start(1) + 1),
                f"{quoted(found[1])} is a comment for YAML, and {quoted(name.text)} is empty",
                found[1],
                Level.ERROR,
            )
        return found is not None

    def _cut(self, mark: Any, text: str) -> None:
        """Tell of `title: Talk #3`: for YAML the value ends at `Talk`."""
        found = re.match(r"\s+(#[^\s#].*)", self.lines[mark.line][mark.column :])
        if found:
            self._comment(
                Place(self.path, mark.line + 1, mark.column + found.start(1) + 1),
                f"{quoted(found[1])} is a comment for YAML: the value ends at {quoted(text[-20:])}",
                f"{text} {found[1]}",
                Level.WARNING,
            )

    def _comment(self, place: Place, message: str, meant: str, level: Level) -> None:
        sign = "'" if '"' in meant else '"'
        hint = f"put it into quotes: `{sign}{meant.strip()}{sign}`"
        if level is Level.WARNING:
            hint += "; a comment has a space after its `#`"
        self.tell(Problem(place, "yaml-comment", message, hint, level))
