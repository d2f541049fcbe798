from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from showfeed.model import Picture, PictureFacts
from showfeed.outputs.pages import colours
from showfeed.outputs.pages.oklch import contrast, format_hex, parse_rgb

PAIRS = {  # text, and the grounds on which it stands
    "ink": (("paper", "card", "mark"), 7),
    "muted": (("paper", "card", "mark"), 4.5),
    "link": (("paper", "card", "mark"), 4.5),
    "edge": (("paper", "card"), 3),
    "on-button": (("button",), 4.5),
    "band-ink": (("band",), 7),
    "band-muted": (("band",), 4.5),
    "band-link": (("band",), 4.5),
}
HOSTILE = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "mid grey": (128, 128, 128),
    "neon green": (57, 255, 20),
    "neon yellow": (255, 255, 0),
    "neon pink": (255, 16, 240),
    "pure blue": (0, 0, 255),
    "pure red": (255, 0, 0),
    "cyan": (0, 255, 255),
}


def assert_readable(colour: tuple[int, int, int]) -> None:
    accent = colours.accent([colour] * 16)
    for dark in (False, True):
        palette = colours.palette(accent, dark=dark)
        for text, (grounds, least) in PAIRS.items():
            for ground in grounds:
                assert contrast(palette[text], palette[ground]) >= least, (text, ground, dark)


@pytest.mark.parametrize("colour", HOSTILE.values(), ids=HOSTILE)
def test_text_is_readable_whatever_the_cover(colour: tuple[int, int, int]) -> None:
    assert_readable(colour)


@given(st.tuples(*[st.integers(0, 255)] * 3))
@settings(deadline=None, max_examples=60)
def test_text_is_readable_for_any_colour(colour: tuple[int, int, int]) -> None:
    assert_readable(colour)


@given(st.tuples(*[st.integers(0, 255)] * 3))
@settings(deadline=None, max_examples=60)
def test_a_colour_survives_the_way_there_and_back(colour: tuple[int, int, int]) -> None:
    written = format_hex(parse_rgb(*colour))
    back = [int(written[at : at + 2], 16) for at in (1, 3, 5)]
    assert all(abs(a - b) <= 1 for a, b in zip(back, colour, strict=True))


def cover(file: Path) -> Picture:
    return Picture(file.name, file, PictureFacts(9, 9, "image/png", "RGB", 9, file.name))


def test_another_cover_gives_other_colours_and_the_same_the_same(tmp_path: Path) -> None:
    styles = []
    for name, colour in (("red", "#c01020"), ("green", "#108040"), ("grey", "#777777")):
        Image.new("RGB", (300, 300), colour).save(tmp_path / f"{name}.png")
        styles.append(colours.style_of(cover(tmp_path / f"{name}.png")))
        colours.accent_of.cache_clear()
        assert colours.style_of(cover(tmp_path / f"{name}.png")) == styles[-1]
    assert all(one != other for one, other in combinations(styles, 2))
    assert styles[2] == colours.style_of(None)


def test_a_jpeg_and_a_png_of_one_picture_give_the_same_colours(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1600, 1600), "#203a70")
    picture.paste("#d8b040", (0, 0, 1600, 400))
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "a.jpg", quality=70)
    styles = {colours.style_of(cover(tmp_path / name)) for name in ("a.png", "a.jpg")}
    assert len(styles) == 1


def test_a_cover_that_can_t_be_read_gives_the_usual_colours(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nrest")
    assert colours.style_of(cover(tmp_path / "bad.png")) == colours.style_of(None)
