"""The audio that a page names: in one of the many ways of themes, in the folder or elsewhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath

from showfeed.formats.feed_dates import parse_feed_duration
from showfeed.formats.quoting import quoted
from showfeed.importing.feed_episode import address
from showfeed.importing.incoming import Topic
from showfeed.importing.sites.audio_names import LENGTHS, Named, named_audio, path_of
from showfeed.importing.sites.site import Site, Source, joined
from showfeed.model import AlternateEnclosure, Audio, MediaFacts, SourceUri
from showfeed.problems import Malformed
from showfeed.sources.audio import POINTER, TYPES, measure, measure_file
from showfeed.sources.audio_bytes import FileBytes

Tell = Callable[[Topic, str], None]


@dataclass(frozen=True)
class Heard:
    """A page's audio: the model's value, a file of the folder ("" if elsewhere), other forms.

    *audio* is None where it can be had nowhere but in the folder, or nowhere.
    """

    audio: Audio | None
    file: str = ""
    length: timedelta | None = None
    alternates: tuple[AlternateEnclosure, ...] = ()


def heard(site: Site, source: Source, link: str, tell: Tell) -> Heard | None:
    """Return the audio of a page, None where it names none."""
    found = named_audio(site, source)
    if not found:
        return None
    first, *others = (_one(site, source, link, one, tell) for one in found)
    stated = source.asked.text(*LENGTHS) or site.facts.get(found[0].name, ("", ""))[1]
    length = _length(stated, tell)
    audio = first.audio
    if audio and audio.facts and audio.facts.duration is None:
        audio = replace(audio, facts=replace(audio.facts, duration=length))
    alternates = tuple(
        AlternateEnclosure(
            other.audio.facts.type if other.audio.facts else _kind(other.audio.href, ""),
            (SourceUri(other.audio.href),),
            length=other.audio.facts.size if other.audio.facts else None,
        )
        for other in others
        if other.audio
    )
    return Heard(audio, first.file, length, alternates)


def _length(text: str, tell: Tell) -> timedelta | None:
    """Read a length; what is none is told."""
    if not text:
        return None
    try:
        return parse_feed_duration(re.sub(r"(\.\d{3})\d+$", r"\1", text))[0]
    except Malformed as error:
        tell(Topic.PROBLEM, f"duration: {error.message}")
        return None


def _one(site: Site, source: Source, link: str, one: Named, tell: Tell) -> Heard:
    href, file = place(site, source, link, one.name, tell, site.media)
    size = one.size or site.facts.get(one.name, ("", ""))[0]
    facts = _measured(site.folder.root / file, tell) if file else None
    if facts is None:
        facts = _stated(size, one, tell)
    if not href:
        if not file:
            tell(Topic.PROBLEM, f"{quoted(one.name)} is no address of audio, and no file here")
        return Heard(None, file)
    return Heard(Audio(href, facts=facts), file)


def place(
    site: Site, source: Source, link: str, name: str, tell: Tell, media: str = ""
) -> tuple[str, str]:
    """Return the address of what a page names, and its file in the folder; "" for neither.

    *media* stands before the names of audio.
    """
    whole = re.match(r"(?:https?:)?//", name, re.IGNORECASE)
    own = name.removeprefix(site.base) if site.base and name.startswith(site.base) else ""
    try:
        looked = own if whole else name
        file = site.folder.find(looked, source.home, *site.roots) if looked else ""
    except Malformed as error:
        tell(Topic.PROBLEM, error.message)
        return "", ""
    if whole:
        return address(f"https:{name}" if name.startswith("/") else name), file
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name) and not file:
        return "", ""
    if media and not name.startswith("/"):
        return joined(site.base or media, media + name), file
    if file and source.bundle and file.startswith(f"{source.home}/"):
        return joined(link, file.removeprefix(f"{source.home}/")), file
    top = next((top for top in site.served if top and file.startswith(f"{top}/")), "")
    return joined(site.base, file.removeprefix(top) or name), file


def _measured(path: Path, tell: Tell) -> MediaFacts | None:
    """Measure a file of the folder, by a few pieces of it."""
    try:
        with FileBytes(path) as source:
            if not source.read(0, len(POINTER)).startswith(POINTER):
                return measure(path.name, source).facts
        return measure_file(path).facts
    except Malformed as error:
        tell(Topic.PROBLEM, error.message)
    except OSError as error:
        tell(Topic.PROBLEM, f"{quoted(path.name)} can't be read: {error.strerror}")
    return None


def _stated(size: str, one: Named, tell: Tell) -> MediaFacts | None:
    """Return what the page says of its audio, None where it does not say how large it is."""
    bytes_ = re.sub(r"[_,. ](?=\d{3}\b)", "", size)
    if not re.fullmatch(r"\d{1,15}", bytes_):
        if size:
            tell(Topic.PROBLEM, f"{quoted(size)} is no number of bytes")
        bytes_ = ""
    if int(bytes_ or 0) < 10_000:  # nothing, or seconds under another name
        return None
    return MediaFacts(int(bytes_), _kind(one.name, one.type))


def _kind(name: str, said: str) -> str:
    if re.fullmatch(r"(?:audio|video)/[\w.+-]+", said) and said not in ("audio/mp3", "audio/mpeg3"):
        return said
    return TYPES.get(PurePosixPath(path_of(name)).suffix, "audio/mpeg")
