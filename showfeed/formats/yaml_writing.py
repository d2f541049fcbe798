"""Values → YAML as a person would write it: quotes only where needed, long texts below a `|`.

Values are text, lists and mappings of them; what a field's text means is its reader's business.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 96  # columns of a value that stands in one line
# What YAML takes no other letter for, and what showfeed's reader turns into spaces.
NOT_IN_YAML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile("[\x85\u2028\u2029\ufeff]")
# A text that needs no quotes: it begins with a letter, digit or bracket and holds no ` #`, `: `.
PLAIN = re.compile(r"[\w(«“‘„¿¡…][^\n\t\x85\u2028\u2029\ufeff]*")
MARKS = re.compile(r":(?:\s|$)|\s#")
FLOW_MARKS = re.compile(r"[\[\]{},:]")
NOTHING = frozenset({"null", "~"})


class Text(str):
    """A text of any length: it stands below a `|`, line by line."""

    __slots__ = ()


Value = str | Sequence["Value"] | Mapping[str, "Value"]


def format_fields(fields: Mapping[str, Value]) -> str:
    """Write a file of fields.

    >>> print(format_fields({"title": "#3: Why", "tags": ["a", "b"], "description": Text("Hm.")}))
    title: "#3: Why"
    tags: [a, b]
    description: |
      Hm.
    <BLANKLINE>
    """
    return "".join(format_field(name, value) for name, value in fields.items())


def format_field(name: str, value: Value) -> str:
    """Write one field of a file, its line end included."""
    return "\n".join(_field(name, value, "")) + "\n"


def _field(name: str, value: Value, indent: str) -> Iterator[str]:
    head = f"{indent}{format_scalar(name)}:"
    if isinstance(value, str):
        if isinstance(value, Text) and not ESCAPED.search(value):
            yield from _below(head, value, indent)
        else:
            yield f"{head} {format_scalar(value)}"
    elif _in_line(value) and len(line := f"{head} {_flow(value)}") <= WIDTH:
        yield line
    elif isinstance(value, Mapping):
        yield head
        for key, item in value.items():
            yield from _field(key, item, indent + "  ")
    else:
        yield head
        for item in value:
            yield from _item(item, indent + "  ")


def _below(head: str, text: str, indent: str) -> Iterator[str]:
    """Write a text line by line."""
    yield f"{head} |"
    for line in clean(text).strip().split("\n"):
        yield f"{indent}  {line}" if line else ""


def _item(item: Value, indent: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{indent}- {format_scalar(item)}"
    elif not isinstance(item, Mapping) or len(line := f"{indent}- {_flow(item)}") <= WIDTH + 40:
        yield line if isinstance(item, Mapping) else f"{indent}- {_flow(item)}"
    else:
        lines = [line for key, value in item.items() for line in _field(key, value, indent + "  ")]
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _in_line(value: Value) -> bool:
    """Tell whether a list or mapping reads well in one line: few plain words, no list of lines."""
    if isinstance(value, Mapping):
        return all(isinstance(item, str) for item in value.values())
    return all(isinstance(item, str) and not FLOW_MARKS.search(item) for item in value)


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return format_scalar(value, flow=True)
    if isinstance(value, Mapping):
        pairs = (f"{format_scalar(name, flow=True)}: {_flow(v)}" for name, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(_flow(item) for item in value)}]"


def clean(text: str) -> str:
    """Return text without what no YAML file may hold, with `\\n` line ends."""
    return NOT_IN_YAML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def format_scalar(text: str, *, flow: bool = False) -> str:
    """Write a text on one line, in quotes where it needs them (*flow*: within `{…}` or `[…]`).

    >>> format_scalar("6:09 The lamp"), format_scalar("6:09", flow=True), format_scalar('"Go"')
    ('6:09 The lamp', '"6:09"', '\\'"Go"\\'')
    """
    text = clean(text)
    marks = FLOW_MARKS if flow else MARKS
    plain = PLAIN.fullmatch(text) and not MARKS.search(text) and not marks.search(text)
    if plain and text == text.strip() and text.lower() not in NOTHING:
        return text
    if '"' in text and "'" not in text and "\n" not in text and not ESCAPED.search(text):
        return f"'{text}'"
    return ESCAPED.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
