"""What the machine knows or finds out, put into the show: guids, and facts of its audio."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.model import Chapter, Episode, MediaFacts, Show
from showfeed.problems import Level, Origin, Problem
from showfeed.sources import media
from showfeed.sources.identity import identify
from showfeed.sources.lock import Lock
from showfeed.sources.media import Seen


@dataclass(frozen=True)
class Settled:
    """The show with guids and facts, the lock that remembers them, and what is wrong.

    *seen* tells of the files that were read: handed in as *known* next time, it saves reading
    those that have not changed.
    """

    show: Show
    lock: Lock
    problems: tuple[Problem, ...]
    seen: Mapping[str, Seen] = field(default_factory=dict)


def settle(
    show: Show,
    lock: Lock,
    root: Path,
    *,
    moment: datetime,
    accept: bool = False,
    network: bool = True,
    known: Mapping[str, Seen] | None = None,
) -> Settled:
    """Settle identity and media facts. Measures only what the lock does not know."""
    identified = identify(
        show, lock, moment=moment, accept=accept, unread=_unread(show, lock, root)
    )
    problems = list(identified.problems)
    locked = dict(identified.lock.episodes)
    seen: dict[str, Seen] = {}
    episodes = []
    for episode in identified.show.episodes:
        audio, line = episode.audio, locked.get(episode.id)
        if audio is None or episode.live is not None:  # a stream has no length to measure
            episodes.append(episode)
            continue
        before = line.media.get(audio.href) if line else None
        ask = network and episode.finished and not episode.draft
        found = media.find(episode, audio, before, root, network=ask, known=known or {})
        facts = found.audio.facts
        problems += [found.problem] if found.problem else []
        if found.seen:
            seen[audio.href] = found.seen
        if line and facts:
            locked[episode.id] = replace(line, media={audio.href: facts})
        settled = replace(episode, audio=found.audio)
        if facts and episode.chapters_in_audio:
            settled = replace(settled, chapters=_chapters(episode, facts))
            problems += _silent(settled)
        episodes.append(settled)
    return Settled(
        replace(identified.show, episodes=tuple(episodes)),
        Lock(identified.lock.guid, locked),
        tuple(problems),
        seen,
    )


def _unread(show: Show, lock: Lock, root: Path) -> set[str]:
    """Return the locked ids whose file is there, though no episode could be read from it."""
    absent = lock.episodes.keys() - {episode.id for episode in show.episodes}
    names = {id_: [root / "episodes" / f"{id_}{e}" for e in (".yaml", ".yml")] for id_ in absent}
    return {id_ for id_, files in names.items() if any(_may_be(file) for file in files)}


def _may_be(file: Path) -> bool:
    """Tell whether a file is there, or may be there in a folder that can't be looked into."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except PermissionError:
        return True
    except (OSError, ValueError):  # an id that no file can have
        return False


def _chapters(episode: Episode, facts: MediaFacts) -> tuple[Chapter, ...]:
    """Return the chapters inside the audio; they are written where the author asked for them."""
    origin = Origin(episode.origin.at("chapters"))
    return tuple(
        Chapter(timedelta(milliseconds=start), title, origin=origin)
        for start, title in facts.chapters
    )


def _silent(episode: Episode) -> list[Problem]:
    """Tell where the author counts on chapters that are not in the audio."""
    if episode.chapters or episode.audio is None:
        return []
    return [
        Problem(
            episode.origin.at("chapters"),
            "audio-chapters",
            f"there are no chapters in {quoted(episode.audio.href)}",
            "write them here, as in `- 0:00 Introduction`, or leave the field out",
            Level.WARNING,
        )
    ]
