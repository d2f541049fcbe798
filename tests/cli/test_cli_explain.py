"""`check --explain` knows every rule that a message can bear, and answers a misspelt one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import showfeed
from showfeed.checks import RULES, feeds
from showfeed.cli.explain import explanation, name_of
from showfeed.problems import UsageError
from showfeed.sources.feed_rules import FEED_RULES
from showfeed.sources.reading_rules import RULES_OF_READING
from showfeed.sources.settling_rules import SETTLING_RULES

# Where the rule's name stands among what these are called with.
GIVEN_AT = {
    "Problem": 1,
    "note": 1,
    "_problem": 1,
    "Remark": 2,
    "Kind": 0,
    "of_text": 0,
    "matching": 0,
    "choice": 0,
    "remark": 0,
    "refuse": 0,
    "found": 1,
}
EXPLAINED = {*map(name_of, (*RULES, *feeds.RULES)), *RULES_OF_READING, *SETTLING_RULES, *FEED_RULES}


def called_rules(code: str) -> Iterator[str]:
    """Yield the rules' names that a module's text gives to those that make a problem."""
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else None
        at = GIVEN_AT.get(name or getattr(call.func, "id", ""))
        if at is None:
            continue
        words = [a.value if isinstance(a, ast.Constant) else None for a in call.args]
        if call.args and isinstance(call.args[0], ast.Starred):  # line and column in one
            words.insert(0, None)
        named = [k.value.value for k in call.keywords if k.arg == "rule" and isinstance(k.value, ast.Constant)]  # fmt: skip
        yield from (w for w in (*words[at : at + 1], *named) if isinstance(w, str))


def test_every_rule_that_a_message_can_bear_is_explained() -> None:
    found = {
        rule: str(module)
        for module in Path(showfeed.__file__).parent.rglob("*.py")
        for rule in called_rules(module.read_text(encoding="utf-8"))
    }
    assert len(found) > 60, "the search finds what it should"
    assert {"transcript-encoding", "chapter-order", "unknown-field"} <= found.keys()
    unexplained = {rule: module for rule, module in found.items() if rule not in EXPLAINED}
    assert not unexplained, "write a text in sources/reading_rules.py or settling_rules.py"


def test_every_rule_is_explained_in_words_and_most_by_example() -> None:
    for rule in map(name_of, RULES):
        assert "What it finds:" in explanation(rule)
    for rule, texts in RULES_OF_READING.items():
        assert texts.why in explanation(rule)
    for rule in map(name_of, feeds.RULES):
        assert "What it lets pass:" in explanation(rule)
    for rule, why in (SETTLING_RULES | FEED_RULES).items():
        assert explanation(rule) == f"{rule}\n\n{why}"


def test_no_rule_is_explained_twice() -> None:
    names = [*map(name_of, RULES), *map(name_of, feeds.RULES), *FEED_RULES]
    names += [*RULES_OF_READING, *SETTLING_RULES]
    assert len(names) == len(set(names))


def test_a_misspelt_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `chapter-order`"):
        explanation("chapter-ordr")
