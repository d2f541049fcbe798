"""Chapters as they are written: lines, fields, or the path of a file."""

from dataclasses import replace

from showfeed.formats.chapters_json import parse_chapters_json
from showfeed.formats.chapters_psc import parse_psc
from showfeed.formats.chapters_text import parse_chapter_line, parse_chapters_text
from showfeed.formats.quoting import quoted
from showfeed.model import Chapter
from showfeed.problems import Malformed, Origin, Place
from showfeed.sources.fields import Fields, many, mapping
from showfeed.sources.kinds import TEXT, TIME, URL, YES_NO, text_of
from showfeed.sources.kinds_files import PICTURE, read_file
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.tags_yaml import LOCATION
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence

IN_AUDIO = "audio"


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
