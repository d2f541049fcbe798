"""The theme: what docs/theme.md promises, from the folder to the page."""

import re
from pathlib import Path

import pytest

from showfeed import outputs
from showfeed.model import Show
from showfeed.problems import Problem, ShowfeedError
from showfeed.sources import folder

DOCS = Path(__file__).parents[2] / "docs" / "theme.md"
SHOW = """\
title: Water
url: https://water.example
description: About.
language: LANGUAGE
author: Ana
categories: Science
host: Ana
theme: theme
"""
EPISODE = (
    "title: One\ndate: 15/04/2024\naudio: https://water.example/a.mp3\nduration: 1:00\nnumber: 1\n"
)


def load(root: Path, files: dict[str, str | bytes], language: str = "en") -> folder.Loaded:
    (root / "episodes").mkdir()
    (root / "show.yaml").write_text(SHOW.replace("LANGUAGE", language), encoding="utf-8")
    (root / "episodes" / "one.yaml").write_text(EPISODE, encoding="utf-8")
    for name, content in files.items():
        to = root / "theme" / name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder.load(root)


def built(loaded: folder.Loaded) -> dict[str, str]:
    assert loaded.show is not None
    assert not loaded.problems, loaded.problems
    files = {}
    for artifact in outputs.build(loaded.show):
        files[artifact.path] = b"".join(artifact.pieces()).decode("utf-8", "replace")
    return files


def example(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_manual_s_example_of_ten_lines_does_what_it_says(tmp_path: Path) -> None:
    (css,), (template,) = example("css"), example("jinja")
    assert len((css + template).splitlines()) <= 10
    loaded = load(
        tmp_path, {"own.css": css, "base.html": template, "pan.png": b"x", "ours.woff2": b"y"}
    )
    files = built(loaded)
    assert files["own.css"] == css
    assert files["theme/pan.png"] == "x"
    assert files["theme/ours.woff2"] == "y"
    for path, up in (("index.html", ""), ("episodes/one/index.html", "../../")):
        page = files[path]
        assert "Made in Water’s kitchen." in page
        assert f'src="{up}theme/pan.png"' in page
        assert page.index("style.css?v=") < page.index("own.css?v=")
        assert '<footer class="bottom">' in page  # ours, above theirs
    assert "own.css?v=" in files["episodes/one/embed.html"]


def test_the_manual_s_words_reach_pages_and_notes(tmp_path: Path) -> None:
    (words,) = [text for text in example("yaml") if "words.yaml" in text]
    files = built(load(tmp_path, {"words.yaml": words}, "nl"))
    page = files["index.html"]
    assert "Abonneren" in page
    assert "1 aflevering<" in page
    assert "presentator" in page
    assert "Aflevering 1" in files["episodes/one/index.html"]
    assert "15 april 2024" in files["episodes/one/index.html"]
    assert "Downloads" in files["episodes/one/index.html"]  # left out: English
    assert "Ana (presentator)" in files["episodes/one/notes.txt"]


def test_styles_scripts_and_the_icon_are_replaced_by_name(tmp_path: Path) -> None:
    own = {"style.css": "body{}", "site.js": "// mine", "icon.svg": "<svg/>", "a/b.txt": "deep"}
    files = built(load(tmp_path, own))
    assert files["style.css"].endswith("body{}")
    assert ":root{color-scheme:light dark;" in files["style.css"]  # the cover's colours stay
    assert files["site.js"] == "// mine"
    assert '<link rel="icon" href="../../theme/icon.svg">' in files["episodes/one/index.html"]
    assert files["theme/a/b.txt"] == "deep"


def test_what_is_hidden_stays_at_home(tmp_path: Path) -> None:
    files = built(load(tmp_path, {".DS_Store": "x", ".git/config": "x", "own.css": ""}))
    assert not [path for path in files if "DS_Store" in path or "git" in path]


def test_every_file_of_the_theme_is_watched(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"own.css": "", "deep/er/x.png": b"1"})
    theme = tmp_path / "theme"
    for path in (theme, theme / "own.css", theme / "deep" / "er", theme / "deep" / "er" / "x.png"):
        assert path in loaded.inputs


def test_a_template_that_asks_for_what_there_is_not_stops_with_its_line(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"show.html": "line one\n{{ nothing_such }}\n"})
    assert not loaded.problems
    assert loaded.show is not None
    with pytest.raises(ShowfeedError, match=r"theme/show\.html:2: 'nothing_such' is undefined"):
        built(loaded)


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        ({"x.html": "a\n{% if %}\n"}, "theme/x.html:2:1", "in this template"),
        ({"words.yaml": "subscrib: Hei\n"}, "theme/words.yaml:1:1", "no word `subscrib`"),
        ({"words.yaml": "results: One\n"}, "theme/words.yaml:1:10", "has several forms"),
        ({"words.yaml": "results: {one: [x]}\n"}, "theme/words.yaml:1:10", "has several forms"),
        ({"words.yaml": "subscribe: [x]\n"}, "theme/words.yaml:1:12", "is one word"),
        ({"words.yaml": "- a\n"}, "theme/words.yaml:1:1", "no fields"),
        ({"own.css": b"\xff\xfe"}, "theme/own.css", "is not UTF-8"),
        ({"own.css": b" " * 2_000_001}, "theme/own.css", "over 2 MB"),
    ],
)
def test_a_mistake_in_the_theme_is_told_with_its_place(
    tmp_path: Path, files: dict[str, str | bytes], place: str, message: str
) -> None:
    (problem,) = load(tmp_path, files).problems
    assert str(problem).startswith(place), str(problem)
    assert message in problem.message
    assert problem.hint


def test_a_word_that_is_nearly_right_is_guessed(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, {"words.yaml": "subscrib: Hei\n"}).problems
    assert problem.hint == "did you mean `subscribe`?"


@pytest.mark.parametrize("name", ["nowhere", ".", "../away", "show.yaml", "x\\0y"])
def test_a_theme_that_is_no_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "episodes").mkdir()
    show = SHOW.replace("LANGUAGE", "en").replace("theme: theme", f'theme: "{name}"')
    (tmp_path / "show.yaml").write_text(show, encoding="utf-8")
    (tmp_path / "episodes" / "one.yaml").write_text(EPISODE, encoding="utf-8")
    problems: tuple[Problem, ...] = folder.load(tmp_path).problems
    assert [p.place.line for p in problems] == [8], problems


def test_a_show_without_theme_has_none(tmp_path: Path) -> None:
    assert Show("t", "u", "d", "en", "a").theme is None
