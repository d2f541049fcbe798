"""Transcripts as an episode's file names them, or holds them itself."""

import json
from pathlib import Path

import jsonschema
import pytest

from showfeed.formats import transcripts
from showfeed.model import Cue, Episode, TranscriptForm
from showfeed.problems import Level
from showfeed.sources.folder import load
from showfeed.sources.schema import episode_schema

SHOW = (
    "title: T\nurl: https://x.example/show/\ndescription: d\nlanguage: en\nauthor: a\n"
    "categories: Arts\npeople:\n  ben: {name: Ben Okafor, aliases: [B.O.]}\n"
)


class Folder:
    """A show of one episode."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "show.yaml").write_text(SHOW)
        (root / "episodes").mkdir()

    def told(self, more: str) -> list[str]:
        (self.root / "episodes/001.yaml").write_text(f"title: One\n{more}\n", encoding="utf-8")
        self.loaded = load(self.root)
        return [
            f"{told.place.line}:{told.place.column} {told.rule}"
            for told in self.loaded.problems
            if told.level >= Level.WARNING and told.place.path.startswith("episodes")
        ]

    def episode(self, more: str) -> Episode:
        assert self.told(more) == []
        assert self.loaded.show
        return self.loaded.show.episodes[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_list_of_who_and_line_is_a_transcript(folder: Folder) -> None:
    (found,) = folder.episode(
        "transcript:\n  - {who: Ana, line: Salt.}\n  - line: |\n      Tea.\n\n      Rice.\n    who: Ben\n"
    ).transcripts
    assert (found.form, found.timed, found.speakers) == (TranscriptForm.JSON, False, ("Ana", "Ben"))
    assert transcripts.cues(found) == [
        Cue(-1, -1, "Ana", "Salt."),
        Cue(-1, -1, "Ben", "Tea.\nRice."),
    ]


def test_lines_with_a_time_each_are_timed_and_with_some_have_pins(folder: Folder) -> None:
    lines = "transcript:\n  - {who: Ana, line: Salt., time: '0:04'}\n  - {who: Ben, line: Tea., time: 102:11}\n"
    (found,) = folder.episode(lines).transcripts
    assert (found.timed, found.end) == (True, 6_132_500)
    assert transcripts.cues(found) == [
        Cue(4000, 6_131_000, "Ana", "Salt."), Cue(6_131_000, 6_132_500, "Ben", "Tea."),
    ]  # fmt: skip
    (some,) = folder.episode(lines.replace(", time: '0:04'", "")).transcripts
    assert not some.timed
    assert transcripts.pins(some) == ((1, 6_131_000),)
    assert [cue.start for cue in transcripts.cues(some)] == [-1, -1]


def test_lines_stand_by_language_too(folder: Folder) -> None:
    found = folder.episode("transcript:\n  en: [{line: Salt.}]\n  fr: [{line: Sel.}]\n").transcripts
    assert [one.language for one in found] == ["en", "fr"]


def test_mistakes_in_lines_are_told_where_they_stand(folder: Folder) -> None:
    assert folder.told("transcript:\n  - {who: Ana}\n  - {line: x, speaker: Ana}\n  - {line: x, time: soon}\n") == [
        "3:5 missing-field", "4:15 unknown-field", "5:21 time",
    ]  # fmt: skip
    back = "transcript:\n  - {line: x, time: 5}\n  - {line: x, time: 4}\n"
    assert folder.told(back) == ["4:5 transcript-times"]
    most = "transcript:\n  - {line: x, time: 5}\n  - {line: x, time: 6}\n  - {line: x}\n"
    assert folder.told(most) == ["5:5 transcript-times"]


def test_the_schema_takes_lines(folder: Folder) -> None:
    whole = {"title": "One", "transcript": [{"who": "Ana", "line": "Salt.", "time": "0:04"}]}
    jsonschema.validate(whole, episode_schema())
    jsonschema.validate(
        {"title": "One", "transcript": {"fr": [{"line": "Sel."}]}}, episode_schema()
    )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "One", "transcript": [{"who": "Ana"}]}, episode_schema())


def test_a_name_of_the_registry_is_a_speaker_where_it_comes_once(folder: Folder) -> None:
    block = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}: Salt.\n\n"
    (folder.root / "episodes/001.srt").write_text(block.format(1, "B.O.") + block.format(2, "Note"))
    (found,) = folder.episode("transcript: 001.srt").transcripts
    assert [cue.speaker for cue in transcripts.cues(found)] == ["B.O.", ""]


def test_a_repair_is_told_in_the_transcript_s_own_file(folder: Folder) -> None:
    segments = [{"startTime": 1, "endTime": 2, "body": "Salt."}, {"startTime": -1, "body": "Tea."}]
    (folder.root / "episodes/001.json").write_text(json.dumps({"segments": segments}, indent=1))
    folder.told("transcript: 001.json")
    (told,) = [one for one in folder.loaded.problems if one.rule == "transcript-times"]
    assert (told.place.path, told.place.line, told.place.column) == ("episodes/001.json", 9, 17)


def whisper(folder: Folder, language: str) -> None:
    said = {"language": language, "segments": [{"start": 0, "end": 2, "text": "Salt."}]}
    for name in ("001.json", "001.fr.json"):
        (folder.root / "episodes" / name).write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize(
    ("heard", "named", "language", "levels"),
    [
        ("en", "001.json", "", []),  # the show's
        ("fr", "001.json", "fr", [Level.ADVICE]),
        ("fr", "001.fr.json", "fr", []),
        ("fr", "{fr-FR: 001.json}", "fr-FR", []),
        ("de", "001.fr.json", "fr", [Level.WARNING]),
        ("en", "{fr: 001.json}", "fr", [Level.WARNING]),
        ("nobody knows", "001.json", "", []),
    ],
)
def test_the_language_a_program_heard_stands_in_where_none_is_stated_and_is_told_where_it_differs(
    folder: Folder, heard: str, named: str, language: str, levels: list[Level]
) -> None:
    whisper(folder, heard)
    folder.told(f"transcript: {named}")
    assert folder.loaded.show
    (found,) = folder.loaded.show.episodes[0].transcripts
    assert found.language == language
    told = [one for one in folder.loaded.problems if one.rule == "transcript-language"]
    assert [one.level for one in told] == levels
    if levels == [Level.ADVICE]:  # following the hint makes it a disagreement that is told
        (one,) = told
        assert one.hint.endswith("write `transcript: {en: 001.json}`")
