"""Every rule of the reader: its bad example is told at its place, its good one is not."""

from pathlib import Path

import pytest

from showfeed.problems import Problem
from showfeed.sources import folder
from showfeed.sources.reading_rule import EPISODE, SHOW
from showfeed.sources.reading_rules import RULES_OF_READING


def problems(root: Path, show: str, episode: str) -> list[Problem]:
    (root / "episodes").mkdir(parents=True)
    (root / "show.yaml").write_text(show, encoding="utf-8")
    (root / "episodes" / "001.yaml").write_text(episode, encoding="utf-8")
    return list(folder.load(root).problems)


@pytest.mark.parametrize("name", RULES_OF_READING)
def test_a_rule_tells_of_its_bad_example_and_not_of_its_good_one(name: str, tmp_path: Path) -> None:
    rule = RULES_OF_READING[name]
    bad = (rule.bad, EPISODE) if rule.of_show else (SHOW, rule.bad)
    found = problems(tmp_path / "bad", *bad)
    assert name in {problem.rule for problem in found}, found
    for problem in found:
        text = bad[0] if problem.place.path == "show.yaml" else bad[1]
        assert 1 <= problem.place.line <= len(text.splitlines())
        assert problem.hint
    good = (rule.good, EPISODE) if rule.of_show else (SHOW, rule.good)
    assert name not in {problem.rule for problem in problems(tmp_path / "good", *good)}
