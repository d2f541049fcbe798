"""A revision of git → its files in another folder. Nothing of it is executed, no filter is run.

Git is asked for the names and the bytes of blobs alone, so neither hooks, filters (LFS) nor
attributes of the revision have a say. Audio stays out: showfeed.lock knows its facts.
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from showfeed.formats.quoting import quoted
from showfeed.problems import OutsideError, UsageError

AUDIO = (".mp3", ".m4a", ".m4b", ".mp4", ".m4v", ".mov", ".ogg", ".opus", ".flac", ".wav", ".aac")
LARGEST = 50_000_000  # bytes of a file; show files are far smaller
TOGETHER = 100  # files that git is asked for at once
ORDINARY = ("100644", "100755")


class Blob(NamedTuple):
    """A file of a revision: git's name of its bytes, and its path below the show's folder."""

    id: str
    path: str


def unpack(root: Path, revision: str, to: Path, environment: Mapping[str, str]) -> str:
    """Write the show's files as *revision* has them into *to*, and return the commit's id.

    Raises UsageError where there is no such revision.
    """
    commit = _git(
        root, environment, "rev-parse", "--verify", "--quiet", "--end-of-options",
        f"{revision}^{{commit}}",
    )  # fmt: skip
    if commit is None:
        raise UsageError(
            f"{quoted(revision)} is no address, no file and no revision of git here\n"
            "    write a feed's URL, the path of a feed, or a revision such as `main` or `HEAD~1`"
        )
    name = commit.decode("ascii").strip()
    listed = _git(root, environment, "ls-tree", "-r", "-z", "-l", name)
    blobs = files(listed or b"")
    for start in range(0, len(blobs), TOGETHER):
        for blob, content in _contents(root, environment, blobs[start : start + TOGETHER]):
            file = to / blob.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return name


def files(listed: bytes) -> tuple[Blob, ...]:
    """Return the files of `git ls-tree -r -z -l` that a show can be read from.

    >>> files(b"100644 blob 0a1b      12\\tshow.yaml\\x00120000 blob 0a1c  9\\tlink\\x00")
    (Blob(id='0a1b', path='show.yaml'),)
    """
    found = []
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, tab, path = line.partition("\t")
        parts = head.split()
        if not tab or len(parts) != 4 or parts[0] not in ORDINARY or not parts[3].isdecimal():
            continue
        pure = PurePosixPath(path)
        inside = not pure.is_absolute() and ".." not in pure.parts and "\\" not in path
        small = int(parts[3]) <= LARGEST and pure.suffix.lower() not in AUDIO
        if inside and small and ":" not in path:
            found.append(Blob(parts[2], path))
    return tuple(found)


def _contents(
    root: Path, environment: Mapping[str, str], blobs: tuple[Blob, ...]
) -> Iterator[tuple[Blob, bytes]]:
    """Give the bytes of files: git answers with a line of name, kind and size before each."""
    asked = "".join(f"{blob.id}\n" for blob in blobs).encode("ascii")
    answer = _git(root, environment, "cat-file", "--batch", asked=asked) or b""
    at = 0
    for blob in blobs:
        end = answer.find(b"\n", at)
        head = answer[at : max(end, at)]
        if not head.startswith(f"{blob.id} blob ".encode("ascii")):
            raise OutsideError(f"git can't read {quoted(blob.path)} of this revision")
        size = int(head.rpartition(b" ")[2])
        yield blob, answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(
    root: Path, environment: Mapping[str, str], *words: str, asked: bytes = b""
) -> bytes | None:
    """Ask git; nothing where it refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            input=asked,
            capture_output=True,
            env=dict(environment),
            timeout=120,
            check=False,
        )
    except FileNotFoundError as error:
        raise OutsideError("git is not here: it must be installed for a revision") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise OutsideError("git gave no answer") from error
    return done.stdout if done.returncode == 0 else None
