"""What a build saw of the audio, kept beside its notes: unchanged, it is not read again.

The lock stays the truth. This only saves hashing gigabytes to find that they are as it says.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from showfeed.sources.media import Seen
from showfeed.targets.manifest import NOTES
from showfeed.targets.stamp import RACY_NS, jot

NAME = f"{NOTES}/audio.json"


def read_seen(to: Path, root: Path) -> dict[str, Seen]:
    """Return the audio of the show in *root* as the last build into *to* saw it."""
    try:
        stored = json.loads((to / NAME).read_bytes())
        if stored["root"] != str(root.absolute()):
            return {}
        return {
            str(href): Seen(int(size), int(mtime), str(digest))
            for href, (size, mtime, digest) in stored["files"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_seen(to: Path, root: Path, seen: Mapping[str, Seen], started_ns: int) -> None:
    """Note what a build that began at *started_ns* saw.

    A file of the last two seconds may change again in the same clock tick: it is left out.
    """
    trusted = {href: was for href, was in seen.items() if was.mtime < started_ns - RACY_NS}
    content = json.dumps({"root": str(root.absolute()), "files": dict(sorted(trusted.items()))})
    path = to / NAME
    try:
        if path.read_text(encoding="utf-8") == content:
            return
    except (OSError, ValueError):
        pass
    jot(str(path), content)
