"""The golden shows: `make golden` rewrites what is expected of them; read the diff before a commit.

tests/shows/<name>/expected/ holds every byte of a sound show's output (but of cards and icons,
whose names bear what they are drawn from: another Pillow may pack them otherwise); a broken show's
tests/shows/<name>/expected.txt holds the exact words of `showfeed check`. docs/schema/ is written too.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SHOWS = Path(__file__).parent / "shows"
SCHEMAS = Path(__file__).parents[1] / "docs" / "schema"
DRAWN = re.compile(r"(.*/)?(card|icon)\.[0-9a-f]{10}\.(jpg|png)")
MOMENT = "2026-06-01T12:00:00Z"


def showfeed(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "showfeed", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below *folder*, but showfeed's own notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".showfeed" not in path.parts
    }


def copy_of(show: Path, to: Path) -> Path:
    """Copy a golden show's sources (not what is expected) into *to*/show."""
    return Path(
        shutil.copytree(show, to / "show", ignore=shutil.ignore_patterns("expected*", "public"))
    )


def built(show: Path, scratch: Path, **environment: str) -> dict[str, bytes]:
    """Build a copy of *show* as of MOMENT and return its output; its lock is part of it."""
    root = copy_of(show, scratch)
    run = showfeed("build", "--root", str(root), "--at", MOMENT, **environment)
    if run.returncode != 0:
        raise AssertionError(run.stdout + run.stderr)
    files = files_of(root / "public")
    for path in filter(DRAWN.fullmatch, files):
        files[path] = f"{len(files[path]) > 500 and files[path][:4].hex()}\n".encode()
    return {**files, "showfeed.lock": (root / "showfeed.lock").read_bytes()}


def checked(show: Path, scratch: Path) -> str:
    """Return what `showfeed check` says of a copy of *show*."""
    root = copy_of(show, scratch)
    run = showfeed("check", "--root", str(root))
    return run.stdout.replace(f"{root}/", "") + f"exit code {run.returncode}\n"


def sound() -> list[Path]:
    """Return the shows that must build."""
    return sorted(p for p in SHOWS.iterdir() if p.is_dir() and not p.name.startswith("broken"))


def broken() -> list[Path]:
    """Return the shows that must not."""
    return sorted(p for p in SHOWS.iterdir() if p.is_dir() and p.name.startswith("broken"))


def rewrite() -> None:
    """Write down what comes out today."""
    for which in ("show", "episode"):
        text = showfeed("schema", which).stdout
        (SCHEMAS / f"{which}.json").write_text(text, encoding="utf-8")
    for show in sound():
        with tempfile.TemporaryDirectory() as scratch:
            files = built(show, Path(scratch))
        shutil.rmtree(show / "expected", ignore_errors=True)
        for path, content in files.items():
            to = show / "expected" / path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)
        print(f"{show.name}: {len(files)} files")
    for show in broken():
        with tempfile.TemporaryDirectory() as scratch:
            text = checked(show, Path(scratch))
        (show / "expected.txt").write_text(text, encoding="utf-8")
        print(f"{show.name}: {text.splitlines()[-2] if text.count(chr(10)) > 1 else text}")


if __name__ == "__main__":
    rewrite()
