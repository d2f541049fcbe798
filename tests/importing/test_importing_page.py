from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.sources.folder import load

SEED = Path(__file__).parents[3] / "shared" / "seed" / "be-my-product-3.page.txt"
PART = """Description

Who keeps the # lamp?

Transcription

  • #Ana

    Good evening.

  • #Ben

    It is late.

Chapters

  • #1 The door

    00:00

  • #2 The lamp

    06:09

Share
"""
HEAD = """undefined cover
#4 - The lamp cover
Keepers

#4 - The lamp

54min |15/04/2024
Play

"""


def test_a_page_gives_its_episode_once(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(HEAD + PART + HEAD + PART, "utf-8")
    folder = tmp_path / "show"
    assert main(["import", str(page), str(folder), "--url", "https://keepers.example"]) == 0
    text = (folder / "episodes" / "004-the-lamp.yaml").read_text("utf-8")
    assert text == (
        'title: "#4 - The lamp"\ndate: 2024-04-15 00:00 Z\nduration: 54 min\nchapters:\n'
        "  - 0:00 The door\n  - 6:09 The lamp\ntranscript: 004-the-lamp.txt\n"
        "description: |\n  Who keeps the # lamp?\n"
    )
    with (folder / "show.yaml").open("a", encoding="utf-8") as file:
        file.write("categories: Science\n")
    show = load(folder).show
    assert show is not None
    assert show.title == "Keepers"
    assert show.episodes[0].transcripts[0].speakers == ("Ana", "Ben")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert main(["import", str(page), str(folder), "--url", "https://keepers.example"]) == 0
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside the project")
def test_the_page_that_showfeed_began_with_comes_in(tmp_path: Path) -> None:
    assert main(["import", str(SEED), str(tmp_path / "show"), "--url", "https://new.example"]) == 0
    text = next((tmp_path / "show" / "episodes").glob("003-*.yaml")).read_text("utf-8")
    assert "duration: 54 min\n" in text
    assert "date: 2024-04-15" in text
    assert text.count("\n  - ") == 6
    spoken = next((tmp_path / "show" / "episodes").glob("003-*.txt")).read_text("utf-8")
    assert (
        spoken.count("• #")
        == SEED.read_text("utf-8").count("• #Jérôme") // 4
        + SEED.read_text("utf-8").count("• #Elisa") // 4
    )
