"""`check --explain` knows every rule that has a text, and answers a misspelt one."""

import pytest

from showfeed.checks import RULES
from showfeed.cli.explain import explanation, name_of
from showfeed.problems import UsageError
from showfeed.sources.reading_rules import RULES_OF_READING
from showfeed.sources.settling_rules import SETTLING_RULES


def test_every_rule_is_explained_in_words_and_most_by_example() -> None:
    for rule in map(name_of, RULES):
        assert "What it finds:" in explanation(rule)
    for rule, texts in RULES_OF_READING.items():
        assert texts.why in explanation(rule)
    for rule, why in SETTLING_RULES.items():
        assert explanation(rule) == f"{rule}\n\n{why}"


def test_no_rule_is_explained_twice() -> None:
    names = [*map(name_of, RULES), *RULES_OF_READING, *SETTLING_RULES]
    assert len(names) == len(set(names))


def test_a_misspelt_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `chapter-order`"):
        explanation("chapter-ordr")
