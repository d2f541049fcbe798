"""What reading a field needs and leaves: the show's settings so far, and the problems found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any, Generic, TypeVar

from showfeed.model import Person
from showfeed.problems import Level, Place, Problem
from showfeed.sources.surveys import Surveys
from showfeed.sources.yaml_nodes import Node

T = TypeVar("T")
Schema = dict[str, Any]


@dataclass
class Reading:
    """What reading a field may need beside its node, and the problems found so far."""

    root: Path
    zone: str = "UTC"
    publish_at: time = time(0, 0)
    language: str = "en"
    people: dict[str, Person] = field(default_factory=dict)
    labels: tuple[str, ...] = ()  # what the speakers of the episode that is read may be called
    beside: str = ""  # the folder of the file that is read, from the root, with a slash
    problems: list[Problem] = field(default_factory=list)
    inputs: set[Path] = field(default_factory=set)
    surveys: Surveys = field(default_factory=Surveys)
    site: str = "https://example.com"  # where public/ will stand

    def note(
        self, place: Place, rule: str, message: str, hint: str = "", level: Level = Level.ERROR
    ) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(place, rule, message, hint, level))


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of value: its rule's name, how it is read, its JSON Schema, and one of it.

    *read* raises Malformed; whoever asked knows the place.
    """

    rule: str
    read: Callable[[Node, Reading], T]
    schema: Callable[[], Schema]
    example: T


class Stop(Exception):
    """A value can't be read; its problems are noted already, at their own places."""
