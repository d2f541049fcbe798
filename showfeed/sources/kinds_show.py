"""Values that only show.yaml has: categories, seasons, locked."""

import re
from collections.abc import Mapping as Mapping_

from showfeed.formats.flags import parse_flag
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import parse_category
from showfeed.model import Category
from showfeed.problems import Malformed, Origin
from showfeed.sources.fields import Fields, either, mapping
from showfeed.sources.kinds import MAIL, TEXT, YES_NO, of_text, text_of
from showfeed.sources.reading import Kind, Reading, Stop
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence


def _categories(node: Node, reading: Reading) -> tuple[Category, ...]:
    found: list[Category] = []
    before = len(reading.problems)

    def add(text: str, item: Node) -> None:
        try:
            found.append(Category(*parse_category(text), Origin(item.place)))
        except Malformed as error:
            reading.note(item.place, "category", error.message, error.hint)

    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping):
            for name, below in item.values.items():
                subs = below.items if isinstance(below, Sequence) else (below,)
                for sub in subs:
                    add(f"{name} > {text_of(sub)}" if text_of(sub) else name, sub)
                if not subs:
                    add(name, below)
        else:
            add(text_of(item), item)
    if not found and len(reading.problems) == before:
        raise Malformed("no category is named here", "write one, as in `Business > Management`")
    if not found:
        raise Stop
    return tuple(found)


def _category_schema() -> dict[str, object]:
    line = {"type": "string", "pattern": r"^[A-Z]"}
    below = {"anyOf": [line, {"type": "array", "items": line}]}
    one = {"anyOf": [line, {"type": "object", "additionalProperties": below}]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "minItems": 1}]}


CATEGORIES: Kind[tuple[Category, ...]] = Kind(
    "category", _categories, _category_schema, (Category("Arts"),)
)


def _seasons(node: Node, reading: Reading) -> dict[int, str]:
    if not isinstance(node, Mapping):
        raise Malformed("seasons have a number and a name each", "write `1: The first` below it")
    found = {}
    for number, item in node.values.items():
        if not re.fullmatch(r"[0-9]{1,6}", number):
            reading.note(
                node.keys[number],
                "number",
                f"{quoted(number)} is not a season's number",
                "write it in digits, as in `1: The first`",
            )
            continue
        try:
            found[int(number)] = TEXT.read(item, reading)
        except Malformed as error:
            reading.note(item.place, "text", error.message, error.hint)
    return found


SEASONS: Kind[Mapping_[int, str]] = Kind(
    "number",
    _seasons,
    lambda: {
        "type": "object",
        "propertyNames": {"pattern": "^[0-9]{1,6}$"},
        "additionalProperties": TEXT.schema(),
    },
    {},
)


def _read_locked(fields: Fields) -> tuple[bool, str]:
    value = fields.must("value", YES_NO, "Whether other hosts must ask before an import.")
    return value, fields.may("owner", MAIL, "", "Whom they ask.")


LOCKED: Kind[tuple[bool, str]] = either(
    of_text("yes-no", lambda text: (parse_flag(text), ""), YES_NO.schema, (True, "")),
    mapping("locked", _read_locked, (True, "")),
)
