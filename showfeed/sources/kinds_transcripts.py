"""Transcripts as they are named: a path, a list, or one by language."""

import re

from showfeed.formats.languages import parse_language
from showfeed.model import Transcript, TranscriptForm
from showfeed.problems import Level, Malformed, Origin, Place
from showfeed.sources.fields import Fields, mapping
from showfeed.sources.kinds import LANGUAGE, TEXT, text_of
from showfeed.sources.kinds_files import read_file
from showfeed.sources.reading import Kind, Reading, Stop
from showfeed.sources.transcript_lines import LINE, are_lines, read_lines
from showfeed.sources.transcript_times import with_times
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence


def _transcript(node: Node, reading: Reading, language: str = "") -> Transcript:
    """Return what a node names: a file, or lines that stand in it. Raises Malformed or Stop."""
    if isinstance(node, Sequence) and are_lines(node):
        return read_lines(node, reading, language)
    href = text_of(node)
    path, content = read_file(href, reading)
    read = reading.surveys.read(path, content, reading.labels)
    for line, column, rule, message, hint, level in read.problems:
        reading.note(Place(path, line, column), rule, message, hint, level)
    if not language and (named := re.search(r"\.([a-z]{2}(-[A-Z]{2})?)\.[a-z]+$", href)):
        language = parse_language(named[1])
    language = _spoken(language, read.language, Place(path), href, reading)
    if any(problem[5] == Level.ERROR for problem in read.problems):
        raise Stop
    transcript = Transcript(
        read.form,
        read.text,
        language,
        read.timed,
        read.end,
        read.speakers,
        read.longest,
        path=path,
        origin=Origin(node.place),
    )
    return with_times(transcript, path, reading)


def _spoken(stated: str, heard: str, place: Place, href: str, reading: Reading) -> str:
    """Return a transcript's language, "" for the show's; the file may say which one it is in.

    Programs that listen write down which language they heard, and may have heard wrongly.
    """
    usual = stated or reading.language
    if not heard or not usual or _base(heard) == _base(usual):
        return stated
    if stated:
        message = f"this says that it is in `{heard}`, and is named as a transcript in `{stated}`"
        hint = f"name it under `{heard}:`, or have it made anew in `{stated}`"
        reading.note(place, "transcript-language", message, hint, Level.WARNING)
        return stated
    message = (
        f"this says that it is in `{heard}`, the show is in `{usual}`: it is taken as `{heard}`"
    )
    hint = f"if that is wrong, write `transcript: {{{usual}: {href}}}`"
    reading.note(place, "transcript-language", message, hint, Level.ADVICE)
    return heard


def _base(language: str) -> str:
    """Return the language without its region; Whisper's Norwegian is any."""
    base = language.partition("-")[0].lower()
    return "no" if base in ("nb", "nn") else base


def _read_listed(fields: Fields) -> tuple[str, str]:
    return (
        fields.must("file", TEXT, "The transcript's path."),
        fields.may("language", LANGUAGE, "", "Its language, if not the show's."),
    )


LISTED = mapping("a transcript", _read_listed, ("a.vtt", ""))


def _transcripts(node: Node, reading: Reading) -> tuple[Transcript, ...]:
    found: list[tuple[Node, str]] = []
    if isinstance(node, Mapping) and "file" not in node.values:
        found = [(item, parse_language(language)) for language, item in node.values.items()]
    elif are_lines(node):
        found = [(node, "")]
    else:
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Mapping):
                language = LISTED.read(item, reading)[1]
                found.append((item.values["file"], language))
            else:
                found.append((item, ""))
    read = []
    for item, language in found:
        try:
            read.append(_transcript(item, reading, language))
        except Malformed as error:
            reading.note(item.place, "transcript", error.message, error.hint)
        except Stop:
            pass
    return tuple(read)


def _lines_schema() -> dict[str, object]:
    return {"type": "array", "items": LINE.schema()}


def named(node: Node) -> list[str]:
    """Return the paths that a transcript field names, in whichever form."""
    found: list[str] = []
    if are_lines(node):
        return found
    for item in node.items if isinstance(node, Sequence) else (node,):
        values = [item]
        if isinstance(item, Mapping):
            file = item.values.get("file")
            values = [file] if file else list(item.values.values())
        found += [value.text.strip() for value in values if isinstance(value, Scalar)]
    return found


TRANSCRIPTS: Kind[tuple[Transcript, ...]] = Kind(
    "transcript",
    _transcripts,
    lambda: {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, LISTED.schema()]}},
            _lines_schema(),
            LISTED.schema(),
            {
                "type": "object",
                "propertyNames": {
                    "pattern": "^[a-z]{2,3}(-[A-Za-z]+)?$",
                    "not": {"enum": ["file", "language"]},
                },
                "additionalProperties": {"anyOf": [{"type": "string"}, _lines_schema()]},
            },
        ]
    },
    (Transcript(TranscriptForm.TEXT, ""),),
)
