"""The site's colours, taken from the cover: whatever it shows, text stands out from its ground."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from showfeed.model import Picture
from showfeed.outputs.pages.oklch import Colour, format_hex, parse_rgb, readable

DEFAULT = Colour(0.45, 0.09, 250)  # where there is no cover to look at, or it is grey
SIDE = 48  # pixels looked at, along each side
GREY = 0.03  # chroma below which a pixel has no hue to speak of
HUES = 24  # the wheel is cut into so many parts: small differences of decoders don't matter
TEXT = 4.6  # WCAG 2.2 AA wants 4.5 for text
SHAPE = 3.1  # … and 3 for what is no text


def style_of(cover: Picture | None) -> str:
    """Return the CSS variables of both schemes, as the cover has it."""
    file = cover.file if cover else None
    key = cover.facts.digest if cover and cover.facts else ""
    accent = accent_of(file, key) if file else DEFAULT
    light, dark = (palette(accent, dark=dark) for dark in (False, True))
    return (
        f":root{{color-scheme:light dark;{_declared(light)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_declared(dark)}}}}}\n"
    )


def _declared(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


@lru_cache(maxsize=8)
def accent_of(file: Path, digest: str) -> Colour:
    """Return the colour that a cover is remembered by. *digest* tells one cover from the next."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as image:
            image.draft("RGB", (SIDE * 8, SIDE * 8))  # a JPEG is then read at an eighth
            small = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return DEFAULT
    values = small.tobytes()
    return accent(zip(values[::3], values[1::3], values[2::3], strict=True))


def accent(pixels: Iterable[tuple[int, int, int]]) -> Colour:
    """Return the hue with most colour to it, as lively as its pixels are; grey covers have none.

    >>> accent([(200, 200, 200)] * 9) == DEFAULT, accent([(250, 20, 20)] * 9).hue
    (True, 22.5)
    """
    weights = [0.0] * HUES
    chromas = [0.0] * HUES
    total = 0
    for red, green, blue in pixels:
        total += 1
        colour = parse_rgb(red, green, blue)
        if colour.chroma < GREY:
            continue
        part = int(colour.hue * HUES / 360) % HUES
        weights[part] += colour.chroma
        chromas[part] += colour.chroma**2
    best = max(range(HUES), key=lambda part: (round(weights[part], 3), -part))
    if not total or weights[best] / total < 0.002:
        return DEFAULT
    chroma = min(max(chromas[best] / weights[best], 0.06), 0.17)
    return Colour(0.5, round(chroma, 2), (best + 0.5) * 360 / HUES)


def palette(accent: Colour, *, dark: bool) -> dict[str, str]:
    """Return the colours of a scheme by their names; every pair that meets is readable."""
    hue, chroma = accent.hue, accent.chroma
    tint = min(chroma, 0.012)
    lively = max(chroma, 0.12)
    if dark:
        paper, card = Colour(0.175, tint, hue), Colour(0.225, tint * 1.3, hue)
        ink, muted, line = (
            Colour(0.94, tint, hue),
            Colour(0.72, tint, hue),
            Colour(0.34, tint, hue),
        )
        link = Colour(0.78, 0.11, hue)
        mark = Colour(0.33, min(chroma, 0.06), hue)
    else:
        paper, card = Colour(0.985, tint * 0.5, hue), Colour(0.96, tint, hue)
        ink, muted, line = (
            Colour(0.22, tint, hue),
            Colour(0.5, tint * 1.5, hue),
            Colour(0.87, tint, hue),
        )
        link = Colour(0.45, lively, hue)
        mark = Colour(0.91, min(chroma, 0.055), hue)
    papers = (format_hex(paper), format_hex(card), format_hex(mark))
    band = Colour(0.3 if dark else 0.34, min(chroma, 0.09), hue)
    band_hex = format_hex(band)
    button = readable(Colour(0.5, lively, hue), ("#ffffff",), TEXT, darker=True)
    return {
        "paper": papers[0],
        "card": papers[1],
        "mark": papers[2],
        "line": format_hex(line),
        "ink": readable(ink, papers, 10, darker=not dark),
        "muted": readable(muted, papers, TEXT, darker=not dark),
        "link": readable(link, papers, TEXT, darker=not dark),
        "edge": readable(Colour(0.6, tint * 2, hue), papers, SHAPE, darker=not dark),
        "button": button,
        "on-button": "#ffffff",
        "band": band_hex,
        "band-ink": readable(Colour(0.97, tint, hue), (band_hex,), 7, darker=False),
        "band-muted": readable(Colour(0.86, tint * 2, hue), (band_hex,), TEXT, darker=False),
        "band-link": readable(Colour(0.9, min(chroma, 0.08), hue), (band_hex,), 7, darker=False),
    }
