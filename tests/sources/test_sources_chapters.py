"""Chapters where they are already: files, show notes, transcripts; mistakes with their places."""

from pathlib import Path

import pytest

from showfeed.sources.folder import load

SHOW = """\
title: S
url: https://s.example
description: D
language: en
author: A
categories: [History]
"""


def read(
    root: Path, fields: str, **files: str | bytes
) -> tuple[list[tuple[float, str, str]], list[str]]:
    """Return start, title and place of an episode's chapters, and what is told of the rest."""
    (root / "episodes").mkdir(exist_ok=True)
    (root / "show.yaml").write_text(SHOW)
    (root / "episodes/a.yaml").write_text(f"title: A\n{fields}", encoding="utf-8")
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (root / "episodes" / name.replace("__", ".")).write_bytes(data)
    loaded = load(root)
    assert loaded.show is not None
    (episode,) = loaded.show.episodes or (None,)
    chapters = episode.chapters if episode else ()
    found = [(c.start.total_seconds(), c.title, str(c.origin.place).partition("/")[2]) for c in chapters]  # fmt: skip
    return found, [f"{p.place}: {p.message}".partition("/")[2] for p in loaded.problems]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("c.json", '{"chapters": [\r\n {"startTime": 0, "title": "Start"},\n\n {"startTime": 60, "title": "Next"}]}', [(2, 2), (4, 2)]),
        ("c.psc", "<chapters>\n  <chapter start='1:00' title='Next'/>\n  <chapter start='0' title='Start'/></chapters>", [(3, 3), (2, 3)]),
        ("c.vtt", "WEBVTT\n\n00:00.000 --> 01:00.000\nStart\n\n01:00.000 --> 02:00.000\nNext\n", [(3, 1), (6, 1)]),
        ("c.txt", "\ufeff[0:00] Start\n\n  - 1:00 Next\n", [(1, 1), (3, 3)]),
        ("c.xyz", '[{"start": "0:00", "title": "Start"}, {"start": "1:00", "title": "Next"}]', [(1, 2), (1, 39)]),
    ],
)  # fmt: skip
def test_a_file_of_any_form_gives_chapters_with_their_places(
    tmp_path: Path, name: str, text: str, places: list[tuple[int, int]]
) -> None:
    found, told = read(tmp_path, f"chapters: {name}\n", **{name: text})
    expected = zip((0, 60), ("Start", "Next"), places, strict=True)
    assert found == [(at, title, f"{name}:{x}:{y}") for at, title, (x, y) in expected]
    assert told == []


def test_each_mistake_of_a_file_is_told_where_it_stands(tmp_path: Path) -> None:
    text = '{"chapters": [\n {"startTime": 0, "title": "A", "img": "no.png"},\n {"startTime": "x"},\n {"startTime": 9, "url": "javascript:alert(1)"}]}'
    _, told = read(tmp_path, "chapters: c.json\n", **{"c.json": text})
    assert [words.partition(": ")[0] for words in told] == ["c.json:2:2", "c.json:3:16", "c.json:4:2"]  # fmt: skip
    assert "there is no picture `no.png`" in told[0]


def test_a_picture_beside_the_chapters_goes_out_with_its_hash(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "episodes").mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "episodes/p.png")
    text = '{"chapters": [{"startTime": 0, "title": "A", "img": "p.png"}]}'
    read(tmp_path, "chapters: c.json\n", **{"c.json": text})
    show = load(tmp_path).show
    assert show
    image = show.episodes[0].chapters[0].image
    assert image and image.facts and image.href == "episodes/p.png"


def test_the_lines_of_a_text_are_told_with_line_and_column(tmp_path: Path) -> None:
    fields = "chapters: |   # all of them\n\n    0:00 One\n      1:00 Two\n    nothing\n"
    found, told = read(tmp_path, fields)
    assert found == [(0, "One", "a.yaml:4:5"), (60, "Two", "a.yaml:5:7")]
    assert told == ["a.yaml:6:5: `nothing` has no time"]
    found, told = read(tmp_path, 'chapters: "0:00 One\\n1:75 Two"\n')
    assert told == ["a.yaml:2:11: `1:75` has 75 seconds; a minute ends at 59"]


def test_the_show_notes_give_their_chapters(tmp_path: Path) -> None:
    notes = (
        "description: |\n  We met at 9:15.\n\n  - 0:00 One\n  - (6:09) [Two](https://a.example)\n"
    )
    found, told = read(tmp_path, f"chapters: description\n{notes}")
    assert found == [(0, "One", "a.yaml:6:3"), (369, "Two", "a.yaml:7:3")]
    assert told == []
    for without in ("description: At 9:15.\n", "description: [a]\n", ""):
        found, told = read(tmp_path, f"chapters: description\n{without}")
        assert found == []
        assert told[0].startswith("a.yaml:2:11: there are no chapters in the description")


@pytest.mark.parametrize(
    "field", ["b.txt", "[none.txt, b.txt]", "{file: b.txt, language: en}", "{en: b.txt}"]
)
def test_the_headings_of_a_transcript_are_chapters(tmp_path: Path, field: str) -> None:
    text = "# Talk\n\n## One [0:00]\nAna: Hi.\n\n## Two\n[6:09] Ben: Yes.\n"
    found, _ = read(tmp_path, f"chapters: transcript\ntranscript: {field}\n", **{"b.txt": text})
    assert found == [(0, "One", "b.txt:3:1"), (369, "Two", "b.txt:6:1")]


def test_notes_in_webvtt_are_chapters_and_none_are_told(tmp_path: Path) -> None:
    vtt = "WEBVTT\n\nNOTE Chapter: One\n\n00:00.000 --> 00:05.000\nHi\n"
    fields = "chapters: transcript\ntranscript: b.vtt\n"
    found, _ = read(tmp_path, fields, **{"b.vtt": vtt})
    assert found == [(0, "One", "b.vtt:3:1")]
    found, told = read(tmp_path, fields, **{"b.vtt": vtt.replace("NOTE Chapter", "NOTE x")})
    assert found == []
    assert told[-1].startswith("a.yaml:2:11: there are no chapters in the transcript")
