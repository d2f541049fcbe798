"""The expressions of GitHub's and Forgejo's workflows, as far as ours use them.

https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
What is not known here is an AssertionError: a test must not pass by a wrong guess.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

TOKEN = re.compile(r"\s*(?:(&&|\|\||==|!=|!|\(|\))|'((?:[^']|'')*)'|([A-Za-z_][\w.-]*)|(\d+))")
STATUS = re.compile(r"\b(success|failure|always|cancelled)\(\)")


def fill(text: object, context: Mapping[str, Any]) -> str:
    """Replace every `${{ … }}` of a value."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: _word(evaluate(found[1], context)), _word(text))


def condition(text: object, context: Mapping[str, Any], failed: bool) -> bool:
    """Tell whether an `if:` holds; without a status function it asks for success too."""
    words = _word(text).strip()
    if words.startswith("${{") and words.endswith("}}"):
        words = words[3:-2]
    assert "${{" not in words
    if not STATUS.search(words) and failed:
        return False
    return bool(evaluate(words, context, failed) if words else True)


def evaluate(text: str, context: Mapping[str, Any], failed: bool = False) -> Any:
    words, end = [], 0
    while text[end:].strip():
        found = TOKEN.match(text, end)
        assert found, f"an expression that the tests can't read: {text}"
        words.append(found)
        end = found.end()
    value, rest = _either(words, context, failed)
    assert not rest, f"an expression that the tests can't read: {text}"
    return value


def _word(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _either(words: list[re.Match[str]], context: Mapping[str, Any], failed: bool) -> Any:
    return _joined(words, context, failed, "||", _both)


def _both(words: list[re.Match[str]], context: Mapping[str, Any], failed: bool) -> Any:
    return _joined(words, context, failed, "&&", _equal)


def _joined(
    words: list[re.Match[str]],
    context: Mapping[str, Any],
    failed: bool,
    sign: str,
    below: Callable[..., Any],
) -> Any:
    value, words = below(words, context, failed)
    while words and words[0][1] == sign:
        other, words = below(words[1:], context, failed)
        value = (value or other) if sign == "||" else (value and other)
    return value, words


def _equal(words: list[re.Match[str]], context: Mapping[str, Any], failed: bool) -> Any:
    value, words = _single(words, context, failed)
    if words and words[0][1] in ("==", "!="):
        same = words[0][1] == "=="
        other, words = _single(words[1:], context, failed)
        value = (_word(value).casefold() == _word(other).casefold()) == same
    return value, words


def _single(words: list[re.Match[str]], context: Mapping[str, Any], failed: bool) -> Any:
    first, words = words[0], words[1:]
    sign, quoted, name, number = first.groups()
    if sign == "!":
        value, words = _single(words, context, failed)
        return not value, words
    if sign == "(":
        value, words = _either(words, context, failed)
        assert words[0][1] == ")"
        return value, words[1:]
    if quoted is not None:
        return quoted.replace("''", "'"), words
    if number is not None:
        return int(number), words
    if words and words[0][1] == "(":
        assert words[1][1] == ")", f"{name}() with words in it"
        known = {"success": not failed, "failure": failed, "always": True, "cancelled": False}
        return known[name], words[2:]
    return _looked_up(name, context), words


def _looked_up(name: str, context: Mapping[str, Any]) -> Any:
    top, *path = name.split(".")
    if name in ("true", "false"):
        return name == "true"
    assert top in context, f"there is no context {top}"
    value: Any = context[top]
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
