"""Fields that name files of the folder: pictures, audio, chapters, transcripts."""

import re
from dataclasses import replace
from pathlib import Path

from showfeed.formats.chapters_json import parse_chapters_json
from showfeed.formats.chapters_psc import parse_psc
from showfeed.formats.chapters_text import parse_chapter_line, parse_chapters_text
from showfeed.formats.languages import parse_language
from showfeed.formats.quoting import quoted
from showfeed.formats.urls import parse_url
from showfeed.model import Audio, Chapter, Picture, Transcript, TranscriptForm
from showfeed.problems import Level, Malformed, Origin, Place
from showfeed.sources.fields import Fields, Kind, Reading, Stop, many, mapping
from showfeed.sources.kinds import LANGUAGE, TEXT, TIME, URL, YES_NO, text_of
from showfeed.sources.pictures import inside, read_picture
from showfeed.sources.tags_yaml import LOCATION
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence

LARGEST = 20_000_000  # bytes of a transcript or a chapter file
IN_AUDIO = "audio"


def locate(href: str, reading: Reading) -> str:
    """Return the path from the root: beside the episode's file first, then from the folder."""
    beside = reading.root / reading.beside / href
    if not href.startswith("/") and ".." not in Path(href).parts:
        reading.inputs.add(beside)
        if reading.beside and _is_there(beside):
            return reading.beside + href
        reading.inputs.add(reading.root / href)
    return href


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def read_file(href: str, reading: Reading) -> tuple[str, bytes]:
    """Return a file's path from the root, and its bytes. Raises Malformed."""
    path = locate(href, reading)
    file = inside(reading.root, path)
    try:
        if file.stat().st_size > LARGEST:
            raise Malformed(f"{quoted(href)} is over 20 MB", "is it the right file?")
        return path, file.read_bytes()
    except OSError as error:
        raise Malformed(
            f"there is no file {quoted(href)}",
            "write its path from the episode's file, or from the show's folder",
        ) from error


def _picture(node: Node, reading: Reading) -> Picture:
    href = text_of(node)
    if "://" in href:
        return Picture(parse_url(href), origin=Origin(node.place))
    picture = read_picture(reading.root, locate(href, reading))
    return replace(picture, origin=Origin(node.place))


def _audio(node: Node, reading: Reading) -> Audio:
    href = text_of(node)
    if "://" in href:
        return Audio(parse_url(href), origin=Origin(node.place))
    path = locate(href, reading)
    inside(reading.root, path)
    return Audio(path, origin=Origin(node.place))


PICTURE = Kind("picture", _picture, lambda: {"type": "string"}, Picture("cover.jpg"))
AUDIO = Kind("audio", _audio, lambda: {"type": "string"}, Audio("media/001.mp3"))


def _read_chapter(fields: Fields) -> Chapter:
    written = [name for name in ("start", "startTime", "time") if fields.has(name)]
    start = fields.must(written[0] if written else "start", TIME, "Where it begins: `1:02:03`.")
    for name in ("startTime", "time"):
        if name not in written:
            fields.may(name, TIME, None, "The same as `start`.")
    listed = fields.may("toc", YES_NO, True, "`no`: a silent change of picture or place.")
    return Chapter(
        start=start,
        title=fields.may("title", TEXT, "", "What it is about."),
        end=fields.may("end", TIME, None, "Where it ends, if before the next one."),
        url=fields.may("url", URL, "", "A page to go with it."),
        image=fields.may("image", PICTURE, None, "A picture to go with it."),
        listed=listed,
        location=fields.may("location", LOCATION, None, "A place to go with it."),
        origin=fields.origin,
    )


CHAPTER = mapping("a chapter", _read_chapter, Chapter(TIME.example, "Introduction"))


def _one_chapter(node: Node, reading: Reading) -> Chapter:
    if isinstance(node, Mapping):
        return CHAPTER.read(node, reading)
    read = parse_chapter_line(text_of(node))  # not `replace`: a show has thousands of chapters
    return Chapter(read.start, read.title, url=read.url, origin=Origin(node.place))


