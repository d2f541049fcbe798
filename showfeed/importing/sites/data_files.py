"""YAML, TOML and JSON → nested values, every scalar a text. Whatever they hold, none raises."""

import json
import re
import tomllib
from typing import Any

from showfeed.formats.yaml_writing import clean
from showfeed.importing.sites.asked import Data
from showfeed.problems import Place, Problem
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, read_yaml

Read = tuple[dict[str, Data], tuple[Problem, ...]]
AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
# tomllib takes time by the square of a key's parts.
LONG_KEY = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){60}""")
DEEPEST = 60
ENDINGS = ("yaml", "yml", "toml", "json")


def read_data(path: str, text: str, kind: str, line: int = 1) -> Read:
    """Read a text of a kind, told by its file's ending; it begins in a *line* of the file."""
    if not text.strip():
        return {}, ()
    if kind == "toml":
        return _toml(path, text, line)
    if kind == "json":
        return _json(path, text, line)
    node, problems = read_yaml(path, ("\n" * (line - 1) + text).encode(), shared=True)
    return (_mapping(node), problems) if node else ({}, problems)


def _mapping(node: Mapping) -> dict[str, Data]:
    return {clean(name): _value(value) for name, value in node.values.items()}


def _value(node: Node) -> Data:
    if isinstance(node, Scalar):
        nothing = node.plain and node.text in ("~", "null", "Null", "NULL")
        return "" if nothing else clean(node.text)
    if isinstance(node, Mapping):
        return _mapping(node)
    return [_value(item) for item in node.items]


def _toml(path: str, text: str, line: int) -> Read:
    if LONG_KEY.search(text):
        return {}, (_wrong(path, line, 1, "a name here has over 60 parts"),)
    try:
        return _object(tomllib.loads(text)), ()
    except tomllib.TOMLDecodeError as error:
        found = AT.search(str(error))
        at = int(found["line"] or 0) if found and found["line"] else text.count("\n") + 1
        column = int(found["column"]) if found and found["column"] else 1
        words = f"this is not TOML: {AT.sub('', str(error))}"
        return {}, (_wrong(path, line + at - 1, column, words),)
    except (ValueError, RecursionError, OverflowError):
        return {}, (_wrong(path, line, 1, "numbers or nesting here have no end"),)


def _json(path: str, text: str, line: int) -> Read:
    try:
        found, _ = first_json(text)
        if isinstance(found, dict):
            return _object(found), ()
        return {}, (_wrong(path, line, 1, "the JSON holds no names with values"),)
    except json.JSONDecodeError as error:
        words = f"this is not JSON: {error.msg}"
        return {}, (_wrong(path, line + error.lineno - 1, error.colno, words),)
    except (ValueError, RecursionError):
        return {}, (_wrong(path, line, 1, "numbers or nesting here have no end"),)


def first_json(text: str) -> tuple[Any, int]:
    """Return the value that a text begins with, numbers as text, and where it ends.

    Raises ValueError, RecursionError.
    """
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    blank = len(text) - len(text.lstrip())
    return decoder.raw_decode(text, blank)


def _object(found: dict[Any, Any], depth: int = 0) -> dict[str, Data]:
    if depth > DEEPEST:
        raise RecursionError
    return {clean(str(name)): _plain(value, depth + 1) for name, value in found.items()}


def _plain(value: Any, depth: int) -> Data:
    if isinstance(value, dict):
        return _object(value, depth)
    if isinstance(value, list):
        if depth > DEEPEST:
            raise RecursionError
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else clean(str(value))


def _wrong(path: str, line: int, column: int, words: str) -> Problem:
    return Problem(Place(path, line, column), "yaml", words, "mend it there, and import again")
