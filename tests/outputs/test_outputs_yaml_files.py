import tempfile
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies_model import shows

from showfeed.artifacts import Artifact
from showfeed.model import Episode, Show
from showfeed.outputs.yaml_files import render
from showfeed.problems import Level
from showfeed.sources.folder import load

SHOWS = Path(__file__).parent.parent / "shows"


def write(root: Path, artifacts: Iterable[Artifact]) -> None:
    for artifact in artifacts:
        path = root / artifact.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(artifact.pieces()))


def differing(one: Episode | Show, other: Episode | Show) -> dict[str, tuple[object, object]]:
    names = [field.name for field in fields(one) if field.compare]
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@given(shows())
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_show_written_and_loaded_is_the_same(show: Show) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch), render(show))
        loaded = load(Path(scratch))
    assert [p for p in loaded.problems if p.level is Level.ERROR and p.rule != "chapter"] == []
    assert loaded.show is not None
    by_id = {episode.id: episode for episode in loaded.show.episodes}
    assert [differing(by_id[episode.id], episode) for episode in show.episodes] == [
        {} for _ in show.episodes
    ]
    assert differing(replace(loaded.show, episodes=()), replace(show, episodes=())) == {}


@pytest.mark.parametrize("name", ["everything", "minimal"])
def test_a_whole_show_is_the_same_after_a_second_writing(name: str, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(SHOWS / name, tmp_path, dirs_exist_ok=True)
    first = load(tmp_path).show
    assert first is not None
    write(tmp_path, render(first))
    again = load(tmp_path).show
    assert again == first
    assert list(render(again)) == list(render(first))


def test_it_is_written_as_a_person_would() -> None:
    episode = Episode("003", "#3 – Why: a talk", description="One.\n\n- *two*")
    files = render(Show("No", "https://a.example", "About", "no", "Ana", episodes=(episode,)))
    text = {artifact.path: bytes(artifact.content).decode() for artifact in files}  # type: ignore[arg-type]
    assert text["show.yaml"] == (
        "title: No\nurl: https://a.example\ndescription: |\n  About\nlanguage: no\nauthor: Ana\n"
        "categories: []\n"
    )
    assert text["episodes/003.yaml"] == (
        'title: "#3 – Why: a talk"\ndescription: |\n  One.\n\n  - *two*\n'
    )
