from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.new import next_number, quoted, slug


@pytest.mark.parametrize("text", ["", "- a", "a: b", "#3", "a #b", " a", "[a]", 'say "x"', "é\tü"])
def test_what_yaml_would_misread_is_quoted(text: str) -> None:
    import yaml

    assert yaml.load(quoted(text), Loader=yaml.BaseLoader) == text
    assert quoted(text).startswith('"')


def test_the_next_number_is_one_more_than_the_highest(tmp_path: Path) -> None:
    assert next_number(tmp_path) == 1
    (tmp_path / "007-a.yaml").write_text("title: a\n")
    (tmp_path / "x.yml").write_text("number: 11\n")
    (tmp_path / "20240415-b.yaml").write_text("title: dated\n")
    assert next_number(tmp_path) == 12
    assert slug("???") == ""


def test_a_new_episode_is_written_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/episode.json").write_text("{}")
    assert main(["new", "--root", str(tmp_path), "--title", "Été: un"]) == 0
    text = (tmp_path / "episodes/001-ete-un.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/episode.json\n")
    assert 'title: "Été: un"\n' in text
    assert "number: 1\n" in text
    assert text in capsys.readouterr().out
    assert main(["new", "--root", str(tmp_path), "--title", "Été: un"]) == 0
    assert (tmp_path / "episodes/002-ete-un.yaml").is_file()
