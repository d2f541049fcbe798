"""Whatever changes in a show: built upon the last build, its files are those of a build anew."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import golden
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from showfeed import outputs
from showfeed.artifacts import Artifact
from showfeed.cli import pipeline
from showfeed.formats import transcripts
from showfeed.model import Episode, Show, Transcript, TranscriptForm
from showfeed.outputs.pages import search_index
from showfeed.outputs.pages.told import Late, told
from showfeed.problems import Origin, ShowfeedError
from showfeed.targets.folder import Folder
from showfeed.targets.memory import FolderMemory
from showfeed.targets.publish import publish

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana>Salt and tea.\n"
Step = tuple[type, str]
Path_ = tuple[str | int, ...]


class Kept(dict[str, bytes]):
    """A memory."""

    def keep(self, key: str, value: bytes) -> None:
        """Keep a value, which must be the one that was kept before."""
        assert self.setdefault(key, value) == value


class Place(dict[str, tuple[str, bytes]]):
    """A target."""

    def there(self) -> dict[str, str]:
        return {path: digest for path, (digest, _) in self.items()}

    def put(self, artifact: Artifact) -> None:
        self[artifact.path] = artifact.digest, b"".join(artifact.pieces())

    def remove(self, path: str) -> None:
        del self[path]

    def files(self) -> dict[str, bytes]:
        return {path: content for path, (_, content) in self.items()}


def built(show: Show, place: Place, kept: Kept) -> Place:
    made = outputs.build(show, kept)  # cards and other pictures take long and are no part of it
    publish((a for a in made if not a.path.endswith((".png", ".jpg", ".mp3"))), place)
    return place


@lru_cache(maxsize=1)
def everything() -> Show:
    reading = pipeline.read(golden.SHOWS / "everything", datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert reading.show is not None
    return reading.show


def leaves(value: Any, path: Path_ = (), step: Step = (Show, "")) -> Iterator[tuple[Step, Path_]]:
    """Give every plain value below one: the field that holds it, and the way to it."""
    if is_dataclass(value) and not isinstance(value, Origin):
        for field in fields(value):
            yield from leaves(
                getattr(value, field.name), (*path, field.name), (type(value), field.name)
            )
    elif isinstance(value, tuple):
        if value:
            yield (step[0], f"{step[1]} shortened"), path
        for at, each in enumerate(value):
            yield from leaves(each, (*path, at), step)
    elif isinstance(value, str | bool | int | float | timedelta | datetime | Enum):
        yield step, path


def changed(value: Any, path: Path_) -> Any:
    """Return the value with another one at the end of the way."""
    if not path:
        return another(value)
    first, *rest = path
    if isinstance(first, int):
        return (*value[:first], changed(value[first], tuple(rest)), *value[first + 1 :])
    return replace(value, **{first: changed(getattr(value, first), tuple(rest))})


def another(value: Any) -> Any:
    if isinstance(value, tuple):
        return value[:-1]
    if isinstance(value, Enum):
        members = list(type(value))
        return members[(members.index(value) + 1) % len(members)]
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, timedelta | datetime):
        return value + timedelta(seconds=1)
    return value + 1


WAYS = dict(leaves(everything()))  # one way to each field of each kind of value


def upon_the_last(before: Show, after: Show) -> None:
    """Prove that building *after* upon *before*, and going back, gives what a build anew does."""
    try:
        anew = built(after, Place(), Kept())
    except (ShowfeedError, ValueError):  # no author's file gives such a show
        return
    place, kept = Place(), Kept()
    was = built(before, place, kept).files()
    assert built(after, place, kept).files() == anew.files()
    assert built(before, place, kept).files() == was


@pytest.mark.parametrize("step", WAYS, ids=lambda step: f"{step[0].__name__}.{step[1]}")
def test_a_change_of_any_field_gives_the_bytes_of_a_build_anew(step: Step) -> None:
    upon_the_last(everything(), changed(everything(), WAYS[step]))


@settings(deadline=None, max_examples=8)
@given(st.data())
def test_several_changes_at_once_do_too(data: st.DataObject) -> None:
    after = everything()
    for _ in range(3):
        paths = [path for _, path in leaves(after)]
        after = changed(after, data.draw(st.sampled_from(paths)))
    upon_the_last(everything(), after)


def small(*texts: str) -> Show:
    first = datetime(2024, 4, 15, tzinfo=UTC)
    episodes = [
        Episode(
            id=f"{at:03}",
            title=f"Night {at}",
            date=first + timedelta(days=at),
            transcripts=(Transcript(TranscriptForm.VTT, text, "", True, 4000, ("Ana",)),),
        )
        for at, text in enumerate(texts)
    ]
    return Show("Lights", "https://l.example", "x", "en", "Ana", episodes=tuple(episodes[::-1]))


def test_groups_of_the_search_are_joined_as_if_there_were_one() -> None:
    texts = [VTT.replace("tea", f"word{at % 7}") for at in range(search_index.GROUP * 2 + 3)]
    place, kept = Place(), Kept()
    built(small(*texts[:-1]), place, kept)
    built(small(*texts), place, kept)
    assert place.files() == built(small(*texts), Place(), Kept()).files()
    lines = place["search/0.txt"][1].decode().splitlines()
    (numbers,) = [line.partition(" ")[2] for line in lines if line.startswith("salt ")]
    steps = [int(step, 36) for step in numbers.split(",")]
    assert steps == [0] + [4] * (len(texts) - 1)


def test_a_transcript_is_read_once_a_build_and_not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    form = transcripts.FORMS[TranscriptForm.VTT]
    assert form.columns is not None
    columns = form.columns

    def counted(text: str, declared: Any) -> Any:
        read.append(text)
        return columns(text, declared)

    monkeypatch.setitem(transcripts.FORMS, TranscriptForm.VTT, replace(form, columns=counted))
    texts = [VTT.replace("tea", word) for word in ("oil", "ink", "ale")]
    place, kept = Place(), Kept()
    built(small(*texts), place, kept)
    assert sorted(read) == sorted(texts)
    read.clear()
    texts[1] = texts[1].replace("Salt", "Malt")
    built(small(*texts), place, kept)
    assert read == [texts[1]]


def test_a_template_may_ask_for_what_is_made_late() -> None:
    asked: list[int] = []
    late = Late({"name": "English"}, "html", "digest", lambda: asked.append(1) or Markup("<p>"))
    before = told({"transcript": late})
    assert not asked
    assert late["html"] == late["html"] == Markup("<p>")
    assert asked == [1]
    assert told({"transcript": late}) == before
    with pytest.raises(KeyError):
        late["no"]


def test_what_a_template_could_tell_apart_is_written_apart() -> None:
    values = [1, "1", True, 1.0, None, Markup("1"), [1], [[1]], {"1": 1}, [1, [1]], [1, 1]]
    assert len({told(value) for value in values}) == len(values)
    with pytest.raises(TypeError, match="can't be told of object"):
        told({"a": [object()]})


def test_the_folder_remembers_until_it_is_not_asked(tmp_path: Path) -> None:
    first = FolderMemory(tmp_path)
    assert first.get("a") is None
    first.keep("a", b"one")
    first.keep("b", b"two")
    second = FolderMemory(tmp_path)
    assert second.get("a") == b"one"
    second.forget_the_rest()
    assert FolderMemory(tmp_path).get("b") is None
    memory = tmp_path / ".showfeed" / "memory" / "a"
    memory.write_bytes(memory.read_bytes()[:-1])
    assert FolderMemory(tmp_path).get("a") is None


def test_a_folder_that_can_t_be_written_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = FolderMemory(tmp_path / "file")
    memory.keep("a", b"one")
    memory.forget_the_rest()
    assert memory.get("a") is None


def test_a_file_made_anew_with_the_same_bytes_stays_as_it_is(tmp_path: Path) -> None:
    def made(digest: str, content: bytes) -> list[Artifact]:
        return [Artifact("a.html", lambda: iter([content]), known_digest=digest)]

    publish(made("1", b"page"), Folder(tmp_path))
    before = (tmp_path / "a.html").stat()
    assert publish(made("2", b"page"), Folder(tmp_path)).changed == ()
    assert (tmp_path / "a.html").stat() == before
    with Folder(tmp_path) as place:
        assert place.there() == {"a.html": "2"}
    assert publish(made("3", b"other"), Folder(tmp_path)).changed == ("a.html",)
