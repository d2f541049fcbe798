"""What the machine knows or finds out, put into the show: guids, and facts of its audio."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.model import Audio, Chapter, Episode, MediaFacts, Show
from showfeed.problems import Level, Malformed, OutsideError, Problem
from showfeed.sources.identity import identify
from showfeed.sources.lock import Lock, LockedEpisode
from showfeed.sources.pictures import inside


@dataclass(frozen=True)
class Settled:
    """The show with guids and facts, the lock that remembers them, and what is wrong."""

    show: Show
    lock: Lock
    problems: tuple[Problem, ...]


def settle(
    show: Show,
    lock: Lock,
    root: Path,
    *,
    moment: datetime,
    accept: bool = False,
    network: bool = True,
    known: Mapping[str, tuple[int, int, str]] | None = None,
) -> Settled:
    """Settle identity and media facts. Measures only what the lock does not know.

    *known* tells of files whose digest was taken already: path → size, mtime in ns, digest.
    """
    identified = identify(show, lock, moment=moment, accept=accept)
    problems = list(identified.problems)
    locked = dict(identified.lock.episodes)
    episodes = []
    for episode in identified.show.episodes:
        line = locked.get(episode.id)
        audio, found = _audio(episode, line, root, network, known or {})
        problems += found
        episodes.append(_with_audio(episode, audio))
        if line is not None:
            facts = {audio.href: audio.facts} if audio and audio.facts else {}
            locked[episode.id] = replace(line, media=facts)
    return Settled(
        replace(identified.show, episodes=tuple(episodes)),
        Lock(identified.lock.guid, locked),
        tuple(problems),
    )


def _with_audio(episode: Episode, audio: Audio | None) -> Episode:
    chapters = episode.chapters
    if episode.chapters_in_audio and audio and audio.facts:
        chapters = tuple(
            Chapter(timedelta(milliseconds=start), title, origin=episode.origin)
            for start, title in audio.facts.chapters
        )
    return replace(episode, audio=audio, chapters=chapters)


def _audio(
    episode: Episode,
    line: LockedEpisode | None,
    root: Path,
    network: bool,
    known: Mapping[str, tuple[int, int, str]],
) -> tuple[Audio | None, list[Problem]]:
    """Return the episode's audio with what is known of it."""
    audio = episode.audio
    if audio is None or episode.live is not None:  # a stream has no length to measure
        return audio, []
    before = line.media.get(audio.href) if line else None
    place = episode.origin.at("audio")
    try:
        if audio.remote:
            return _remote(audio, before, network, episode)
        file = inside(root, audio.href)
        if not file.is_file():
            if before is None:
                raise Malformed(
                    f"there is no audio {quoted(audio.href)}",
                    "write the path from the show's folder, or its https address; "
                    "with the audio elsewhere, build once where it is and commit showfeed.lock",
                )
            return replace(audio, facts=before), []
        return _local(replace(audio, file=file), file, before, known, episode)
    except Malformed as error:
        return audio, [Problem(place, "audio", error.message, error.hint)]


def _local(
    audio: Audio,
    file: Path,
    before: MediaFacts | None,
    known: Mapping[str, tuple[int, int, str]],
    episode: Episode,
) -> tuple[Audio, list[Problem]]:
    from showfeed.sources.audio import digest_of, measure_file

    now = file.stat()
    if before is not None and before.size == now.st_size:
        size, mtime, digest = known.get(str(file), (-1, -1, ""))
        if (size, mtime) != (now.st_size, now.st_mtime_ns):
            digest = digest_of(file)
        if digest == before.digest:
            return replace(audio, facts=before), []
    measured = measure_file(file)
    if measured.pointer:  # git LFS left its note instead of the audio
        if before is not None and before.digest in ("", measured.facts.digest):
            return replace(audio, file=None, facts=before), []
        raise Malformed(
            f"{quoted(audio.href)} is git LFS's note of the audio, not the audio",
            "run `git lfs pull`, build, and commit showfeed.lock",
        )
    problems = []
    if before is not None:
        problems.append(
            Problem(
                episode.origin.at("audio"),
                "audio-replaced",
                f"{quoted(audio.href)} is not the audio that was published",
                "apps that have the episode keep the old one; for the new one to be fetched, give "
                "the file another name (its URL changes, the guid stays)",
                Level.WARNING,
            )
        )
    return replace(audio, facts=measured.facts), problems


def _remote(
    audio: Audio, before: MediaFacts | None, network: bool, episode: Episode
) -> tuple[Audio, list[Problem]]:
    if before is not None:
        return replace(audio, facts=before), []
    unmeasured = Problem(
        episode.origin.at("audio"),
        "audio-unmeasured",
        f"{quoted(audio.href)} could not be asked for its size: the feed says 0 bytes",
        "build with a network, and commit showfeed.lock",
        Level.WARNING,
    )
    if not network:
        return audio, [unmeasured]
    from showfeed.sources.audio_url import measure_url

    try:
        return replace(audio, facts=measure_url(audio.href).facts), []
    except OutsideError as error:
        reason = json.dumps(str(error), ensure_ascii=False).strip('"')
        return audio, [replace(unmeasured, message=f"{unmeasured.message} ({reason})")]
