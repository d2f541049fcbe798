"""Copies of the audio with chapters, titles and transcript inside; the source is never touched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from showfeed.artifacts import Artifact, Rank
from showfeed.formats import pieces
from showfeed.formats.pieces import Piece
from showfeed.formats.quoting import quoted
from showfeed.model import Audio, Episode, Show
from showfeed.outputs import copy_mp3, copy_mp4
from showfeed.outputs.inside import Inside, inside
from showfeed.problems import Level, Malformed, Problem

VERSION = "1"  # another one makes all copies anew
MP4 = ("audio/x-m4a", "audio/mp4", "video/mp4", "video/x-m4v", "video/quicktime")
COPIES: dict[str, Callable[[Path, str, Inside], tuple[Piece, ...]]] = {
    "audio/mpeg": copy_mp3.copy,
    **dict.fromkeys(MP4, copy_mp4.copy),
}


@dataclass(frozen=True)
class Embedded:
    """The show that knows how large its copies are, and what could not be put into the audio."""

    show: Show
    problems: tuple[Problem, ...] = ()


def wanted(show: Show, episode: Episode) -> bool:
    """Tell whether a copy with everything inside is asked for: by the episode, else by the show."""
    return show.media.embed if episode.embed is None else episode.embed


def embed(show: Show) -> Embedded:
    """Find out how large each copy is.

    Where the audio is not on this machine, the copy that was published stays, and with it its size.
    """
    problems: list[Problem] = []
    episodes = []
    for episode in show.episodes:
        audio = episode.audio
        if audio is None or audio.facts is None or audio.remote or audio.file is None:
            if problem := _absent(show, episode):
                problems.append(problem)
            episodes.append(episode)
            continue
        size = 0
        if wanted(show, episode) and not show.media.url:
            try:
                size = pieces.length(_copy(show, episode, audio))
            except (Malformed, OSError) as error:
                problems.append(_refused(episode, audio, error))
        facts = replace(audio.facts, embedded=size)
        same = facts == audio.facts
        kept = episode if same else replace(episode, audio=replace(audio, facts=facts))
        episodes.append(kept)
    return Embedded(replace(show, episodes=tuple(episodes)), tuple(problems))


def artifact(show: Show, episode: Episode, audio: Audio) -> Artifact:
    """Return the copy as a file of the output, made only where it is not there yet."""
    made = _copy(show, episode, audio)

    def content() -> Iterator[bytes]:
        return pieces.read(made)

    return Artifact(audio.href, content, Rank.MEDIA, pieces.digest(made, VERSION))


def _copy(show: Show, episode: Episode, audio: Audio) -> tuple[Piece, ...]:
    """Return the pieces of a copy. Raises Malformed, OSError."""
    assert audio.file is not None and audio.facts is not None
    make = COPIES.get(audio.facts.type)
    if make is None:
        raise Malformed("nothing can be put into this kind of audio", "save it as mp3 or m4a")
    return make(audio.file, audio.facts.digest, inside(show, episode))


def _refused(episode: Episode, audio: Audio, error: Malformed | OSError) -> Problem:
    reason = error.message if isinstance(error, Malformed) else error.strerror or str(error)
    hint = error.hint if isinstance(error, Malformed) else "see whether it can be read"
    return Problem(
        episode.origin.at("audio"),
        "embed",
        f"{quoted(audio.href)} goes out as it is, without chapters inside: {reason}",
        f"{hint}, or write `embed: no`",
        Level.WARNING,
    )


def _absent(show: Show, episode: Episode) -> Problem | None:
    """Tell where a copy is asked for that was never made, and can't be made here."""
    audio = episode.audio
    if audio is None or audio.remote or audio.facts is None or show.media.url:
        return None
    if not wanted(show, episode) or audio.facts.embedded:
        return None
    return Problem(
        episode.origin.at("audio"),
        "embed",
        f"{quoted(audio.href)} is not here, so that nothing can be put into it",
        "build once where the audio is, publish from there, and commit showfeed.lock",
        Level.WARNING,
    )
