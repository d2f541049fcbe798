"""Fields that showfeed itself would refuse are not written: the reader is asked beforehand."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from showfeed.formats.yaml_writing import Value, format_field
from showfeed.model import Person, Show
from showfeed.problems import Level, Problem
from showfeed.sources.episode_yaml import read_episode
from showfeed.sources.fields import Fields as Reader
from showfeed.sources.reading import Reading
from showfeed.sources.show_yaml import read_show
from showfeed.sources.yaml_nodes import read_yaml

NOWHERE = Path("/nonexistent")
Fields = dict[str, Value]


def sound_show(fields: Fields) -> tuple[Fields, tuple[Problem, ...]]:
    """Return the fields of show.yaml that can be read, and what is wrong with the others."""
    return _sound("show.yaml", fields, Reading(NOWHERE), "a show", read_show)


def sound_episode(id_: str, fields: Fields, show: Show) -> tuple[Fields, tuple[Problem, ...]]:
    """Return the fields of an episode that can be read, and what is wrong with the others."""
    people: dict[str, Person] = dict(show.registry)
    reading = Reading(NOWHERE, show.timezone, show.publish_at, show.language, people)
    path = f"episodes/{id_}.yaml"
    return _sound(path, fields, reading, "an episode", lambda reader: read_episode(reader, id_))


def _sound(
    path: str, fields: Fields, reading: Reading, what: str, read: Callable[[Reader], Any]
) -> tuple[Fields, tuple[Problem, ...]]:
    chunks = {name: format_field(name, value) for name, value in fields.items()}
    node, problems = read_yaml(path, "".join(chunks.values()).encode())
    if node is not None:
        read(Reader(node, reading, what))
    bad: dict[str, Problem] = {}
    lines = list(_lines(chunks))
    for problem in (*problems, *reading.problems):
        if problem.rule == "missing-field":
            continue  # `check` tells what is still to be written
        if problem.level is Level.ERROR and 0 < problem.place.line <= len(lines):
            bad.setdefault(lines[problem.place.line - 1], problem)
    kept = {name: value for name, value in fields.items() if name not in bad}
    return kept, tuple(bad.values())


def _lines(chunks: dict[str, str]) -> Iterator[str]:
    """Give the name of the field that each line belongs to."""
    for name, text in chunks.items():
        yield from [name] * len(re.findall("\n", text))
