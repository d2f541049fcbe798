"""showfeed.lock: guids given out and media facts found, one line an episode so that git merges it.

JSON Lines, sorted by id; the first line is about the show. Only showfeed writes it.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from showfeed.model import MediaFacts
from showfeed.problems import Place, Problem

NAME = "showfeed.lock"
VERSION = 1
RESTORE = "restore the file from git (`git checkout showfeed.lock`) or put this line right by hand"


@dataclass(frozen=True)
class LockedEpisode:
    """An episode's guid, the date it was first locked with, and what its media files are."""

    id: str
    guid: str
    published: datetime | None = None
    media: Mapping[str, MediaFacts] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Lock:
    """The whole file: the show's podcast:guid and every locked episode by its id."""

    guid: str = ""
    episodes: Mapping[str, LockedEpisode] = field(default_factory=dict)


def parse_lock(text: str) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock; every line that can't be read is a problem. Never raises."""
    guid = ""
    episodes: dict[str, LockedEpisode] = {}
    problems: list[Problem] = []

    def problem(line: int, message: str, hint: str = RESTORE) -> None:
        problems.append(Problem(Place(NAME, line, 1), "lock", message, hint))

    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            problem(
                number,
                "git left the marks of a merge here",
                "keep the lines of both sides and delete the marks",
            )
            continue
        try:
            values = json.loads(line)
            if "showfeed" in values:
                if values["showfeed"] != VERSION:
                    problem(
                        number, "this lock is of another version of showfeed", "update showfeed"
                    )
                guid = _text(values["guid"])
                continue
            episode = _episode(values, number)
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
            problem(number, "this line is not as showfeed wrote it")
            continue
        if episode.id in episodes:
            problem(
                number,
                f"`{episode.id}` stands in line {episodes[episode.id].line} already",
                "keep the line whose guid is in the published feed, delete the other",
            )
            continue
        episodes[episode.id] = episode
    return Lock(guid, episodes), tuple(problems)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _episode(values: Any, line: int) -> LockedEpisode:
    published = values.get("published")
    moment = datetime.fromisoformat(published) if published else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError
    media = {href: _facts(facts) for href, facts in values.get("media", {}).items()}
    return LockedEpisode(_text(values["id"]), _text(values["guid"]), moment, media, line)


def _facts(values: Any) -> MediaFacts:
    seconds = values.get("seconds")
    return MediaFacts(
        size=int(values["size"]),
        type=_text(values["type"]),
        duration=None if seconds is None else timedelta(milliseconds=round(seconds * 1000)),
        digest=_text(values.get("sha256", "")),
        etag=_text(values.get("etag", "")),
        chapters=tuple((int(start), _text(title)) for start, title in values.get("chapters", ())),
    )


def format_lock(lock: Lock) -> str:
    """Write the lock; the inverse of `parse_lock`."""
    lines = [json.dumps({"showfeed": VERSION, "guid": lock.guid}, ensure_ascii=False)]
    for _, episode in sorted(lock.episodes.items()):
        values: dict[str, Any] = {"id": episode.id, "guid": episode.guid}
        if episode.published:
            values["published"] = episode.published.isoformat()
        if episode.media:
            values["media"] = {h: _values(facts) for h, facts in sorted(episode.media.items())}
        lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def _values(facts: MediaFacts) -> dict[str, Any]:
    values: dict[str, Any] = {"size": facts.size, "type": facts.type}
    if facts.duration is not None:
        values["seconds"] = facts.duration // timedelta(milliseconds=1) / 1000
    if facts.digest:
        values["sha256"] = facts.digest
    if facts.etag:
        values["etag"] = facts.etag
    if facts.chapters:
        values["chapters"] = [list(chapter) for chapter in facts.chapters]
    return values


def read_lock(root: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock of the show in *root*; none is an empty one."""
    try:
        return parse_lock((root / NAME).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Lock(), ()
    except UnicodeDecodeError:
        return Lock(), (Problem(Place(NAME), "lock", "the lock is not UTF-8 text", RESTORE),)


def write_lock(root: Path, lock: Lock) -> bool:
    """Write the lock whole or not at all; tell whether it changed. Raises OSError."""
    content = format_lock(lock).encode("utf-8")
    path = root / NAME
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    aside = root / f".{NAME}.{os.getpid()}.new"
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # guids must outlive a power cut: they are given out once
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return True
