"""JSON, feed, notes, page and audio list the same chapters."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from showfeed.cli import main
from showfeed.formats.chapters_json import parse_chapters_json
from showfeed.formats.chapters_psc import parse_psc
from showfeed.formats.timecode import format_clock, format_timecode, parse_timecode
from showfeed.sources.audio import measure_file

SAMPLE = Path(__file__).parents[2]
PSC = "{http://podlove.org/simple-chapters}chapters"


def test_every_output_lists_the_same_chapters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "show"
    for name in ("episodes", "media"):
        shutil.copytree(SAMPLE / name, root / name)
    text = (SAMPLE / "show.yaml").read_text(encoding="utf-8")
    (root / "show.yaml").write_text(f"{text}media: {{embed: yes}}\n", encoding="utf-8")
    assert main(["build", "--root", str(root), "--at", "2025-01-01"]) == 0
    capsys.readouterr()
    public = root / "public"
    items = {
        item.findtext("link").rstrip("/").rpartition("/")[2]: item
        for item in etree.parse(public / "feed.xml").iter("item")
    }
    compared = 0
    for folder in sorted((public / "episodes").iterdir()):
        if not (folder / "chapters.json").is_file():
            continue
        listed = [
            (chapter.start, chapter.title)
            for chapter in parse_chapters_json((folder / "chapters.json").read_text("utf-8"))
            if chapter.listed
        ]
        psc = etree.tostring(items[folder.name].find(PSC), encoding="unicode")
        assert [(c.start, c.title) for c in parse_psc(psc)] == listed
        notes = (folder / "notes.txt").read_text("utf-8")
        lines = [f"({format_clock(start)}) {title}" for start, title in listed]
        assert "\n".join(lines) in notes
        page = unescape(re.sub("<[^>]*>", " ", (folder / "index.html").read_text("utf-8")))
        assert all(title in page for _, title in listed)
        inside = measure_file(public / f"media/{folder.name}.mp3").facts.chapters
        assert [(parse_timecode(format_timecode(start)).total_seconds() * 1000, title) for start, title in listed] == [(at, title) for at, title in inside]  # fmt: skip
        compared += len(listed)
    assert compared > 6
