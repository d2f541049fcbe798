"""Following a hint makes its problem go away: what it says to write, written, is read."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EPISODE_MISTAKES, SHOW_MISTAKES

from showfeed.cli import pipeline
from showfeed.problems import Problem
from showfeed.sources.reading_rule import EPISODE, SHOW
from showfeed.sources.reading_rules import RULES_OF_READING

LINES = {"show.yaml": SHOW, "episodes/001.yaml": EPISODE}
MOMENT = pipeline.moment_of("2026-06-01T12:00:00Z")
IN_QUOTES = re.compile(r"(?:into quotes|begin a line below with `- `): `(.+)`(?:;|$)")
MEANT = re.compile(r"(?:write|write it like|did you mean) `(.+?)`(?!`)")
SAID = re.compile(r"`(.+?)`(?!`)|\b([0-9]+(?::[0-9]+)+)\b")


def with_line(path: str, line: str) -> dict[str, str]:
    """Return a show's files, with a line that stands in place of those of the same field."""
    field = line.split(":")[0]
    kept = [old for old in LINES[path].splitlines() if old.split(":")[0] != field]
    return {**LINES, path: "\n".join([*kept, line]) + "\n"}


def told(root: Path, files: dict[str, str]) -> list[Problem]:
    (root / "episodes").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    return list(pipeline.read(root, MOMENT).problems)


def followed(text: str, problem: Problem) -> str | None:
    """Do to a file what the hint says, as someone would who does not know YAML; None if it only explains."""
    lines = text.splitlines()
    at, column = problem.place.line - 1, problem.place.column - 1
    line = lines[at]
    meant = IN_QUOTES.search(problem.hint) or MEANT.search(problem.hint)
    said = [words or time for words, time in SAID.findall(problem.message)]
    said = [words for words in said if words in line[column:] and meant and words != meant[1]]
    if problem.rule == "duplicate-key" or problem.hint.startswith("leave it out"):
        del lines[at]
    elif meant is None:
        return None
    elif problem.rule == "yaml-comment":  # the value is what stands behind the field's name
        lines[at] = re.sub(r"^(\s*[\w-]+: ).*", lambda m: m[1] + meant[1], line)
    elif re.match(r"[a-z_]+: |- ", meant[1]) and problem.rule != "unknown-field":
        name = meant[1].split(" ")[0]
        if name not in line:
            return None
        lines[at] = line[: line.index(name)] + meant[1]
    elif said:  # of all words that the message names, those most like the better ones
        wrong = max(said, key=lambda words: SequenceMatcher(None, words, meant[1]).ratio())
        lines[at] = line[:column] + line[column:].replace(wrong, meant[1], 1)
    else:
        return None
    return "\n".join(lines) + "\n"


def assert_hints_help(root: Path, files: dict[str, str]) -> int:
    """Follow every hint, each on its own, and see its problem gone; return how many could be."""
    helped = 0
    before = told(root / "before", files)
    assert before, "nothing is wrong with this"
    for number, problem in enumerate(before):
        path = problem.place.path
        better = followed(files[path], problem) if problem.place.line else None
        if better is None:
            continue
        after = told(root / f"after{number}", {**files, path: better})
        same = [p for p in after if p.rule == problem.rule and p.place.line == problem.place.line]
        assert not same, f"{problem}\n--- then ---\n{better}\n--- still ---\n{same[0]}"
        helped += 1
    return helped


@pytest.mark.parametrize("line", EPISODE_MISTAKES)
def test_a_hint_about_an_episode_helps(tmp_path: Path, line: str) -> None:
    assert_hints_help(tmp_path, with_line("episodes/001.yaml", line))


@pytest.mark.parametrize("line", SHOW_MISTAKES)
def test_a_hint_about_a_show_helps(tmp_path: Path, line: str) -> None:
    assert_hints_help(tmp_path, with_line("show.yaml", line))


@pytest.mark.parametrize("name", RULES_OF_READING)
def test_the_hint_of_a_rules_example_helps(tmp_path: Path, name: str) -> None:
    rule = RULES_OF_READING[name]
    assert_hints_help(
        tmp_path, {**LINES, "show.yaml" if rule.of_show else "episodes/001.yaml": rule.bad}
    )


def test_most_hints_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    lines = [("episodes/001.yaml", line) for line in EPISODE_MISTAKES]
    lines += [("show.yaml", line) for line in SHOW_MISTAKES]
    helped = [
        assert_hints_help(tmp_path / str(number), with_line(path, line)) > 0
        for number, (path, line) in enumerate(lines)
    ]
    assert sum(helped) > 0.7 * len(lines)


WORDS = {
    "show.yaml": ["language: fr", "type: serial", "medium: audiobook", "categories: Business > Marketing", "timezone: Europe/Paris"],
    "episodes/001.yaml": ["kind: trailer", "people: Ana (producer)", "subtitle: words", "explicit: yes", "duration: 54 min", "date: 15 avril 2024"],
}  # fmt: skip


@st.composite
def slips(draw: st.DrawFn) -> dict[str, str]:
    """A line with a letter too many, too few, or another one.

    A colon is left out: within a category it makes two mistakes of one, told one after the other.
    """
    path = draw(st.sampled_from(sorted(WORDS)))
    line = draw(st.sampled_from(WORDS[path]))
    at = draw(st.integers(0, len(line) - 1))
    slip = draw(st.sampled_from(["", *"aez0 -#'\"&*!"]))
    return with_line(path, line[:at] + slip + line[at + draw(st.integers(0, 1)) :])


@settings(max_examples=80, deadline=None)
@given(slips())
def test_after_any_slip_every_hint_helps(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]
) -> None:
    root = tmp_path_factory.mktemp("slip")
    if told(root / "look", files):
        assert_hints_help(root, files)
