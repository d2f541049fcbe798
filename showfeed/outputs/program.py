"""The program as part of what a file is made from: another one may write other bytes."""

import hashlib
import platform
import unicodedata
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from showfeed import __version__

FLOORS = ("model", "formats", "outputs")  # of showfeed's folders, those that make bytes
SOURCES = {".py", ".html", ".css", ".js"}
LIBRARIES = ("jinja2", "markupsafe")  # what else has a hand in a page when its values are known


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return a digest of all that turns values into bytes: our sources, libraries, Python."""
    libraries = [version(name) for name in LIBRARIES]
    about = (__version__, platform.python_version(), unicodedata.unidata_version, libraries)
    whole = hashlib.sha256(repr(about).encode())
    top = Path(__file__).parents[1]
    for floor in FLOORS:
        for file in sorted((top / floor).rglob("*")):
            if file.suffix in SOURCES:
                whole.update(f"{file.relative_to(top).as_posix()}\0".encode())
                whole.update(file.read_bytes())
    return whole.hexdigest()
