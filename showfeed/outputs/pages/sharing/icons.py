"""The show as a small picture: in a browser's tab, and on a phone's screen."""

import hashlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from showfeed.artifacts import Artifact, Rank
from showfeed.model import Picture, Show
from showfeed.outputs.pages.smaller import opaque

SIDE = 180  # pixels: what a phone takes for its screen; a tab shrinks it
SHADES = 128
MAKER = "png 180 128 1"  # changes when the bytes would


def _digest(cover: Picture) -> str:
    known = cover.facts.digest if cover.facts else ""
    return hashlib.sha256(f"{known} {MAKER}".encode()).hexdigest()


def path_of(show: Show) -> str:
    """Return the icon's path, "" where no cover lies in the folder."""
    cover = show.cover
    here = cover is not None and cover.file is not None and cover.facts is not None
    return f"icon.{_digest(cover)[:10]}.png" if cover and here else ""


def artifacts(show: Show) -> Iterator[Artifact]:
    """Give the icon; it is made where it is not there yet."""
    path = path_of(show)
    if path and show.cover and show.cover.file:
        made = partial(_made, show.cover.file)
        yield Artifact(path, made, Rank.ASSET, _digest(show.cover))


def _made(file: Path) -> Iterator[bytes]:
    from PIL import Image, ImageOps

    with Image.open(file) as image:
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        whole = opaque(image)
    small = ImageOps.fit(whole, (SIDE, SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.quantize(SHADES, Image.Quantize.MEDIANCUT).save(written, "PNG", optimize=True)
    yield written.getvalue()
