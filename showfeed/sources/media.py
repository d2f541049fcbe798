"""The facts of an episode's audio: from the lock where it knows them, else measured."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.model import Audio, Episode, MediaFacts
from showfeed.problems import Level, Malformed, OutsideError, Problem
from showfeed.sources.pictures import inside

ELSEWHERE = (
    "write its path from the show's folder, or its https address; if it is kept elsewhere "
    "(git LFS: run `git lfs pull`), build once where it is and commit showfeed.lock"
)


class Seen(NamedTuple):
    """A file as it was when its digest was taken: unchanged, it need not be read again."""

    size: int
    mtime: int  # nanoseconds
    digest: str


@dataclass(frozen=True)
class Found:
    """An episode's audio with its facts, what is wrong with it, and its file's state if read."""

    audio: Audio
    problem: Problem | None = None
    seen: Seen | None = None


def find(
    episode: Episode,
    audio: Audio,
    before: MediaFacts | None,
    root: Path,
    *,
    network: bool,
    known: Mapping[str, Seen],
) -> Found:
    """Find out what is known of the audio of *episode*; *before* is what the lock says."""
    try:
        if audio.remote:
            return _remote(episode, audio, before, network)
        file = inside(root, audio.href)
        if not file.is_file():
            if before is None:
                raise Malformed(f"there is no audio {quoted(audio.href)}", _hint(root, audio.href))
            return Found(replace(audio, facts=before))
        return _local(episode, audio, file, before, known.get(audio.href))
    except Malformed as error:
        rule = "audio-missing" if error.message.startswith("there is no audio") else "audio"
        return Found(audio, _problem(episode, rule, error.message, error.hint, Level.ERROR))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "its name is not one of a file"
        words = f"{quoted(audio.href)} can't be read: {reason}"
        return Found(audio, _problem(episode, "audio", words, ELSEWHERE, Level.ERROR))


def _problem(episode: Episode, rule: str, message: str, hint: str, level: Level) -> Problem:
    """Make a problem of the audio; a draft may still lack it."""
    if episode.draft or not episode.finished:
        level = min(level, Level.WARNING)
    return Problem(episode.origin.at("audio"), rule, message, hint, level)


def _hint(root: Path, href: str) -> str:
    """Name the file beside it that was probably meant."""
    folder = inside(root, href).parent
    names = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    return did_you_mean(Path(href).name, names, ELSEWHERE)


def _local(
    episode: Episode, audio: Audio, file: Path, before: MediaFacts | None, seen: Seen | None
) -> Found:
    from showfeed.sources.audio import digest_of, measure_file

    here = replace(audio, file=file)
    now = file.stat()
    if before is not None and before.size == now.st_size:
        if seen is None or (seen.size, seen.mtime) != (now.st_size, now.st_mtime_ns):
            seen = Seen(now.st_size, now.st_mtime_ns, digest_of(file))
        if before.digest in ("", seen.digest):
            return Found(replace(here, facts=replace(before, digest=seen.digest)), seen=seen)
    measured = measure_file(file)
    facts = measured.facts
    if measured.pointer:  # git LFS left its note in place of the audio
        if before is not None and before.digest in ("", facts.digest):
            return Found(replace(audio, facts=before))
        raise Malformed(
            f"{quoted(audio.href)} is git LFS's note of the audio, not the audio",
            "run `git lfs pull`, build, and commit showfeed.lock",
        )
    problem = None
    if before is not None:
        problem = _problem(
            episode,
            "audio-replaced",
            f"{quoted(audio.href)} is not the audio that was published",
            "apps that have the episode keep the old one; for the new one to be fetched, give "
            "the file another name (its URL changes, the guid stays)",
            Level.WARNING,
        )
    elif measured.cut:
        problem = _problem(
            episode,
            "audio-cut",
            f"{quoted(audio.href)} ends before it says it does",
            "an export or a copy of it broke off: make it again",
            Level.WARNING,
        )
    seen = Seen(now.st_size, now.st_mtime_ns, facts.digest)
    return Found(replace(here, facts=facts), problem, seen)


def _remote(episode: Episode, audio: Audio, before: MediaFacts | None, network: bool) -> Found:
    if before is not None:
        return Found(replace(audio, facts=before))
    reason = ""
    if network:
        from showfeed.sources.audio_url import measure_url

        try:
            return Found(replace(audio, facts=measure_url(audio.href).facts))
        except OutsideError as error:
            reason = f" ({error})"
    problem = _problem(
        episode,
        "audio-unmeasured",
        f"the size of {quoted(audio.href)} is not known yet: the feed says 0 bytes{reason}",
        "build with a network, and commit showfeed.lock",
        Level.WARNING,
    )
    return Found(audio, problem)
