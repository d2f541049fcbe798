"""A node's fields as typed values, mistakes noted on the way.

Asking for a field declares it: what nobody asked for is unknown. The same functions that read a
file also run over a `Recorder`, which notes every declaration; `schema.py` makes JSON Schema of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, overload

from showfeed.formats.names import nearest
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Malformed, Origin, Place
from showfeed.sources.other_tools import hint as other_tool
from showfeed.sources.reading import Kind, Reading, Schema, Stop, T
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence

D = TypeVar("D")


class Fields:
    """The fields of one mapping."""

    def __init__(self, node: Mapping, reading: Reading, what: str) -> None:
        self._node = node
        self._what = what
        self._asked: set[str] = set()
        self._whole = True
        self.reading = reading
        self.origin = Origin(node.place, {k: v.place for k, v in node.values.items()})

    def has(self, name: str) -> bool:
        """Tell whether the field is there."""
        return name in self._node.values

    def must(self, name: str, kind: Kind[T], help: str) -> T:
        """Return a field that has to be there; the kind's example stands in where it is not."""
        node = self._node.values.get(name)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            self._asked.add(name)
            self._whole = False
            if node is not None or name not in self._node.keys:  # else it was refused and told
                needs = f"{self._what} needs {'an' if name[0] in 'aeio' else 'a'} `{name}`"
                self.reading.note(
                    self.origin.at(name),
                    "missing-field",
                    needs + (", and this is empty" if node else ""),
                    f"add `{name}: …`: {help[0].lower()}{help[1:].rstrip('.')}",
                )
            return kind.example
        value = self.may(name, kind, None, help)
        if value is None:
            self._whole = False
            return kind.example
        return value

    @overload
    def may(self, name: str, kind: Kind[T], default: T, help: str) -> T: ...
    @overload
    def may(self, name: str, kind: Kind[T], default: D, help: str) -> T | D: ...
    def may(self, name: str, kind: Kind[T], default: D, help: str) -> T | D:
        """Return a field, or *default* where it is left out, empty or can't be read."""
        self._asked.add(name)
        node = self._node.values.get(name)
        if node is None or (isinstance(node, Scalar) and node.plain and not node.text):
            return default
        try:
            return kind.read(node, self.reading)
        except Malformed as error:
            self.reading.note(node.place, kind.rule, error.message, error.hint)
        except Stop:
            pass
        return default

    def complete(self) -> bool:
        """Tell of unknown fields; return whether all that must be there could be read."""
        for name, place in self._node.keys.items():
            if name not in self._asked:
                close = nearest(name, sorted(self._asked))
                hint = other_tool(name, self._asked)
                if close and (not hint or close.lower() == name.lower()):
                    hint = f"did you mean `{close}`?"
                self.reading.note(
                    place,
                    "unknown-field",
                    f"{self._what} has no field {quoted(name)}",
                    hint or f"its fields are {', '.join(sorted(self._asked))}",
                )
        return self._whole


@dataclass(frozen=True)
class Declared:
    """A field as the reader asks for it."""

    schema: Schema
    required: bool
    help: str


class Recorder(Fields):
    """Stands in for a mapping and notes what is asked of it."""

    def __init__(self, what: str) -> None:
        super().__init__(Mapping(Place(""), {}, {}), Reading(Path()), what)
        self.declared: dict[str, Declared] = {}

    def must(self, name: str, kind: Kind[T], help: str) -> T:
        """Note a field that has to be there."""
        self.declared[name] = Declared(kind.schema(), True, help)
        return kind.example

    def may(self, name: str, kind: Any, default: Any, help: str) -> Any:
        """Note a field."""
        self.declared[name] = Declared(kind.schema(), False, help)
        return default


def schema_of(recorder: Recorder) -> Schema:
    """Return the JSON Schema of what was recorded."""
    properties = {
        name: {"description": declared.help, "anyOf": [declared.schema, {"type": "null"}]}
        if not declared.required
        else {"description": declared.help, "pattern": r"\S", **declared.schema}
        for name, declared in recorder.declared.items()
    }
    required = [name for name, declared in recorder.declared.items() if declared.required]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def mapping(what: str, read: Callable[[Fields], T | None], example: T) -> Kind[T]:
    """Return the kind of a mapping that *read* reads; nested mistakes have their own places."""

    def from_node(node: Node, reading: Reading) -> T:
        if not isinstance(node, Mapping):
            raise Malformed(f"{what} is written as fields", _form(read, what))
        fields = Fields(node, reading, what)
        before = sum(p.level == Level.ERROR for p in reading.problems)
        value = read(fields)
        whole = fields.complete()
        after = sum(p.level == Level.ERROR for p in reading.problems)
        if value is None or not whole or after > before:
            raise Stop
        return value

    def schema() -> Schema:
        recorder = Recorder(what)
        read(recorder)
        return schema_of(recorder)

    return Kind("form", from_node, schema, example)


def _form(read: Callable[[Fields], Any], what: str) -> str:
    """Return the hint that names what such a mapping must have, or may."""
    recorder = Recorder(what)
    read(recorder)
    must = [name for name, declared in recorder.declared.items() if declared.required]
    names = must or list(recorder.declared)[:2]
    lines = " and ".join(f"`{name}: …`" for name in names)
    return f"write {lines} in {'lines' if len(names) > 1 else 'a line'} of its own below the name"


def many(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return the kind of a list, or of one value where a list of one is meant."""

    def from_node(node: Node, reading: Reading) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
            return (kind.read(node, reading),)
        values = []
        for item in node.items:
            try:
                values.append(kind.read(item, reading))
            except Malformed as error:
                reading.note(item.place, kind.rule, error.message, error.hint)
            except Stop:
                pass
        return tuple(values)

    def schema() -> Schema:
        one = kind.schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}

    return Kind(kind.rule, from_node, schema, (kind.example,))


def either(first: Kind[T], *others: Kind[T]) -> Kind[T]:
    """Return the kind that takes a scalar as the first kind does, a mapping as the second."""
    second = others[0]

    def from_node(node: Node, reading: Reading) -> T:
        return (second if isinstance(node, Mapping) else first).read(node, reading)

    return Kind(
        first.rule,
        from_node,
        lambda: {"anyOf": [first.schema(), *(other.schema() for other in others)]},
        first.example,
    )
