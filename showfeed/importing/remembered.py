"""`.showfeed-import`: what an import wrote, so that the next one touches nothing that was edited.

JSON Lines like showfeed.lock, and committed like it: the first line about the show, then one an
episode by its guid. A field is known by a digest of its lines, a file by its address and digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from showfeed.problems import ShowfeedError

NAME = ".showfeed-import"
VERSION = 1
HINT = f"restore {NAME} (`git checkout HEAD -- {NAME}`), or delete it and import into a new folder"


def digest(content: str | bytes) -> str:
    """Return what names a piece of text, or a file."""
    content = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True)
class Written:
    """What was written of an episode (or show.yaml): its id, fields and files.

    *files* go from a name to address and digest; *facts* names what was known of the audio.
    """

    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    facts: str = ""


@dataclass(frozen=True)
class Remembered:
    """All that was imported: from where, and what by guid; "" is the show."""

    source: str = ""
    written: Mapping[str, Written] = field(default_factory=dict)

    @property
    def ids(self) -> dict[str, str]:
        """Return the id of each episode by its guid."""
        return {guid: written.id for guid, written in self.written.items() if guid}


def format_remembered(remembered: Remembered) -> str:
    """Write what was imported; the inverse of `parse_remembered`."""
    show = remembered.written.get("", Written(""))
    head: dict[str, Any] = {"showfeed-import": VERSION, "source": remembered.source}
    lines = [json.dumps(head | _values(show), ensure_ascii=False)]
    episodes = sorted((w.id, guid, w) for guid, w in remembered.written.items() if guid)
    for id_, guid, written in episodes:
        values = {"id": id_, "guid": guid} | _values(written)
        lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def _values(written: Written) -> dict[str, Any]:
    values: dict[str, Any] = {"fields": dict(written.fields)}
    if written.files:
        values["files"] = {name: list(of) for name, of in sorted(written.files.items())}
    if written.facts:
        values["facts"] = written.facts
    return values


def parse_remembered(text: str) -> Remembered:
    """Read what was imported. Raises ShowfeedError where it is not as it was written."""
    try:
        head, *rest = (json.loads(line) for line in text.splitlines() if line.strip())
        if head["showfeed-import"] != VERSION:
            raise ShowfeedError(f"{NAME} is of another version of showfeed\n    update showfeed")
        written = {"": _written("", head)}
        for values in rest:
            written[str(values["guid"])] = _written(str(values["id"]), values)
        return Remembered(str(head["source"]), written)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ShowfeedError(f"{NAME} is not as showfeed wrote it\n    {HINT}") from None


def _written(id_: str, values: Any) -> Written:
    files = {str(n): (str(u), str(d)) for n, (u, d) in values.get("files", {}).items()}
    fields = {str(name): str(of) for name, of in values["fields"].items()}
    return Written(id_, fields, files, str(values.get("facts", "")))
