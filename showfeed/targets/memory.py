"""What a build leaves for the next in the folder of our notes: a file for each key, packed."""

import os
import zlib
from pathlib import Path

from showfeed.targets.manifest import NOTES

FASTEST = 1  # of zlib's levels


class FolderMemory:
    """A memory beside the notes of a folder.

    Whatever can't be read or written is simply not remembered: the build finds it out anew.
    """

    def __init__(self, to: Path) -> None:
        self._folder = f"{os.fspath(to)}/{NOTES}/memory"
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key."""
        self._used.add(key)
        try:
            with open(f"{self._folder}/{key}", "rb") as file:
                return zlib.decompress(file.read())
        except (OSError, zlib.error):
            return None

    def keep(self, key: str, value: bytes) -> None:
        """Keep a value; zlib's checksum tells later whether it was written whole."""
        self._used.add(key)
        try:
            os.makedirs(self._folder, exist_ok=True)
            with open(f"{self._folder}/{key}", "wb") as file:
                file.write(zlib.compress(value, FASTEST))
        except OSError:
            pass

    def forget_the_rest(self) -> None:
        """Take away what this build neither asked for nor kept."""
        try:
            for name in sorted(set(os.listdir(self._folder)) - self._used):
                os.unlink(f"{self._folder}/{name}")
        except OSError:
            pass
