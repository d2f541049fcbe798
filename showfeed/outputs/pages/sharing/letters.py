"""Which letters a font has, and what of a text can be drawn with them."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")  # a no-break space stays one
BOLD, PLAIN = "inter-bold", "inter-medium"
DROPPED = ("So", "Cs", "Co", "Cn", "Cc", "Cf")  # pictures, and what steers text
FITTINGS = {0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)}  # of emoji: style, keycap, skin


@lru_cache(maxsize=2)
def font(name: str) -> bytes:
    """Return one of our own fonts."""
    return files("showfeed.outputs.pages.sharing").joinpath("fonts", f"{name}.ttf").read_bytes()


@lru_cache(maxsize=2)
def known(name: str) -> frozenset[int]:
    """Return the characters that one of our own fonts has."""
    return letters(font(name))


def letters(font: bytes) -> frozenset[int]:
    """Return the characters that a TrueType font has: its `cmap` in format 4 or 12."""
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, at)
        if tag == b"cmap":
            return frozenset(_mapped(font, start))
    return frozenset()


def _mapped(font: bytes, start: int) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", font, start + 2)
    for number in range(tables):
        (offset,) = struct.unpack_from(">L", font, start + 4 + 8 * number + 4)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Give the characters of format 4: their ranges' ends, then, two bytes on, their starts."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    form = f">{twice // 2}H"
    ends = struct.unpack_from(form, font, at + 14)
    starts = struct.unpack_from(form, font, at + 16 + twice)
    for start, end in zip(starts, ends, strict=True):
        yield from range(start, min(end + 1, 0xFFFF))


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", font, at + 12)
    for number in range(count):
        start, end, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        yield from range(start, end + 1)


def drawable(text: str, having: frozenset[int]) -> str:
    """Return a text as it can be drawn, without emoji; "" where the font lacks a letter of it.

    A title with holes or boxes is worse than none.

    >>> latin = frozenset(range(32, 256))
    >>> drawable("Été 🌊 1️⃣ ©", latin), drawable("日本 2024", latin)
    ('Été 1 ©', '')
    """
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        code = ord(letter)
        if code == 0x202F and code not in having:
            kept.append("\N{NO-BREAK SPACE}")
        elif code in having or SPACES.fullmatch(letter):
            kept.append(letter)
        elif code not in FITTINGS and unicodedata.category(letter) not in DROPPED:
            return ""
    return SPACES.sub(" ", "".join(kept)).strip(" ")
