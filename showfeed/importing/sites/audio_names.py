"""Where a page names its audio: a field of a theme, one of a list, or whatever ends like audio."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from showfeed.importing.sites.asked import Asked, Data, names
from showfeed.importing.sites.site import Site, Source
from showfeed.sources.audio import TYPES

FORMATS = ("mp3", "m4a", "aac", "ogg", "opus", "flac", "mp4", "wav")  # the first is the feed's
ENDS = (*TYPES, ".aac")
MAPPED = ("audio", "enclosure", "media")
NAMES = (
    *("media_override", "podcast_file", "podcast_link", "podcast_url", "podcast_audio"),
    *names("audio_url", "audiourl", "audio_file", "audiofile", "audio", "src", "file", "filename"),
    *names("mp3", "mp3_url", "mp3url", "m4a", "media_url", "media", "enclosure", "enclosure_url"),
    *(
        f"{one}.{key}"
        for one in ("audio", "enclosure", "media")
        for key in ("url", "src", "file", "href")
    ),
    *("episode.url", "podcast.url", "asset_url", "file_url"),
)
SIZES = (
    *names("podcast_bytes", "podcast_length", "podcast_size", "audio_bytes", "audio_length"),
    *names("audio_size", "mp3_length", "bytes", "size", "file_size", "filesize", "length"),
    *(
        f"{one}.{key}"
        for one in ("audio", "enclosure", "media")
        for key in ("length", "size", "bytes")
    ),
)
LENGTHS = names("podcast_duration", "audio_duration", "duration", "runtime", "audio.duration")
KINDS = (*names("audio_type", "mime_type", "mimetype"), "enclosure.type", "audio.type")


@dataclass(frozen=True)
class Named:
    """Audio as a page names it: a file's name or an address, and what it says of it."""

    name: str
    type: str = ""
    size: str = ""


def named_audio(site: Site, source: Source) -> list[Named]:
    """Return the audio that a page names, the feed's first."""
    asked = source.asked
    kind, size = asked.text(*KINDS), asked.text(*SIZES)
    if text := asked.text(*NAMES):
        words = text.split()
        if len(words) in (2, 3) and words[1].isdecimal():  # WordPress's: address, bytes, type
            return [Named(words[0], "".join(words[2:]), words[1])]
        return [Named(text, kind, size)]
    found = [
        Named(name, "", _text(asked.value(f"filesize.{form}", f"sizes.{form}")))
        for form in FORMATS
        if (name := asked.text(f"audio.{form}", f"episode.audio.{form}", f"enclosures.{form}"))
    ]
    listed = asked.value("audio", "episode.audio", "enclosures", "enclosure", "podcast.audio")
    for item in listed if isinstance(listed, list) else ():
        found += _listed(item)
    found.sort(key=lambda one: not one.name.lower().endswith(".mp3"))
    return found or list(_anywhere(site, source, asked, kind, size))


def _text(value: Data) -> str:
    return value if isinstance(value, str) else ""


def _listed(item: Data) -> Iterator[Named]:
    """Read one of a list: a name, or a mapping."""
    if isinstance(item, str):
        yield Named(item)
    elif isinstance(item, dict):
        told = {name.lower(): _text(value) for name, value in item.items()}
        name = told.get("url") or told.get("src") or told.get("file") or told.get("href") or ""
        size = told.get("size") or told.get("length") or told.get("bytes") or ""
        if name:
            yield Named(name, told.get("mimetype") or told.get("type") or "", size)


def _anywhere(site: Site, source: Source, asked: Asked, kind: str, size: str) -> Iterator[Named]:
    """Give what ends like audio under a name that no theme has, or lies alone in a bundle."""
    for key, (_, value) in asked.flat.items():
        if isinstance(value, str) and path_of(value).endswith(ENDS) and " " not in value:
            asked.known.add(key)
            yield Named(value, kind, size)
            return
    if source.bundle:
        inside = [p for p in site.folder.files(source.home) if p.lower().endswith(ENDS)]
        if len(inside) == 1:
            yield Named(PurePosixPath(inside[0]).name, kind, size)


def path_of(text: str) -> str:
    """Return the path of an address, in lower case; the text itself where it is none."""
    try:
        return urlsplit(text).path.lower()
    except ValueError:
        return ""
