"""What PyYAML says, in plain words, at a place within the file."""

import re
from typing import Any

from showfeed.formats.quoting import quoted
from showfeed.problems import Place, Problem

ELSE = (
    "YAML can't be read from here on",
    "look at this line and the one above: quotes, brackets and indentation",
)


def explained(path: str, text: str, error: Any) -> Problem:
    """Say a YAML error as its author can mend it."""
    lines = text.split("\n")
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = _within(lines, mark)
    written = lines[line]
    if "\t" in written[: len(written) - len(written.lstrip())] or written[column:][:1] == "\t":
        place = Place(path, line + 1, written.index("\t") + 1)
        return Problem(place, "yaml-tab", "a tab stands in the indentation", "use spaces")
    if opened and ("flow " in said or ("quoted scalar" in said and "unexpected" in said)):
        line, column = _within(lines, opened)
        return _opened(Place(path, line + 1, column + 1), lines[line][column : column + 1], said)
    if "anchor" in said or "alias" in said:
        line, column = _within(lines, opened or mark)
        return anchor(Place(path, line + 1, column + 1), lines[line])
    message, hint = _words(said, lines, line, column)
    return Problem(Place(path, line + 1, column + 1), "yaml", message, hint)


def _within(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return a mark's line and column, or the last letter before it where it is past the end."""
    line = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark and mark.line == line else 0
    while line and not lines[line].strip():
        line -= 1
        column = len(lines[line])
    return line, min(column, max(len(lines[line]) - 1, 0))


def _opened(place: Place, sign: str, said: str) -> Problem:
    if sign in "[{":
        closing = {"[": "]", "{": "}"}.get(sign, "]")
        return Problem(
            place,
            "yaml",
            f"the bracket `{sign or '['}` opened here is not closed, or lacks a comma",
            f"add `{closing}`, put commas between the values, or put the text into quotes",
        )
    return Problem(
        place,
        "yaml",
        "the quote opened here is never closed",
        f"add `{sign}` at the end of the value, or remove the one in front",
    )


def _words(said: str, lines: list[str], line: int, column: int) -> tuple[str, str]:
    """Return what is wrong and what to write instead."""
    written = lines[line]
    sign = written[column : column + 1]
    if "escape" in said or "hexdecimal" in said or "quoted scalar" in said:
        at = max(written.rfind("\\", 0, column + 1), 0)
        return (
            f"{quoted(written[at : at + 2])} means something else in double quotes",
            "write the backslash twice, or put the value into single quotes",
        )
    if "cannot start any token" in said:
        return f"`{sign}` can't stand at the start of a value", in_quotes(written)
    if "block sequence entries" in said:
        return "a list can't begin behind its name", "begin it on the next line, with `- `"
    if "mapping values" in said:
        return (
            "a colon here is not where YAML can take it",
            in_quotes(written)
            if re.search(r":\s.*:(\s|$)", written)
            else "look at the indentation here and in the line above",
        )
    if re.match("---", written) or "single document" in said:
        return "a second document begins here", "keep one per file"
    if re.search(r"""["']\s*$""", written[:column]):
        return (
            f"the quotes end before {quoted(written[column:])}",
            "put other quotes around the value: '…' if it holds \", \"…\" if it holds '",
        )
    if re.search(r":\s+[|>][^|>]*$", written[:column]):
        return "`>` or `|` at the start of a value begins a text of lines", in_quotes(written)
    if "document start" in said or "block" in said:
        return (
            "this line begins further left or right than the one it belongs to",
            "let the fields of one level begin in the same column",
        )
    return ELSE


def in_quotes(written: str) -> str:
    """Return the hint that puts a line's value into quotes.

    >>> in_quotes("title: One: two")
    'put the value into quotes: `title: "One: two"`'
    """
    found = re.match(r"\s*(?:- +)?([\w.-]+: +|- +)(\S.*?)\s*$", written)
    if not found or len(found[2]) > 120 or found[2][0] in "\"'[{":
        return "put the value into quotes"
    text = found[2]
    plain = "\\" not in text and '"' not in text
    quotes = f'"{text}"' if plain else "'" + text.replace("'", "''") + "'"
    return f"put the value into quotes: `{found[1]}{quotes}`"


def anchor(place: Place, written: str = "") -> Problem:
    """Tell of `&` and `*` at a value's start."""
    return Problem(
        place,
        "yaml-anchor",
        "a value that begins with `&` or `*` is an anchor or alias for YAML, and not read",
        in_quotes(written),
    )


def tag(place: Place, written: str = "") -> Problem:
    """Tell of `!` at a value's start."""
    return Problem(
        place,
        "yaml-tag",
        "a value that begins with `!` is a tag for YAML, and not read",
        in_quotes(written),
    )
