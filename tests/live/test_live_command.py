"""`check --live` at the command line: words, formats, exit codes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_site import Asking, Site, served

from showfeed.cli import main


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Site]:
    with served(tmp_path / "show") as here:
        here.write(*(f"part{number}" for number in range(7)))
        capsys.readouterr()
        yield here


def live(site: Site, *words: str) -> int:
    return main(["check", "--live", "--root", str(site.root), *words])


def closed(asking: Asking) -> bool:
    asking.send(b"", 403)
    return True


def test_a_sound_site_ends_well(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert live(site) == 0
    printed = capsys.readouterr()
    assert printed.out == "nothing to put right\n"
    assert printed.err == ""


def test_what_one_server_does_everywhere_is_told_five_times_and_counted(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.twists[".mp3"] = closed
    assert live(site) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("episodes/part0.yaml:3:8: error: `http://127.0.0.1:")
    assert sum("[served-status]" in line for line in lines) == 6
    assert (
        lines[-2] == "… and 2 more findings like these [served-status]; `--format json` lists all"
    )
    assert lines[-1] == "7 errors"
    assert live(site, "--format", "json") == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["path"] for problem in problems] == [
        f"episodes/part{number}.yaml" for number in range(7)
    ]
    assert live(site, "--format", "github") == 1
    assert capsys.readouterr().out.count("::error file=episodes/part") == 7


def test_one_episode_can_be_looked_at(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.twists["part3.mp3"] = closed
    assert live(site, "part2") == 0
    assert live(site, "part2", "part3") == 1
    capsys.readouterr()
    assert live(site, "part33") == 2
    assert "did you mean `part3`?" in capsys.readouterr().err


def test_nobody_sees_an_episode_of_tomorrow(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    words = (site.root / "episodes/part6.yaml").read_text(encoding="utf-8")
    later = words.replace("2024", "2094").replace("part6", "later")
    (site.root / "episodes/later.yaml").write_text(later, encoding="utf-8")
    (site.root / "episodes/later.vtt").write_bytes((site.root / "episodes/part6.vtt").read_bytes())
    (site.root / "media/later.mp3").write_bytes((site.root / "media/part6.mp3").read_bytes())
    assert live(site) == 0
    assert not any("later" in asking.path for asking in site.asked)
    capsys.readouterr()
    assert live(site, "later") == 1
    assert "`later` is not out yet" in capsys.readouterr().err


def test_a_show_with_errors_is_told_before_any_server_is_asked(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / "episodes/part0.yaml").write_text("title: x\ndate: 04/15/2024\n")
    assert live(site) == 1
    assert "episodes/part0.yaml:2:7: error" in capsys.readouterr().out
    assert site.asked == []


def test_a_site_that_can_not_be_reached_is_exit_code_3(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(asking: Asking) -> bool:
        raise ConnectionResetError

    site.twists["feed.xml"] = gone
    assert live(site) == 3
    assert "can't be reached" in capsys.readouterr().err


def test_a_rule_of_what_is_served_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "served-ranges"]) == 0
    assert "GET 206" in capsys.readouterr().out
