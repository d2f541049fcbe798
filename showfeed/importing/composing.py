"""The fields of show.yaml and of an episode, with the files beside, read back before they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from showfeed.formats.yaml_writing import Value
from showfeed.importing.incoming import FileKind, Wanted
from showfeed.importing.reading_back import sound_episode, sound_show
from showfeed.importing.trimming import described_chapters, same_chapters, without_chapter_lines
from showfeed.model import Chapter, Episode, Show
from showfeed.outputs.yaml_episode import episode_fields, transcript_names
from showfeed.outputs.yaml_show import show_fields
from showfeed.problems import Problem

Fields = dict[str, Value]


@dataclass(frozen=True)
class Composed:
    """A file's fields, what could not be taken, and texts that go beside it."""

    fields: Fields
    problems: tuple[Problem, ...]
    beside: Mapping[str, bytes] = field(default_factory=dict)


def compose_show(show: Show, files: Mapping[Wanted, str]) -> Composed:
    """Return the fields of show.yaml; the cover lies beside it if it was fetched."""
    fields = {name: value for name, value in show_fields(show).items() if value}
    sound, problems = sound_show(fields)
    cover = next((name for w, name in files.items() if w.kind is FileKind.PICTURE), "")
    if cover:
        sound = _with(sound, "cover", cover, list(fields))
    return Composed(sound, problems)


def compose_episode(
    show: Show, episode: Episode, files: Mapping[Wanted, str], chapters: bytes
) -> Composed:
    """Return an episode's fields; transcripts, chapters and picture that lie beside are named."""
    beside = {
        name: transcript.text.encode()
        for name, transcript in zip(transcript_names(episode), episode.transcripts, strict=True)
    }
    if chapters and same_chapters(
        told := _chapters(chapters), described_chapters(episode.description)
    ):
        episode = replace(episode, description=without_chapter_lines(episode.description))
    elif chapters and not told:
        chapters = b""
    # A draft's fields stand for those that name files: the files are not there yet.
    fields = episode_fields(show, episode)
    order = list(fields)
    named = fields.pop("transcript", "")
    sound, problems = sound_episode(episode.id, fields, show)
    transcripts = _transcripts(files) or named
    for name, value in (
        ("chapters", _file(files, FileKind.CHAPTERS)),
        ("transcript", transcripts),
        ("image", _file(files, FileKind.PICTURE)),
    ):
        if value:
            sound = _with(sound, name, value, order)
    return Composed(sound, problems, beside)


def _chapters(content: bytes) -> tuple[Chapter, ...]:
    from showfeed.formats.chapters_json import mark_chapters_json
    from showfeed.formats.chapters_psc import mark_psc

    text = content.decode("utf-8-sig", "replace").strip()
    marks = mark_psc(text) if text.startswith("<") else mark_chapters_json(text)
    return tuple(mark.what for mark in marks if isinstance(mark.what, Chapter))


def _file(files: Mapping[Wanted, str], kind: FileKind) -> str:
    return next((name for wanted, name in files.items() if wanted.kind is kind), "")


def _transcripts(files: Mapping[Wanted, str]) -> Value:
    """Name the transcripts: one, or by language."""
    found = [(w.language, n) for w, n in files.items() if w.kind is FileKind.TRANSCRIPT]
    languages = [language for language, _ in found]
    if len(found) > 1 and all(languages) and len(set(languages)) == len(found):
        return dict(found)
    return found[0][1] if len(found) == 1 else [name for _, name in found]


ORDER = ("title", "date", "audio", "duration", "chapters", "transcript", "number")


def _with(fields: Fields, name: str, value: Value, order: list[str]) -> Fields:
    """Return fields with one more, where the manual has it."""
    if name in fields:
        return {**fields, name: value}
    if name in order:
        before = set(order[: order.index(name)])
    elif name in ORDER:
        before = set(ORDER[: ORDER.index(name)])
    else:
        before = set(order) - {"description", "guid", "tags", "link", "subtitle", "summary"}
    head = {key: fields[key] for key in fields if key in before}
    return {**head, name: value, **{key: fields[key] for key in fields if key not in before}}