def _chapter_schema() -> dict[str, object]:
    line = {"type": "string", "pattern": r"[0-9]+(:[0-5][0-9]){1,2}.*\S"}
    whole = CHAPTER.schema()
    starts = [{"required": [name]} for name in ("start", "startTime", "time")]
    mapping_ = {k: v for k, v in whole.items() if k != "required"} | {"anyOf": starts}
    return {"anyOf": [line, mapping_]}


def _chapters(node: Node, reading: Reading) -> tuple[Chapter, ...] | str:
    if isinstance(node, Sequence):
        return many(ONE_CHAPTER).read(node, reading)
    text = text_of(node)
    if text == IN_AUDIO:
        return IN_AUDIO
    if "\n" in text:
        return _of_lines(text, node.place, reading)
    path, content = read_file(text, reading)
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed(f"{quoted(text)} is not UTF-8 text", "save it as UTF-8") from None
    start = told.lstrip()[:1]
    if start == "{":
        return _placed(parse_chapters_json(told), path)
    if start == "<":
        return _placed(parse_psc(told), path)
    return _of_lines(told, Place(path, 1, 1), reading)


def _placed(chapters: tuple[Chapter, ...], path: str) -> tuple[Chapter, ...]:
    return tuple(replace(chapter, origin=Origin(Place(path))) for chapter in chapters)


def _of_lines(text: str, first: Place, reading: Reading) -> tuple[Chapter, ...]:
    chapters, refused = parse_chapters_text(text)
    for line, error in refused:
        place = Place(first.path, first.line + line - 1, 1) if first.path else first
        reading.note(place, "chapter", error.message, error.hint)
    return tuple(replace(chapter, origin=Origin(first)) for chapter in chapters)


ONE_CHAPTER = Kind("chapter", _one_chapter, _chapter_schema, CHAPTER.example)
CHAPTERS: Kind[tuple[Chapter, ...] | str] = Kind(
    "chapter",
    _chapters,
    lambda: {
        "anyOf": [
            {"type": "array", "items": _chapter_schema()},
            {"type": "string", "description": "a path, or `audio` for those inside the file"},
        ]
    },
    (),
)


def _transcript(href: str, node: Node, reading: Reading, language: str = "") -> Transcript:
    from showfeed.formats import transcripts

    path, content = read_file(href, reading)
    read = transcripts.read(path, content)
    for line, column, rule, message, hint, level in read.problems:
        reading.note(Place(path, line, column), rule, message, hint, level)
    if not language and (named := re.search(r"\.([a-z]{2}(-[A-Z]{2})?)\.[a-z]+$", href)):
        language = parse_language(named[1])
    if any(problem[5] == Level.ERROR for problem in read.problems):
        raise Stop
    return Transcript(
        read.form, read.text, language, read.timed, read.end, read.speakers, Origin(node.place)
    )


def _read_listed(fields: Fields) -> tuple[str, str]:
    return (
        fields.must("file", TEXT, "The transcript's path."),
        fields.may("language", LANGUAGE, "", "Its language, if not the show's."),
    )


LISTED = mapping("a transcript", _read_listed, ("a.vtt", ""))


def _transcripts(node: Node, reading: Reading) -> tuple[Transcript, ...]:
    found: list[tuple[str, Node, str]] = []
    if isinstance(node, Mapping) and "file" not in node.values:
        for language, item in node.values.items():
            found.append((text_of(item), item, parse_language(language)))
    else:
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Mapping):
                href, language = LISTED.read(item, reading)
                found.append((href, item, language))
            else:
                found.append((text_of(item), item, ""))
    read = []
    for href, item, language in found:
        try:
            read.append(_transcript(href, item, reading, language))
        except Malformed as error:
            reading.note(item.place, "transcript", error.message, error.hint)
        except Stop:
            pass
    return tuple(read)


TRANSCRIPTS: Kind[tuple[Transcript, ...]] = Kind(
    "transcript",
    _transcripts,
    lambda: {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, LISTED.schema()]}},
            LISTED.schema(),
            {
                "type": "object",
                "propertyNames": {
                    "pattern": "^[a-z]{2,3}(-[A-Za-z]+)?$",
                    "not": {"enum": ["file", "language"]},
                },
                "additionalProperties": {"type": "string"},
            },
        ]
    },
    (Transcript(TranscriptForm.TEXT, ""),),
)
