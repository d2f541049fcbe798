"""What truly lies inside a folder: nothing behind a link, and no folder that is left empty."""

import hashlib
import os
import stat
from collections.abc import Collection


class Inside:
    """A folder's inside. Which folders are real is asked once: files come by the thousand."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._real = {"": True}

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file's bytes."""
        with open(f"{self._top}/{path}", "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def is_real(self, folder: str) -> bool:
        """Tell whether a folder is absent or truly inside ours, not behind a link or a file."""
        known = self._real.get(folder)
        if known is None:
            known = self.is_real(folder_of(folder))
            if known:
                try:
                    known = stat.S_ISDIR(os.lstat(f"{self._top}/{folder}").st_mode)
                except FileNotFoundError:
                    known = True
            self._real[folder] = known
        return known

    def tidy(self, paths: Collection[str]) -> None:
        """Take away the folders that are empty without these files."""
        folders = {folder_of(path) for path in paths}
        while folders - {""}:
            above = set()
            for folder in sorted(folders - {""}, reverse=True):
                try:
                    os.rmdir(f"{self._top}/{folder}")
                except OSError:
                    continue  # not empty: it holds files that stay
                above.add(folder_of(folder))
            folders = above


def folder_of(path: str) -> str:
    """Return the folder that a path lies in."""
    return path.rpartition("/")[0]
