"""Writing that is whole or not at all: a lock, files written aside, failures put in words."""

import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from showfeed.problems import OutsideError, ShowfeedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_WORDS = {
    errno.ENOSPC: ("the disk is full", "make room and build again"),
    errno.EDQUOT: ("the disk quota is used up", "make room and build again"),
    errno.EFBIG: ("a file is too large for that disk", "make room and build again"),
    errno.EACCES: ("writing there is not allowed", "change its permissions or choose `--out`"),
    errno.EPERM: ("writing there is not allowed", "change its permissions or choose `--out`"),
    errno.EROFS: ("that disk can only be read", "choose another folder with `--out`"),
    errno.ENOTDIR: ("a file is where a folder is needed", "move it, or choose `--out`"),
    errno.EEXIST: ("a file is where a folder is needed", "move it, or choose `--out`"),
}


def outside(folder: str, error: OSError) -> OutsideError:
    """Say in words why *folder* could not be written."""
    what, hint = _WORDS.get(error.errno or 0, (error.strerror or str(error), "see to it"))
    return OutsideError(
        f"`{folder}` can't be written: {what}\n"
        f"    {hint}; what was published before is as it was and still whole"
    )


@contextmanager
def told(folder: str) -> Iterator[None]:
    """Turn a failing disk into words."""
    try:
        yield
    except OSError as error:
        raise outside(folder, error) from error


def hold(path: str, folder: str) -> int:
    """Take the lock of a folder, or say that another build has it. Ends with the process."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise ShowfeedError(
            f"another build is writing `{folder}` right now\n"
            "    wait until it has ended, then build again"
        ) from None
    return lock


def write_new(path: str, pieces: Iterable[bytes]) -> os.stat_result:
    """Write a file that is not there yet and return how it lies on the disk."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        for piece in pieces:
            written = os.write(file, piece)
            while written < len(piece):
                written += os.write(file, memoryview(piece)[written:])
        return os.fstat(file)
    finally:
        os.close(file)


def heard(pieces: Iterable[bytes], listener: "hashlib._Hash") -> Iterator[bytes]:
    """Give the pieces; *listener* is told each of them."""
    for piece in pieces:
        listener.update(piece)
        yield piece


def link_or_copy(source: Path, path: str) -> os.stat_result:
    """Give a large file a second name, or copy it where the disk has no second names."""
    real = os.path.realpath(source)
    try:
        os.link(real, path)
    except OSError:
        import shutil

        shutil.copyfile(real, path)
    return os.stat(path)


def clear(folder: str) -> None:
    """Empty a folder of files that a killed run may have left, and take it away."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        os.unlink(f"{folder}/{name}")
    os.rmdir(folder)
