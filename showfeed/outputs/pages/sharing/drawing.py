"""A card as a JPEG, drawn with Pillow. Imported only where one must be drawn.

The font is ours and laid out without a shaping library, so the bytes depend on Pillow alone.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from showfeed.outputs.pages.sharing import letters
from showfeed.outputs.pages.sharing.card_text import LEADING, fitted
from showfeed.outputs.pages.sharing.cards import HEIGHT, WIDTH, Card
from showfeed.outputs.pages.sharing.letters import BOLD, PLAIN
from showfeed.outputs.pages.smaller import opaque

MARGIN = 72
SIDE = 486  # of the picture
GAP = 60
CORNER = 22
SIZES = (84, 76, 68, 62, 56, 50, 44, 40)
SMALL = (32, 28, 25)  # show, date and length
TALL, TWO = 330, 80  # heights: the title's, and two lines of the others
EM = 100  # pixels: the size at which words are measured
QUALITY = 80


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.BASIC  # what every Pillow has
    return ImageFont.truetype(BytesIO(letters.font(name)), size, layout_engine=layout)


def _width(name: str) -> Callable[[str], float]:
    """Return what measures a text in ems."""
    return partial(_measured, name)


@lru_cache(maxsize=4096)
def _measured(name: str, text: str) -> float:
    return _font(name, EM).getlength(text) / EM


def draw(card: Card) -> bytes:
    """Return the card's bytes. Without letters for its title, it is the picture alone."""
    title = letters.drawable(card.title, letters.known(BOLD))
    image = _ground(card.ground, card.file, card.picture, bool(title)).copy()
    if title:
        show, facts = (
            letters.drawable(text, letters.known(PLAIN)) for text in (card.show, card.facts)
        )
        _write(image, card, (show, title, facts))
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _write(image: Image.Image, card: Card, told: tuple[str, str, str]) -> None:
    """Write show, title and facts one below the other, together in the middle."""
    show, title, facts = told
    pen = ImageDraw.Draw(image)
    left = MARGIN + (SIDE + GAP if card.file else 0)
    room = WIDTH - MARGIN - left
    blocks = []
    if show:
        blocks += [(PLAIN, card.muted, *fitted(show, SMALL, _width(PLAIN), room, TWO), 20)]
    blocks += [(BOLD, card.ink, *fitted(title, SIZES, _width(BOLD), room, TALL), 26)]
    if facts:
        blocks += [(PLAIN, card.muted, *fitted(facts, SMALL, _width(PLAIN), room, TWO), 0)]
    height = sum(len(lines) * round(size * LEADING) + gap for *_, size, lines, gap in blocks)
    top = (HEIGHT - height) // 2
    for name, colour, size, lines, gap in blocks:
        for line in lines:
            pen.text((left, top), line, fill=colour, font=_font(name, size))
            top += round(size * LEADING)
        top += gap


@lru_cache(maxsize=8)
def _ground(colour: str, file: Path | None, digest: str, beside: bool) -> Image.Image:
    """Return what lies under the words: the picture on the colour, in the middle if alone."""
    image = Image.new("RGB", (WIDTH, HEIGHT), colour)
    picture = _picture(file, digest) if file else None
    if picture:
        left = MARGIN if beside else (WIDTH - SIDE) // 2
        image.paste(picture, (left, (HEIGHT - SIDE) // 2), _corners())
    return image


@lru_cache(maxsize=8)
def _picture(file: Path, digest: str) -> Image.Image | None:
    """Return a picture at the card's size, its middle. *digest* tells one from the next."""
    try:
        with Image.open(file) as image:
            image.draft("RGB", (SIDE * 2, SIDE * 2))
            whole = opaque(image)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return ImageOps.fit(whole, (SIDE, SIDE), Image.Resampling.LANCZOS)


@lru_cache(maxsize=1)
def _corners() -> Image.Image:
    """Return the mask that rounds a picture's corners; drawn larger, so that they are smooth."""
    large = Image.new("L", (SIDE * 4, SIDE * 4), 0)
    box = (0, 0, SIDE * 4 - 1, SIDE * 4 - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, CORNER * 4, fill=255)
    return large.resize((SIDE, SIDE), Image.Resampling.BOX)
