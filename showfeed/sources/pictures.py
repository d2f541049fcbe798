"""Pictures of the folder: what their headers say, without decoding them."""

import hashlib
import warnings
from functools import lru_cache
from pathlib import Path, PurePosixPath

from showfeed.formats.quoting import quoted
from showfeed.model import Picture, PictureFacts
from showfeed.problems import Malformed

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
LARGEST = 50_000_000  # bytes


def inside(root: Path, href: str) -> Path:
    """Return where a path of the folder lies. Raises Malformed where it leads out of it."""
    odd = "\\" in href or "\0" in href or Path(href).drive
    if odd or href.startswith("/") or ".." in PurePosixPath(href).parts:
        raise Malformed(
            f"{quoted(href)} leads out of the show's folder",
            "put the file into the folder and write its path from there, with `/`",
        )
    return root / href


def read_picture(root: Path, href: str) -> Picture:
    """Return the picture that *href* names, with its facts; an address is taken as it is.

    Raises Malformed where there is no such file, or it is no picture that apps show.
    """
    if href.startswith(("https://", "http://")):
        return Picture(href)
    file = inside(root, href)
    try:
        if not file.is_file():
            raise FileNotFoundError
        now = file.stat()
        facts = _facts_in(file, href, now.st_size, now.st_mtime_ns)
    except PermissionError as error:
        raise Malformed(
            f"{quoted(href)} can't be read: {error.strerror}",
            "give yourself the right to read it, as in `chmod u+r`",
        ) from error
    except (OSError, ValueError) as error:
        if isinstance(error, Malformed):
            raise
        raise Malformed(
            f"there is no picture {quoted(href)}",
            "write the path from the show's folder, as in `media/cover.jpg`, or an https address",
        ) from error
    return Picture(href, file, facts)


@lru_cache(maxsize=8192)
def _facts_in(file: Path, href: str, size: int, mtime: int) -> PictureFacts:
    """Read a file once, though a thousand episodes name it; another size or mtime is another."""
    if size > LARGEST:
        raise Malformed(f"{quoted(href)} is over 50 MB", "save it smaller: apps want under 0.5 MB")
    return facts_of(href, file.read_bytes())


def facts_of(href: str, content: bytes) -> PictureFacts:
    """Return what a picture's header says. Raises Malformed."""
    from io import BytesIO

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=tuple(TYPES)) as image:
                (width, height), mode, kind = image.size, image.mode, image.format or ""
                transparent = "transparency" in image.info
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Malformed(
            f"{quoted(href)} has more pixels than any app can show", "save it as 3000 × 3000"
        ) from error
    except Exception as error:  # Pillow meets any bytes, and raises what its plugins happen to
        raise Malformed(
            f"{quoted(href)} is not a picture that apps can show", "save it as JPEG or PNG"
        ) from error
    if mode == "P" and transparent:
        mode = "PA"
    digest = hashlib.sha256(content).hexdigest()
    return PictureFacts(width, height, TYPES[kind], mode, len(content), digest)
