"""Same show, same bytes: on another day, in another zone, locale, folder and hash seed."""

from pathlib import Path

import golden
import pytest

SHOW = golden.SHOWS / "everything"


def test_zone_locale_hash_seed_and_folder_leave_no_trace_in_the_output(tmp_path: Path) -> None:
    here = golden.built(SHOW, tmp_path / "here", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    (tmp_path / "far away é").mkdir()
    there = golden.built(
        SHOW,
        tmp_path / "far away é",
        TZ="Pacific/Apia",
        LC_ALL="fr_FR.UTF-8",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="999",
    )
    assert here == there


def test_another_day_changes_nothing_while_no_episode_becomes_due(tmp_path: Path) -> None:
    root = golden.copy_of(SHOW, tmp_path)
    outputs = []
    for moment, out in (("2026-06-01T12:00:00Z", "one"), ("2027-02-03T04:05:06Z", "two")):
        run = golden.showfeed(
            "build", "--root", str(root), "--at", moment, "--out", str(tmp_path / out)
        )
        assert run.returncode == 0, run.stdout + run.stderr
        outputs.append(golden.files_of(tmp_path / out))
    assert outputs[0] == outputs[1]


def test_a_new_episode_changes_its_own_files_the_feed_and_the_index_alone(tmp_path: Path) -> None:
    root = golden.copy_of(SHOW, tmp_path)
    assert golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT).returncode == 0
    before = golden.files_of(root / "public")
    (root / "episodes" / "900-new.yaml").write_text(
        "title: A new one\ndate: 01/05/2026\naudio: https://127.0.0.1:9/never.mp3\nduration: 1:00\nkind: bonus\n",
        encoding="utf-8",
    )
    run = golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT, "--offline")
    assert run.returncode == 0, run.stdout + run.stderr
    after = golden.files_of(root / "public")
    touched = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    # Pages of other episodes too, where they lead to the new one: so few are all related.
    assert {p for p in touched if not p.startswith("episodes/")} == {
        "feed.xml",
        "feed/2.xml",  # the show is limited to two episodes a page
        "index.html",
        "archive/index.html",
        "search/index.json",
        "search/0.txt",
        "sitemap.xml",
    }


@pytest.mark.parametrize("edit", ["title", "host", "audio"])
def test_a_guid_outlives_a_new_title_host_and_audio(tmp_path: Path, edit: str) -> None:
    root = golden.copy_of(golden.SHOWS / "minimal", tmp_path)
    assert golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT).returncode == 0

    def guids() -> list[str]:
        from lxml import etree

        feed = etree.parse(str(root / "public" / "feed.xml"))
        return [
            *feed.xpath("//item/guid/text()"),
            *feed.xpath("//*[local-name()='guid' and namespace-uri()!='']/text()"),
        ]

    before = guids()
    episode, show = root / "episodes" / "001-one.yaml", root / "show.yaml"
    if edit == "title":
        episode.write_text(episode.read_text().replace("title: ", "title: New "))
    elif edit == "host":
        show.write_text(show.read_text().replace("minimal.example", "moved.example"))
    else:
        (root / "media" / "one.mp3").rename(root / "media" / "new.mp3")
        episode.write_text(episode.read_text().replace("one.mp3", "new.mp3"))
    run = golden.showfeed("build", "--root", str(root), "--at", golden.MOMENT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert guids() == before
    assert len(before) == 2
