"""What goes with a page: chapters, transcripts and its picture, in the folder or elsewhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from showfeed.formats.chapters_text import parse_chapter_line
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.importing.feed_episode import address
from showfeed.importing.incoming import FileKind, Topic, Wanted
from showfeed.importing.sites.asked import Data, in_words, names
from showfeed.importing.sites.audio import place
from showfeed.importing.sites.site import Site, Source
from showfeed.model import Chapter, Picture
from showfeed.problems import Malformed

Tell = Callable[[Topic, str], None]
IMAGES = (
    *names(
        "episode_image", "episode_image_url", "episode-cover", "cover_image", "cover", "artwork"
    ),
    *names("image", "poster", "image_url", "featured_image", "thumbnail"),
    *("image.path", "image.url", "image.src", "image.feature", "cover.image"),
)
TRANSCRIPTS = names("transcripts", "transcript", "transcript_url", "transcript_file", "captions")
ENDINGS = (".vtt", ".srt", ".json", ".html", ".md", ".txt")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


@dataclass
class Beside:
    """What goes with a page; *files* leads from the address of what is wanted into the folder."""

    wanted: list[Wanted] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    image: Picture | None = None


def beside(site: Site, source: Source, link: str, tell: Tell) -> Beside:
    """Return what goes with a page."""
    found = Beside()
    for name, language, kind in _transcripts(site, source):
        _want(found, site, source, link, FileKind.TRANSCRIPT, name, tell, kind, language)
    said = source.asked.value(*names("chapters"))
    if isinstance(said, str) and re.fullmatch(r"\S+\.(?:json|xml|psc|txt)", said.strip()):
        _want(found, site, source, link, FileKind.CHAPTERS, said.strip(), tell)
    else:
        found.chapters = tuple(_chapters(said, tell))
    picture = source.asked.text(*IMAGES)
    if picture and (href := _want(found, site, source, link, FileKind.PICTURE, picture, tell)):
        found.image = Picture(href)
    return found


def _want(
    found: Beside,
    site: Site,
    source: Source,
    link: str,
    kind: FileKind,
    name: str,
    tell: Tell,
    type_: str = "",
    language: str = "",
) -> str:
    """Note a file that is wanted; return its address on the web, "" where it has none."""
    href, file = place(site, source, link, name, tell)
    if file:
        found.files[file] = file
    if not href and not file:
        tell(Topic.PROBLEM, f"{kind.value}: {quoted(name)} is no address, and no file here")
    elif kind is FileKind.PICTURE and not PurePosixPath(file or name.partition("?")[0]).suffix:
        return address(href)
    else:
        found.wanted.append(Wanted(kind, file or href, type_, language))
    return href


def _transcripts(site: Site, source: Source) -> Iterator[tuple[str, str, str]]:
    """Give name, language and type of each transcript that is named or lies beside the page."""
    asked, named = source.asked, False
    said = asked.value(*TRANSCRIPTS)
    by_language = asked.below("transcript") | asked.below("transcripts")
    for item in [said] if isinstance(said, str) else said:
        told: Data = {"url": item} if isinstance(item, str) else item
        if isinstance(told, dict):
            name = next((str(told[k]) for k in ("url", "src", "file", "path") if told.get(k)), "")
            if name.strip() and len(name) < 2000 and "\n" not in name:
                named = True
                yield name.strip(), _word(told, "language", "lang"), _word(told, "type")
    for language, value in by_language.items():
        if isinstance(value, str) and value:
            named = True
            single = language in ("url", "src", "file", "path")
            yield value, "" if single else language, ""
    if not named:
        stem = PurePosixPath(source.path).with_suffix("").as_posix()
        lies = [f"{stem}{ending}" for ending in (".vtt", ".srt")]
        if source.bundle:
            lies += [f"{source.home}/transcript{ending}" for ending in ENDINGS]
        yield from ((PurePosixPath(p).name, "", "") for p in lies if site.folder.has(p))


def _word(told: dict[str, Data], *keys: str) -> str:
    return next((in_words(told[key]) for key in keys if told.get(key)), "")


def _chapters(said: Data, tell: Tell) -> Iterator[Chapter]:
    """Read chapters: lines, mappings, or one line of `00:00:00-Title, 00:05:00-Title`."""
    if isinstance(said, str):
        split = r"\n" if "\n" in said else r",\s*(?=\d+:\d\d)"
        said = [part.strip() for part in re.split(split, said) if part.strip()]
    last = None
    for item in said:
        try:
            chapter = _chapter(item)
        except Malformed as error:
            tell(Topic.PROBLEM, f"chapters: {error.message}")
            continue
        if last is None or chapter.start > last:
            last = chapter.start
            yield chapter
        else:
            tell(Topic.PROBLEM, f"chapters: {quoted(chapter.title)} is not after the one above")


def _chapter(item: Data) -> Chapter:
    if isinstance(item, str):
        return parse_chapter_line(item)
    if not isinstance(item, dict):
        raise Malformed(f"{quoted(in_words(item))} has no time")
    told = {name.lower(): value for name, value in item.items()}
    start, title = (
        _word(told, "starttime", "start", "time", "timestamp"),
        _word(told, "title", "name"),
    )
    if not start or not title:
        raise Malformed(f"{quoted(in_words(item))} lacks a time or a title")
    image = address(_word(told, "image", "img"))
    return Chapter(
        parse_timecode(start),
        title,
        url=address(_word(told, "url", "href", "link")),
        image=Picture(image) if image else None,
    )
