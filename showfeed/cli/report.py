"""Problems as a person, a program, GitHub, GitLab or a SARIF reader wants them."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

from showfeed.problems import Level, Place, Problem

COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.ADVICE: "36"}
PLURALS = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.ADVICE: "pieces of advice"}
SINGULARS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "piece of advice"}


def colourful(stream: TextIO) -> bool:
    """Tell whether *stream* is a terminal that wants colour (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def counts(problems: Iterable[Problem]) -> str:
    """Count problems in words, the worst first.

    >>> counts([])
    'nothing to put right'
    """
    many = Counter(problem.level for problem in problems)
    words = [
        f"{number} {SINGULARS[level] if number == 1 else PLURALS[level]}"
        for level in sorted(Level, reverse=True)
        if (number := many[level])
    ]
    return ", ".join(words) or "nothing to put right"


def text(problems: Sequence[Problem], colour: bool = False) -> str:
    """Write problems for a person, with their count."""
    lines = [_coloured(problem) if colour else str(problem) for problem in problems]
    return "\n".join([*lines, counts(problems)])


def _coloured(problem: Problem) -> str:
    head, newline, rest = str(problem).partition("\n")
    word = f": {problem.level.word}: "
    shown = f": \x1b[1;{COLOURS[problem.level]}m{problem.level.word}\x1b[0m: "
    return head.replace(word, shown, 1) + newline + rest


def as_values(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain values; the inverse of `from_values`."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "level": problem.level.word,
            "rule": problem.rule,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def from_values(values: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """Return the problems that `as_values` wrote."""
    return tuple(
        Problem(
            Place(value["path"], value["line"], value["column"]),
            value["rule"],
            value["message"],
            value["hint"],
            Level[value["level"].upper()],
        )
        for value in values
    )


def as_json(problems: Sequence[Problem]) -> str:
    """Write problems for a program."""
    return json.dumps({"problems": as_values(problems)}, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem]) -> str:
    """Write problems as annotations of a GitHub workflow.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    kinds = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
    lines = []
    for problem in problems:
        place = {"file": problem.place.path}
        if problem.place.line:
            place |= {"line": str(problem.place.line), "col": str(problem.place.column)}
        place["title"] = problem.rule
        where = ",".join(
            f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
            for key, value in place.items()
        )
        words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        lines.append(f"::{kinds[problem.level]} {where}::{_escaped(words)}")
    return "\n".join([*lines, counts(problems)])


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def sarif(problems: Sequence[Problem]) -> str:
    """Write problems as SARIF 2.1.0, which code scanners read."""
    from urllib.parse import quote

    from showfeed import __version__

    kinds = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
    rules = sorted({problem.rule for problem in problems})
    driver = {"name": "showfeed", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    results = []
    for problem in problems:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.place.path)}}
        if problem.place.line:
            physical["region"] = {
                "startLine": problem.place.line,
                "startColumn": max(problem.place.column, 1),
            }
        results.append(
            {
                "ruleId": problem.rule,
                "level": kinds[problem.level],
                "message": {"text": f"{problem.message}\n{problem.hint}".strip()},
                "locations": [{"physicalLocation": physical}],
            }
        )
    top = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(top, ensure_ascii=False, indent=2)


def gitlab(problems: Sequence[Problem]) -> str:
    """Write problems as GitLab's code quality report, which a merge request shows at their lines.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    from hashlib import sha256

    kinds = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info"}
    remarks = [
        {
            "description": ": ".join(filter(None, (problem.message, problem.hint))),
            "check_name": problem.rule,
            "fingerprint": sha256(repr(problem.order).encode()).hexdigest(),
            "severity": kinds[problem.level],
            "location": {
                "path": problem.place.path,
                "lines": {"begin": max(problem.place.line, 1)},
            },
        }
        for problem in problems
    ]
    return json.dumps(remarks, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
}


def tell(problems: Sequence[Problem]) -> None:
    """Print problems beside the work, if there are any."""
    if problems:
        print(text(problems, colourful(sys.stderr)), file=sys.stderr)
