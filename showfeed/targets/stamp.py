"""Tell in a moment that nothing changed: what a build read and left, by size and time of change.

Imports nothing but what starts fast: this runs before YAML, feeds and pictures are thought of.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from showfeed.targets.manifest import NOTES, parse_manifest

# A file changed within two seconds of the build's start may change again in the same clock tick
# (FAT's is two seconds) without a trace: it is not trusted, and the next build looks again.
RACY_NS = 2_000_000_000

Options = Mapping[str, Any]


def unchanged(to: Path, options: Options, now_ns: int) -> Any:
    """Return what the last build into *to* reported if a build now would change nothing.

    None where anything differs: options, showfeed itself, an input, an output, or a due date.
    """
    notes = f"{os.fspath(to)}/{NOTES}"
    try:
        with open(f"{notes}/stamp.json", "rb") as file:
            stamp = json.load(file)
        with open(f"{notes}/manifest.json", "rb") as file:
            content = file.read()
        same = (
            stamp["options"] == options
            and stamp["program"] == program()
            and stamp["from"] <= now_ns < stamp["until"]
            and all(state(path) == was for path, was in stamp["inputs"].items())
            and _whole(os.fspath(to), content)
        )
        return stamp["report"] if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _whole(to: str, content: bytes) -> bool:
    """Tell whether every file of the manifest lies there as we left it."""
    manifest = parse_manifest(content)
    if manifest.pending or not manifest.files:
        return False
    for path, (_, size, mtime_ns, _) in manifest.files.items():
        now = os.lstat(f"{to}/{path}")
        if now.st_size != size or now.st_mtime_ns != mtime_ns:
            return False
    return True


def write_stamp(
    to: Path,
    options: Options,
    inputs: Iterable[Path],
    *,
    started_ns: int,
    until_ns: int,
    report: Any,
) -> bool:
    """Note what a build that began at *started_ns* read and said; say nothing if that is racy."""
    path = f"{os.fspath(to)}/{NOTES}/stamp.json"
    states = {os.path.abspath(item): state(os.path.abspath(item)) for item in inputs}
    latest = max((was[1] for was in states.values() if was), default=0)
    stamp = {
        "options": options,
        "program": program(),
        "from": started_ns,
        "until": until_ns,
        "inputs": states,
        "report": report,
    }
    if latest >= started_ns - RACY_NS:
        forget(to)
        return False
    return jot(path, json.dumps(stamp, separators=(",", ":")))


def jot(path: str, note: str) -> bool:
    """Write a note that only saves time, whole; where there is no room, do without it."""
    aside = f"{path}.new"
    try:
        with open(aside, "w", encoding="utf-8") as file:
            file.write(note)
        os.replace(aside, path)
    except OSError:  # what was built is there and whole: a full disk is no failure any more
        for stale in (aside, path):
            with suppress(OSError):
                os.unlink(stale)
        return False
    return True


def forget(to: Path) -> None:
    """Let the next build look at everything."""
    Path(to, NOTES, "stamp.json").unlink(missing_ok=True)


def state(path: str) -> list[Any]:
    """Return what tells a file or folder from a changed one; `[]` where there is none.

    >>> state("/nowhere/at/all")
    []
    """
    try:
        now = os.stat(path)
    except OSError:
        return []
    if not stat.S_ISDIR(now.st_mode):
        return [now.st_size, now.st_mtime_ns]
    return [sorted(os.listdir(path)), now.st_mtime_ns]


def program() -> list[Any]:
    """Return what changes when showfeed, Python or an installed library does."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sources = [
        os.stat(f"{folder}/{name}").st_mtime_ns
        for folder, _, names in os.walk(here)
        for name in names
        if name.endswith((".py", ".html", ".css", ".js"))
    ]
    libraries = [
        os.stat(folder).st_mtime_ns
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder)
    ]
    return [sys.version, len(sources), max(sources), libraries]
