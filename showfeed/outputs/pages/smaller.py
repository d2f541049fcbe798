"""Pictures at the size of a page: a cover of 3000 pixels is for directories, not for phones."""

import hashlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.artifacts import Artifact, Rank
from showfeed.model import Picture, Show
from showfeed.outputs import addresses, media

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

SIDE = 640  # pixels: a cover is shown at 320 at most, on screens of twice as many
LARGE = 1000  # pixels above which it is worth it
QUALITY = 82
MAKER = "jpeg 640 82 1"  # changes when the bytes would


def worth_it(picture: Picture) -> bool:
    """Tell whether a page shows a smaller copy."""
    facts = picture.facts
    return facts is not None and picture.file is not None and min(facts.width, facts.height) > LARGE


def path_of(show: Show, picture: Picture) -> str:
    """Return the path of the copy: the picture's own, with its size."""
    whole = addresses.picture_path(picture, cover=picture == show.cover)
    return f"{whole.rpartition('.')[0]}.{SIDE}.jpg"


def copies(show: Show) -> Iterator[Artifact]:
    """Give the smaller copies of what pages show; each is made where it is not there yet."""
    found: dict[str, Artifact] = {}
    for picture in media.pictures(show):
        if worth_it(picture) and picture.file and picture.facts:
            path = path_of(show, picture)
            digest = hashlib.sha256(f"{picture.facts.digest} {MAKER}".encode()).hexdigest()
            found[path] = Artifact(path, partial(_made, picture.file), Rank.MEDIA, digest)
    for _, artifact in sorted(found.items()):
        yield artifact


def opaque(image: "ImageFile") -> "Image":
    """Return a picture in red, green and blue, on white where one could see through it."""
    from PIL import Image

    image.load()
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    whole = Image.new("RGB", clear.size, "white")
    whole.paste(clear, mask=clear.getchannel("A"))
    return whole


def _made(file: Path) -> Iterator[bytes]:
    from PIL import Image

    with Image.open(file) as image:
        image.draft("RGB", (SIDE, SIDE))
        whole = opaque(image)
        whole.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        written = BytesIO()
        whole.save(written, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    yield written.getvalue()
