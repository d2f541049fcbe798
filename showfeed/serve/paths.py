"""The path of a request → the path of a file below the folder, or the reason why there is none."""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class BadPath(ValueError):
    """A path that no honest client asks for: it leads out of the folder or can't be read."""


@dataclass(frozen=True)
class Asked:
    """The file or folder asked for: its path without slashes at the ends."""

    path: str
    folder: bool

    @property
    def hidden(self) -> bool:
        """Tell whether a part of the path begins with a dot: such files are nobody's business."""
        return any(part.startswith(".") for part in self.path.split("/"))


def parse_path(raw: bytes) -> Asked:
    """Read a request's path. Dots and doubled slashes are resolved after decoding.

    >>> parse_path(b"/episodes//1/./x/../%C3%A9.txt")
    Asked(path='episodes/1/é.txt', folder=False)
    >>> parse_path(b"/%2e%2e/etc/passwd")
    Traceback (most recent call last):
        ...
    showfeed.serve.paths.BadPath
    """
    if not raw.startswith(b"/") or BROKEN.search(raw):
        raise BadPath
    decoded = unquote_to_bytes(raw)
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        raise BadPath from None
    if "\0" in text:
        raise BadPath
    parts: list[str] = []
    given = text[1:].split("/")
    for part in given:
        if part == "..":
            if not parts:
                raise BadPath
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return Asked("/".join(parts), given[-1] in ("", ".", ".."))
