"""showfeed.lock: guids given out and media facts found, one line an episode so that git merges it.

JSON Lines, sorted by id; the first line is about the show. Only showfeed writes it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from showfeed.model import Show
from showfeed.problems import Malformed, OutsideError, Place, Problem
from showfeed.sources.lock_lines import (
    RESTORE,
    LockedEpisode,
    format_header,
    format_line,
    parse_line,
)

__all__ = [
    "NAME",
    "Lock",
    "LockedEpisode",
    "format_lock",
    "parse_lock",
    "read_lock",
    "remember",
    "write_lock",
]

NAME = "showfeed.lock"


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
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = parse_line(line, number)
            if isinstance(found, str):
                guid = _header(found, guid, not guid and not episodes)
            else:
                episodes[found.id] = _new(found, episodes)
        except Malformed as error:
            problems.append(Problem(Place(NAME, number, 1), "lock", error.message, error.hint))
    if not guid and not problems:
        words = "the first line, with the show's guid, is missing"
        problems.append(Problem(Place(NAME, 1, 1), "lock", words, RESTORE))
    return Lock(guid, episodes), tuple(problems)


def _header(found: str, before: str, first: bool) -> str:
    if not found:
        raise Malformed("the show's guid is empty", RESTORE)
    if not first:
        raise Malformed(
            f"`{before or found}` is the show's guid, and this line gives it again or too late",
            "keep the line whose guid is in the published feed as the first one",
        )
    return found


def _new(episode: LockedEpisode, episodes: Mapping[str, LockedEpisode]) -> LockedEpisode:
    if episode.id in episodes:
        raise Malformed(
            f"`{episode.id}` stands in line {episodes[episode.id].line} already",
            "keep the line whose guid is in the published feed, delete the other",
        )
    return episode


def format_lock(lock: Lock) -> str:
    """Write the lock; the inverse of `parse_lock`."""
    episodes = (format_line(episode) for _, episode in sorted(lock.episodes.items()))
    return "\n".join((format_header(lock.guid), *episodes)) + "\n"


def remember(lock: Lock, show: Show) -> Lock:
    """Return the lock with the facts of the show's audio as they are now."""
    locked = dict(lock.episodes)
    for episode in show.episodes:
        audio, line = episode.audio, locked.get(episode.id)
        if line and audio and audio.facts and audio.href in line.media:
            locked[episode.id] = replace(line, media={audio.href: audio.facts})
    return Lock(lock.guid, locked)


def read_lock(root: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock of the show in *root*; none is an empty one."""
    try:
        return parse_lock((root / NAME).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Lock(), ()
    except UnicodeDecodeError:
        return Lock(), (Problem(Place(NAME), "lock", "the lock is not UTF-8 text", RESTORE),)
    except OSError as error:
        raise OutsideError(
            f"{NAME} can't be read: {error.strerror}\n"
            "    give yourself the right to read it, as in `chmod u+r`; nothing was changed"
        ) from error


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
