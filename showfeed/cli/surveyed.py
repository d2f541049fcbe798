"""What a build found in transcripts, kept beside its notes: unchanged, they are not read again."""

import json
from collections.abc import Mapping
from pathlib import Path

from showfeed.sources.surveys import Survey
from showfeed.targets.manifest import NOTES
from showfeed.targets.stamp import jot

NAME = f"{NOTES}/transcripts.json"


def read_surveyed(to: Path) -> dict[str, Survey]:
    """Return what the last build into *to* found, if it was this very program's."""
    try:
        stored = json.loads((to / NAME).read_bytes())
        from showfeed.outputs.program import program_digest

        if stored["program"] != program_digest():
            return {}
        return {
            str(key): Survey(
                str(form), bool(timed), int(end), tuple(map(str, who)), int(longest), str(language)
            )
            for key, (form, timed, end, who, longest, language) in stored["found"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_surveyed(to: Path, found: Mapping[str, Survey]) -> None:
    """Note what this build found."""
    from showfeed.outputs.program import program_digest

    path = to / NAME
    content = json.dumps({"program": program_digest(), "found": dict(sorted(found.items()))})
    try:
        if path.read_text(encoding="utf-8") == content:
            return
    except (OSError, ValueError):
        pass
    jot(str(path), content)
