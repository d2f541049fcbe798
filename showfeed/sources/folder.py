"""show.yaml and episodes/ → a Show, and everything that is wrong with the files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from showfeed.formats.quoting import quoted
from showfeed.model import Episode, Show
from showfeed.problems import Level, Place, Problem, ShowfeedError
from showfeed.sources.episode_yaml import read_episode
from showfeed.sources.fields import Fields
from showfeed.sources.reading import Reading
from showfeed.sources.show_yaml import read_show
from showfeed.sources.surveys import Survey, Surveys
from showfeed.sources.yaml_nodes import read_yaml

ENDINGS = (".yaml", ".yml")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
UNREADABLE: dict[type[OSError], str] = {
    IsADirectoryError: "an episode is a file: give the folder another name",
    FileNotFoundError: "a link leads nowhere: put the file in its place, or delete the link",
    PermissionError: "give yourself the right to read it, as in `chmod u+r`",
}
OTHER_HINT = "see to the disk, or bring the file back from git"
FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """What was read: the show (None where too little could be), its problems, and from where.

    *inputs* are all files and folders that the result depends on, *surveys* what was found in
    transcripts: handed in next time, it saves reading those that have not changed.
    """

    show: Show | None
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...]
    surveys: Mapping[str, Survey] = field(default_factory=dict)


def load(root: Path, known: Mapping[str, Survey] | None = None) -> Loaded:
    """Read the show in *root*. Raises ShowfeedError where there is no show.yaml to read."""
    file = show_file(root)
    reading = Reading(root, surveys=Surveys(known))
    try:
        content = file.read_bytes()
    except OSError as error:
        hint = UNREADABLE[PermissionError] if isinstance(error, PermissionError) else OTHER_HINT
        message = f"`{file}` can't be read: {error.strerror}\n    {hint}"
        raise ShowfeedError(message) from error
    node, problems = read_yaml(file.name, content)
    reading.problems += problems
    show = None
    if node is not None:
        fields = Fields(node, reading, "a show")
        show = read_show(fields)
        if not fields.complete():
            show = None
    episodes = _episodes(root, reading)
    if show is not None:
        show = replace(show, episodes=_in_order(episodes))
        if not _files(root) and not show.medium.endswith("L"):
            _tell_none(root, reading)
    return Loaded(
        show,
        tuple(sorted(reading.problems, key=lambda problem: problem.order)),
        (file, root, root / "episodes", *_files(root), *sorted(reading.inputs, key=str)),
        reading.surveys.met,
    )


def show_file(root: Path) -> Path:
    """Return the file about the show. Raises ShowfeedError where there is none."""
    file = next((root / f"show{e}" for e in ENDINGS if (root / f"show{e}").is_file()), None)
    if file is None:
        raise ShowfeedError(
            f"there is no show.yaml in `{root}`\n"
            "    go to the show's folder, name it with `--root`, or make one with `showfeed init`"
        )
    return file


def _in_order(episodes: list[Episode]) -> tuple[Episode, ...]:
    """Return the newest first; those without a date first of all; ties by id."""
    by_id = sorted(episodes, key=lambda episode: episode.id)
    return tuple(sorted(by_id, key=lambda e: (e.date is None, e.date or FIRST), reverse=True))


def _files(root: Path) -> list[Path]:
    folder = root / "episodes"
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [folder / name for name in names if name.endswith(ENDINGS) and name[0] != "."]


def _tell_none(root: Path, reading: Reading) -> None:
    folder = root / "episodes"
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        pass
    except OSError as error:
        hint = "it must be a folder that can be read, with a file for each episode"
        message = f"the episodes can't be read: {error.strerror}"
        reading.note(Place("episodes"), "unreadable", message, hint)
        return
    reading.note(
        Place("episodes"),
        "no-episodes",
        "the show has no episode yet; no directory takes it",
        "make one with `showfeed new`, or write episodes/001.yaml",
        Level.WARNING,
    )


def _episodes(root: Path, reading: Reading) -> list[Episode]:
    found: dict[str, Path] = {}
    episodes = []
    reading.beside = "episodes/"
    for file in _files(root):
        path = f"episodes/{file.name}"
        if not ID.fullmatch(file.stem):
            reading.note(
                Place(path),
                "episode-id",
                f"{quoted(file.stem)} would stand in addresses for ever, and is awkward there",
                "rename the file: letters a-z, digits, `-`, `_` and `.`",
            )
        if file.stem in found:
            reading.note(
                Place(path),
                "id-twice",
                f"episodes/{found[file.stem].name} has the same id, `{file.stem}`",
                "rename one of the two, or delete it",
            )
            continue
        found[file.stem] = file
        episode = _episode(file, path, reading)
        if episode is not None:
            episodes.append(episode)
    return episodes


def _episode(file: Path, path: str, reading: Reading) -> Episode | None:
    try:
        content = file.read_bytes()
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        hint = UNREADABLE.get(type(error), OTHER_HINT)
        reading.note(Place(path), "unreadable", message, hint)
        return None
    node, problems = read_yaml(path, content)
    reading.problems += problems
    if node is None:
        return None
    fields = Fields(node, reading, "an episode")
    episode = read_episode(fields, file.stem)
    return episode if fields.complete() else None
