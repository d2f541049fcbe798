"""Colours as people see them: OKLCH ⇄ sRGB, and the contrast of WCAG."""

import math
from typing import NamedTuple


class Colour(NamedTuple):
    """A colour: lightness 0–1, chroma 0–0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def parse_rgb(red: int, green: int, blue: int) -> Colour:
    """Return an sRGB colour of 0–255 as OKLCH (Björn Ottosson's matrices).

    >>> round(parse_rgb(255, 255, 255).lightness, 3)
    1.0
    """
    r, g, b = (_linear(value / 255) for value in (red, green, blue))
    l = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)  # noqa: E741
    m = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    x = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    y = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    return Colour(light, math.hypot(x, y), math.degrees(math.atan2(y, x)) % 360)


def format_hex(colour: Colour) -> str:
    """Return `#rrggbb`; what no screen shows is brought in by taking chroma away.

    >>> format_hex(parse_rgb(17, 102, 204)), format_hex(Colour(0.9, 0.4, 140))[0]
    ('#1166cc', '#')
    """
    light, chroma, hue = colour
    while True:
        values = _rgb(light, chroma, hue)
        if chroma <= 0 or all(-0.0005 <= value <= 1.0005 for value in values):
            break
        chroma = max(0.0, chroma - 0.004)
    return "#" + "".join(f"{round(_curved(min(max(v, 0.0), 1.0)) * 255):02x}" for v in values)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written `#rrggbb`, 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Colour, on: tuple[str, ...], least: float, *, darker: bool) -> str:
    """Return the colour, made darker or lighter until it stands out from all that it is *on*."""
    light = colour.lightness
    while True:
        found = format_hex(colour._replace(lightness=light))
        if all(contrast(found, paper) >= least for paper in on) or not 0 < light < 1:
            return found
        light = max(0.0, light - 0.01) if darker else min(1.0, light + 0.01)


def _luminance(written: str) -> float:
    r, g, b = (_linear(int(written[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _curved(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _rgb(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return linear light of red, green and blue, outside of 0–1 where no screen shows it."""
    x, y = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l = (light + 0.3963377774 * x + 0.2158037573 * y) ** 3  # noqa: E741
    m = (light - 0.1055613458 * x - 0.0638541728 * y) ** 3
    s = (light - 0.0894841775 * x - 1.2914855480 * y) ** 3
    return (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )
