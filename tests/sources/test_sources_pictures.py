"""Pictures of the folder."""

import hashlib
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from showfeed.problems import Malformed
from showfeed.sources import pictures
from showfeed.sources.pictures import facts_of, inside, read_picture


def made(path: Path, mode: str = "RGB", size: tuple[int, int] = (30, 20)) -> bytes:
    Image.new(mode, size).save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.gif", "image/gif"),
    ],
)
def test_a_picture_has_the_facts_of_its_header(tmp_path: Path, name: str, type_: str) -> None:
    content = made(tmp_path / name)
    picture = read_picture(tmp_path, name)
    assert picture.href == name and picture.file == tmp_path / name
    assert picture.facts is not None
    assert (picture.facts.width, picture.facts.height, picture.facts.type) == (30, 20, type_)
    assert picture.facts.size == len(content)
    assert picture.facts.digest == hashlib.sha256(content).hexdigest()


def test_the_type_is_that_of_the_bytes_not_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(made(tmp_path / "b.png"))
    facts = read_picture(tmp_path, "a.jpg").facts
    assert facts and facts.type == "image/png"


def test_a_palette_with_a_transparent_colour_is_told(tmp_path: Path) -> None:
    Image.new("P", (4, 4)).save(tmp_path / "a.png", transparency=0)
    facts = read_picture(tmp_path, "a.png").facts
    assert facts and facts.mode == "PA"


def test_an_address_is_taken_as_it_is(tmp_path: Path) -> None:
    picture = read_picture(tmp_path, "https://example.com/a.jpg")
    assert picture.remote and picture.file is None and picture.facts is None


@pytest.mark.parametrize("href", ["../a.png", "/etc/a.png", "b/../../a.png", "b\\a.png", "a\0.png"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, href: str) -> None:
    with pytest.raises(Malformed, match="leads out of"):
        read_picture(tmp_path, href)
    with pytest.raises(Malformed, match="leads out of"):
        inside(tmp_path, href)


@pytest.mark.parametrize("href", ["none.png", "folder", "x" * 300, "a.png/b.png"])
def test_what_is_no_file_is_no_picture(tmp_path: Path, href: str) -> None:
    (tmp_path / "folder").mkdir()
    made(tmp_path / "a.png")
    with pytest.raises(Malformed, match="there is no picture"):
        read_picture(tmp_path, href)


def test_a_text_named_like_a_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("hello", encoding="utf-8")
    with pytest.raises(Malformed, match="not a picture that apps can show"):
        read_picture(tmp_path, "a.png")


def test_a_picture_of_too_many_pixels_is_never_decoded() -> None:
    for side in (12_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunk = b"IHDR" + header
        bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
        bomb += struct.pack(">I", zlib.crc32(chunk)) + struct.pack(">I", 0) + b"IDAT"
        with pytest.raises(Malformed, match="more pixels"):
            facts_of("a.png", bomb)


def test_a_picture_of_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(pictures.LARGEST + 1)
    with pytest.raises(Malformed, match="over 50 MB"):
        read_picture(tmp_path, "a.png")


def test_a_changed_picture_is_read_anew(tmp_path: Path) -> None:
    made(tmp_path / "a.png")
    first = read_picture(tmp_path, "a.png")
    assert read_picture(tmp_path, "a.png").facts is first.facts
    made(tmp_path / "a.png", size=(300, 200))
    second = read_picture(tmp_path, "a.png")
    assert second.facts and second.facts.width == 300


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_mutated_pictures_are_read_or_refused(data: st.DataObject) -> None:
    from io import BytesIO

    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, data.draw(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"])))
    content = bytearray(out.getvalue())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    try:
        facts_of("a", bytes(content[: data.draw(st.integers(0, len(content)))]))
    except Malformed as error:
        assert error.hint
