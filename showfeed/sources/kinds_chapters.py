"""Chapters as they are written: lines, fields, or the path of a file."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from showfeed.formats.chapters_json import mark_chapters_json
from showfeed.formats.chapters_marked import Marked
from showfeed.formats.chapters_psc import mark_psc
from showfeed.formats.chapters_text import (
    mark_chapters_text,
    mark_chapters_within,
    parse_chapter_line,
)
from showfeed.formats.chapters_transcript import mark_chapter_cues, mark_headings, mark_notes
from showfeed.formats.quoting import quoted
from showfeed.formats.urls import parse_url
from showfeed.model import Chapter
from showfeed.problems import Level, Malformed, Origin, Place
from showfeed.sources.fields import Fields, many, mapping
from showfeed.sources.kinds import TEXT, TIME, URL, YES_NO, text_of
from showfeed.sources.kinds_files import PICTURE, locate, read_file
from showfeed.sources.kinds_transcripts import named
from showfeed.sources.pictures import read_picture
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.tags_yaml import LOCATION
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence

IN_AUDIO = "audio"
IN_DESCRIPTION = "description"
IN_TRANSCRIPT = "transcript"
ELSEWHERE = (IN_AUDIO, IN_DESCRIPTION, IN_TRANSCRIPT)
CLOCK = re.compile(r"[\[(*@]*[0-9]+:[0-9]{2}")


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
    if text in ELSEWHERE:
        return text
    if "\n" in text and isinstance(node, Scalar):
        return _noted(mark_chapters_text(node.text), node.within, reading)
    if CLOCK.match(text):
        raise Malformed(
            f"{quoted(text)} is no list of chapters", f"begin a line below with `- `: `- {text}`"
        )
    path, content = read_file(text, reading)
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed(f"{quoted(text)} is not UTF-8 text", "save it as UTF-8") from None
    marked = _marked(told.replace("\r\n", "\n").replace("\r", "\n"))
    found = _noted(marked, lambda line, column: Place(path, line, column), reading)
    return tuple(_whole(chapter, reading) for chapter in found)


def _marked(text: str) -> Iterable[Marked]:
    """Read a chapter file by what it holds."""
    begins = re.match(r"\s*(\{|\[\s*[{\]]|<|WEBVTT\b)", text)
    if not begins:
        return mark_chapters_text(text)
    if begins[1] == "<":
        # Clients must sort: https://podlove.org/simple-chapters/
        return sorted(mark_psc(text), key=_start)
    return mark_chapter_cues(text) if begins[1] == "WEBVTT" else mark_chapters_json(text)


def _start(marked: Marked) -> timedelta:
    return marked.what.start if isinstance(marked.what, Chapter) else timedelta()


def _noted(
    marked: Iterable[Marked], place: Callable[[int, int], Place], reading: Reading
) -> tuple[Chapter, ...]:
    """Return the chapters, each with its place; note why the others are none."""
    chapters = []
    for line, column, what in marked:
        if isinstance(what, Malformed):
            reading.note(place(line, column), "chapter", what.message, what.hint)
        else:
            chapters.append(replace(what, origin=Origin(place(line, column))))
    return tuple(chapters)


def _whole(chapter: Chapter, reading: Reading) -> Chapter:
    """Return a chapter of a file with its picture read; what can't be had is noted and left out."""
    place = chapter.origin.place
    try:
        url = parse_url(chapter.url) if chapter.url else ""
    except Malformed as error:
        reading.note(place, "url", error.message, error.hint)
        url = ""
    image = chapter.image
    try:
        if image is not None:
            named = image.href if "://" in image.href else locate(image.href, reading)
            image = read_picture(reading.root, parse_url(named) if "://" in named else named)
    except Malformed as error:
        reading.note(place, "picture", error.message, error.hint)
        image = None
    return replace(chapter, url=url, image=image)


def _in_description(node: Node, reading: Reading) -> tuple[Chapter, ...]:
    if not isinstance(node, Scalar):
        return ()  # told where the description is read
    return _noted(mark_chapters_within(node.text), node.within, reading)


def _in_transcript(node: Node, reading: Reading) -> tuple[Chapter, ...]:
    """Read the headings of the first transcript that has any."""
    from showfeed.formats.transcripts.reading import decode
    from showfeed.formats.transcripts.vtt import is_vtt

    for href in named(node):
        try:
            path, content = read_file(href, reading)
        except Malformed:
            continue  # told where the transcript is read
        text, _ = decode(content)
        marked = mark_notes(text) if is_vtt(text) else mark_headings(text)
        place = partial(Place, path)
        if found := _noted(marked, place, reading):
            return found
    return ()


def chapters_elsewhere(fields: Fields, where: str) -> tuple[Chapter, ...]:
    """Return the chapters of the description or of the transcript; tell where there are none."""
    kind = FOUND_IN[where]
    before = len(fields.reading.problems)
    found = fields.may(where, kind, (), "")
    if not found and len(fields.reading.problems) == before:
        lines = "lines such as `6:09 The lamp`, two at least"
        headings = "headings such as `## The lamp [6:09]`"
        fields.reading.note(
            fields.origin.at("chapters"),
            "chapter",
            f"there are no chapters in the {where}",
            f"write {lines if where == IN_DESCRIPTION else headings} into it",
            Level.WARNING,
        )
    return found


FOUND_IN: dict[str, Kind[tuple[Chapter, ...]]] = {
    IN_DESCRIPTION: Kind("chapter", _in_description, dict, ()),
    IN_TRANSCRIPT: Kind("chapter", _in_transcript, dict, ()),
}
ONE_CHAPTER = Kind("chapter", _one_chapter, _chapter_schema, CHAPTER.example)
CHAPTERS: Kind[tuple[Chapter, ...] | str] = Kind(
    "chapter",
    _chapters,
    lambda: {
        "anyOf": [
            {"type": "array", "items": _chapter_schema()},
            {
                "type": "string",
                "description": "a path; `audio`, `description` or `transcript` for those in there",
            },
        ]
    },
    (),
)
