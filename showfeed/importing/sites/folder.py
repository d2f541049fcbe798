"""The files of a site's folder. Nothing outside of it is ever read, whatever leads there."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

LARGEST = 25_000_000  # bytes of a text that is read
MOST = 200_000  # files that are looked at
# Where no page of an author lies: what others wrote, and what was made of pages.
SKIPPED = frozenset(
    "node_modules vendor themes resources public _site dist _layouts _includes _sass".split()
)


class SiteFolder:
    """A folder, read only."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.odd: set[str] = set()  # files whose names are no text

    def files(self, under: str = "", *, everything: bool = False) -> Iterator[str]:
        """Give the paths of the files, sorted; no link that leads out is followed."""
        left = MOST
        for folder, folders, names in os.walk(self.root / under, followlinks=False):
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and (everything or name not in SKIPPED)
            )
            for name in sorted(names):
                left -= 1
                if left < 0:
                    return
                path = Path(folder, name)
                if any("\ud800" <= letter <= "\udfff" for letter in str(path)):
                    self.odd.add(os.fsencode(path).decode("utf-8", "replace"))
                    continue
                if not name.startswith(".") and self._sound(path):
                    yield path.relative_to(self.root).as_posix()

    def _sound(self, path: Path) -> bool:
        """Tell whether a path is a plain file that lies within the folder, through all links."""
        try:
            real = path.resolve(strict=True)
            return real.is_relative_to(self.root) and stat.S_ISREG(real.stat().st_mode)
        except (OSError, RuntimeError, ValueError):
            return False

    def has(self, path: str) -> bool:
        """Tell whether there is such a file."""
        return self._sound(self.root / path)

    def find(self, written: str, *roots: str) -> str:
        """Return where a file is that a page names, below one of these folders; "" if nowhere.

        Raises Malformed where what is written leads out of the folder.
        """
        texts = dict.fromkeys((written, unquote(written)))
        paths = [_within(root, text) for text in texts for root in roots]
        for path in paths:
            if path and self.has(path):
                return path
        if ".." in written and not any(paths):
            raise Malformed(f"{quoted(written)} leads out of the folder: it is not taken")
        return ""

    def read(self, path: str) -> bytes:
        """Return what a file holds. Raises Malformed where it is too large or can't be read."""
        file = self.root / path
        if not self._sound(file):
            raise Malformed(f"{quoted(path)} is no file of the folder")
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST + 1)
        except OSError as error:
            raise Malformed(f"{quoted(path)} can't be read: {error.strerror}") from error
        if len(content) > LARGEST:
            raise Malformed(f"{quoted(path)} has over {LARGEST // 1_000_000} MB")
        return content


def _within(root: str, text: str) -> str:
    """Return a path below a folder of the site, "" where it leads out of it."""
    parts: list[str] = []
    for part in PurePosixPath(root, text.replace("\\", "/").lstrip("/")).parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) if "\0" not in text and text.strip("/ ") else ""
