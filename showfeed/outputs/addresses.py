"""The path and URL of everything. Addresses never change: apps and listeners keep them."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from showfeed.model import Audio, Episode, Picture, Show

# Media types as feed-spec section 6: SRT's is the one that the namespace asks for since 2022.
TRANSCRIPT_TYPES = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
    "txt": "text/plain",
}
PLAIN = re.compile("[A-Za-z0-9/._~-]*")  # what `quote` leaves as it is
TIMED = ("vtt", "srt", "json", "html", "txt")
UNTIMED = ("html", "txt")


@dataclass(frozen=True)
class TranscriptFile:
    """One transcript in one format: its path in the output, type, language; captions if timed."""

    path: str
    extension: str
    type: str
    language: str
    captions: bool


def url(show: Show, path: str) -> str:
    """Return the absolute URL of a path of the output, percent-encoded."""
    # An episode has a score of addresses, most of them plain: quoting costs ten times the question.
    return f"{show.url}/{path if PLAIN.fullmatch(path) else quote(path)}"


def episode_folder(episode: Episode) -> str:
    """Return the folder of an episode's files."""
    return f"episodes/{episode.slug or episode.id}"


def page_path(episode: Episode) -> str:
    """Return the path of an episode's page."""
    return f"{episode_folder(episode)}/index.html"


def page_url(show: Show, episode: Episode) -> str:
    """Return the URL of an episode's page: the author's own link where there is one."""
    return episode.link or url(show, f"{episode_folder(episode)}/")


def embed_path(episode: Episode) -> str:
    """Return the path of an episode's player for other people's pages."""
    return f"{episode_folder(episode)}/embed.html"


def notes_path(episode: Episode) -> str:
    """Return the path of an episode's plain-text notes."""
    return f"{episode_folder(episode)}/notes.txt"


def chapters_path(episode: Episode) -> str:
    """Return the path of an episode's JSON chapters."""
    return f"{episode_folder(episode)}/chapters.json"


def transcript_files(show: Show, episode: Episode) -> tuple[tuple[TranscriptFile, ...], ...]:
    """Return, for each transcript of the episode, the files that it honestly gives.

    The first transcript has the plain names; others bear their language, and a number where
    two are in one language.
    """
    taken: set[str] = set()
    groups = []
    for index, transcript in enumerate(episode.transcripts):
        language = transcript.language or show.language
        stem = "transcript" if index == 0 else f"transcript.{language}"
        while stem in taken:
            stem = f"transcript.{language}.{index + 1}"
        taken.add(stem)
        groups.append(
            tuple(
                TranscriptFile(
                    path=f"{episode_folder(episode)}/{stem}.{extension}",
                    extension=extension,
                    type=TRANSCRIPT_TYPES[extension],
                    language=language,
                    captions=transcript.timed and extension in ("vtt", "srt"),
                )
                for extension in (TIMED if transcript.timed else UNTIMED)
            )
        )
    return tuple(groups)


def picture_path(picture: Picture, *, cover: bool = False) -> str:
    """Return the path of a picture of the folder: it bears its hash, so apps fetch it anew."""
    digest = picture.facts.digest[:10] if picture.facts else "0"
    name = PurePosixPath(picture.href)
    stem = "cover" if cover else f"images/{name.stem}"
    return f"{stem}.{digest}{name.suffix.lower()}"


def picture_url(show: Show, picture: Picture) -> str:
    """Return where a picture is had; the show's cover lies at the top."""
    if picture.remote:
        return picture.href
    return url(show, picture_path(picture, cover=picture == show.cover))


def audio_url(show: Show, audio: Audio) -> str:
    """Return where the audio is had, without a measuring prefix."""
    if audio.remote:
        return audio.href
    if show.media.url:
        return f"{show.media.url}/{quote(audio.href)}"
    return url(show, audio.href)


def enclosure_url(show: Show, audio: Audio) -> str:
    """Return what the feed names: the audio behind the measuring prefix, if there is one.

    A prefix such as OP3's takes the address without `https://`, but keeps `http://`.
    """
    address = audio_url(show, audio)
    if not show.media.prefix:
        return address
    return f"{show.media.prefix.rstrip('/')}/{address.removeprefix('https://')}"


def feed_path(show: Show, page: int = 1) -> str:
    """Return the path of the feed, or of its page 2, 3, …"""
    if page == 1:
        return show.feed.path
    return f"{show.feed.path.removesuffix('.xml')}/{page}.xml"


def feed_url(show: Show, page: int = 1) -> str:
    """Return the URL of the feed, or of one of its pages."""
    return url(show, feed_path(show, page))
