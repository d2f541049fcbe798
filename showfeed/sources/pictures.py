"""Pictures of the folder: what their headers say, without decoding them."""

import hashlib
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.model import Picture, PictureFacts
from showfeed.problems import Malformed

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
LARGEST = 50_000_000  # bytes


def inside(root: Path, href: str) -> Path:
    """Return where a path of the folder lies. Raises Malformed where it leads out of it."""
    path = root / href
    if href.startswith("/") or ".." in Path(href).parts or "\\" in href or "\0" in href:
        raise Malformed(
            f"{quoted(href)} leads out of the show's folder",
            "put the file into the folder and write its path from there",
        )
    return path


def read_picture(root: Path, href: str) -> Picture:
    """Return the picture that *href* names, with its facts; an address is taken as it is.

    Raises Malformed where there is no such file, or it is no picture that apps show.
    """
    if href.startswith(("https://", "http://")):
        return Picture(href)
    file = inside(root, href)
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise Malformed(f"{quoted(href)} is over 50 MB", "save it smaller")
        content = file.read_bytes()
    except OSError as error:
        raise Malformed(
            f"there is no picture {quoted(href)}",
            "write the path from the show's folder, as in `media/cover.jpg`, or an https address",
        ) from error
    return Picture(href, file, facts_of(href, content))


def facts_of(href: str, content: bytes) -> PictureFacts:
    """Return what a picture's header says."""
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=tuple(TYPES)) as image:
            (width, height), mode, kind = image.size, image.mode, image.format or ""
            transparent = "transparency" in image.info
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Malformed(
            f"{quoted(href)} is not a picture that apps can show", "save it as JPEG or PNG"
        ) from error
    if mode == "P" and transparent:
        mode = "PA"
    digest = hashlib.sha256(content).hexdigest()
    return PictureFacts(width, height, TYPES[kind], mode, len(content), digest)
