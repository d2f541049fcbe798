"""Pictures on pages: covers at a page's size, people's from the folder."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from showfeed import outputs
from showfeed.model import Show
from showfeed.sources import folder

SHOW = """\
title: Water
url: https://water.example
description: About.
language: en
author: Ana
categories: Science
cover: NAME
people:
  ana: {name: Ana, role: host, image: ana.png}
  ben: {name: Ben, role: guest, image: "https://ben.example/b.jpg"}
"""
EPISODE = "title: One\ndate: 15/04/2024\naudio: https://water.example/a.mp3\nduration: 1:00\npeople: [ana, ben]\n"


def load(root: Path, name: str, picture: Image.Image) -> Show:
    (root / "episodes").mkdir(parents=True)
    picture.save(root / name)
    Image.new("RGB", (90, 90), "green").save(root / "ana.png")
    (root / "show.yaml").write_text(SHOW.replace("NAME", name), encoding="utf-8")
    (root / "episodes" / "one.yaml").write_text(EPISODE, encoding="utf-8")
    loaded = folder.load(root)
    assert loaded.show is not None
    assert not loaded.problems, loaded.problems
    return loaded.show


def built(show: Show) -> dict[str, bytes]:
    return {a.path: b"".join(a.pieces()) for a in outputs.build(show)}


@pytest.mark.parametrize(
    ("name", "mode"), [("c.png", "RGB"), ("c.png", "RGBA"), ("c.jpg", "RGB"), ("c.png", "P")]
)
def test_a_large_cover_is_shown_at_the_size_of_a_page(tmp_path: Path, name: str, mode: str) -> None:
    files = built(load(tmp_path, name, Image.new(mode, (1500, 1500))))
    (path,) = [path for path in files if path.endswith(".640.jpg")]
    with Image.open(BytesIO(files[path])) as small:
        assert (small.size, small.format, small.mode) == ((640, 640), "JPEG", "RGB")
        if mode == "RGBA":
            assert small.getpixel((9, 9)) == (255, 255, 255)  # what is clear is white, not black
    assert f'src="{path}"'.encode() in files["index.html"]
    assert f'src="../../{path}"'.encode() in files["episodes/one/index.html"]
    whole = path.replace(".640.jpg", name[1:])
    assert files[whole] == (tmp_path / name).read_bytes()
    assert f"https://water.example/{whole}".encode() in files["feed.xml"]  # apps want it whole


def test_a_small_cover_is_shown_as_it_is(tmp_path: Path) -> None:
    files = built(load(tmp_path, "c.png", Image.new("RGB", (900, 900))))
    assert not [path for path in files if ".640." in path]
    assert b'src="cover.' in files["index.html"]


def test_the_same_cover_is_not_made_smaller_twice(tmp_path: Path) -> None:
    digests = []
    for place in ("here", "there"):
        show = load(tmp_path / place, "c.png", Image.new("RGB", (1500, 1500), "navy"))
        (copy,) = [a for a in outputs.build(show) if ".640." in a.path]
        assert callable(copy.content)  # called only where the digest is another
        digests.append(copy.digest)
    assert len(set(digests)) == 1


def test_people_s_pictures_come_from_the_folder_or_stay_where_they_are(tmp_path: Path) -> None:
    files = built(load(tmp_path, "c.png", Image.new("RGB", (90, 90))))
    (path,) = [path for path in files if path.startswith("images/ana.")]
    assert files[path] == (tmp_path / "ana.png").read_bytes()
    page = files["episodes/one/index.html"].decode()
    assert f'src="../../{path}"' in page
    assert 'src="https://ben.example/b.jpg"' in page
    feed = files["feed.xml"].decode()
    assert f'img="https://water.example/{path}"' in feed
    assert 'img="https://ben.example/b.jpg"' in feed
