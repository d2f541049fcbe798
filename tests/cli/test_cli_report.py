import io
import json

import pytest

from showfeed.cli import report
from showfeed.problems import Level, Place, Problem

ERROR = Problem(
    Place("episodes/1, a.yaml", 3, 7), "date", "`x` is 100% no date", "write `1/2/2024`"
)
WARNING = Problem(Place("show.yaml"), "cover", "no cover", level=Level.WARNING)
ADVICE = Problem(Place("show.yaml"), "tip", "a tip", level=Level.ADVICE)
ALL = (ERROR, WARNING, ADVICE)


def test_text_ends_with_the_count_worst_first() -> None:
    assert report.text(ALL).splitlines() == [
        "episodes/1, a.yaml:3:7: error: `x` is 100% no date [date]",
        "    write `1/2/2024`",
        "show.yaml: warning: no cover [cover]",
        "show.yaml: advice: a tip [tip]",
        "1 error, 1 warning, 1 piece of advice",
    ]
    assert report.counts([ERROR, ERROR]) == "2 errors"


def test_colour_marks_the_level_only() -> None:
    assert "\x1b[1;31merror\x1b[0m: `x`" in report.text(ALL, colour=True)


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert report.colourful(Terminal())
    assert not report.colourful(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not report.colourful(Terminal())


def test_github_annotations_escape_what_ends_a_command() -> None:
    assert report.github(ALL).splitlines()[:2] == [
        "::error file=episodes/1%2C a.yaml,line=3,col=7,title=date::"
        "`x` is 100%25 no date%0Awrite `1/2/2024`",
        "::warning file=show.yaml,title=cover::no cover",
    ]


def test_sarif_names_rule_place_and_words() -> None:
    run = json.loads(report.sarif(ALL))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["cover", "date", "tip"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "episodes/1%2C%20a.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_json_gives_the_problems_back() -> None:
    assert report.from_values(json.loads(report.as_json(ALL))["problems"]) == ALL


def test_problems_are_told_beside_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    report.tell(())
    report.tell([WARNING])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("show.yaml: warning: no cover")
