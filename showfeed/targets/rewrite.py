"""Files of a person written anew: all of them or none."""

import os
from collections.abc import Mapping
from pathlib import Path

from showfeed.problems import OutsideError


def rewrite(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Replace what each file holds (before, after), whole or not at all. Raises OutsideError.

    A file that changed meanwhile stops it before anything is written.
    """
    staged: list[tuple[str, str, bytes]] = []
    swapped: list[tuple[str, bytes]] = []
    try:
        for path, (before, after) in files.items():
            real = os.path.realpath(path)
            if Path(real).read_bytes() != before:
                raise OutsideError(
                    f"`{path}` changed meanwhile\n    nothing was written: try again"
                )
            aside = f"{real}.{os.getpid()}.new"
            staged.append((aside, real, before))
            _write(aside, after, os.stat(real).st_mode)
        for aside, real, before in staged:
            os.replace(aside, real)
            swapped.append((real, before))
    except OSError as error:
        for real, before in swapped:
            Path(real).write_bytes(before)
        raise OutsideError(
            f"`{error.filename or 'a file'}` can't be written: {error.strerror}\n"
            "    nothing was changed"
        ) from error
    finally:
        for aside, _, _ in staged:
            Path(aside).unlink(missing_ok=True)


def _write(path: str, content: bytes, mode: int) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(path, mode & 0o7777)
