"""What can be wrong, and where: Place, Problem, and the failures that stop the work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file; line and column count from 1, and 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True)
class Origin:
    """Where a value was written, and where each of its fields was."""

    place: Place = Place("")
    fields: Mapping[str, Place] = field(default_factory=dict)

    def at(self, name: str) -> Place:
        """Return the place of the field *name*'s value, or of the whole where it was left out."""
        return self.fields.get(name, self.place)


NOWHERE = Origin()


class Level(IntEnum):
    """How much a problem matters: an error stops the build, the others are told."""

    ADVICE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """Return the level as it stands in a message."""
        return self.name.lower()


@dataclass(frozen=True)
class Problem:
    """Something that the author can put right: what is wrong, and what to write instead."""

    place: Place
    rule: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        head = f"{self.place}: {self.level.word}: {self.message} [{self.rule}]"
        return f"{head}\n    {self.hint}" if self.hint else head

    @property
    def order(self) -> tuple[Place, str, str]:
        """Return the key that sorts problems as a reader meets them in the files."""
        return (self.place, self.rule, self.message)


class Malformed(ValueError):
    """A text that a parser can't read: what is wrong, and what to write instead.

    The parser does not know where the text stands; its caller makes the Problem with a Place.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ShowfeedError(Exception):
    """The work can't go on; the message is written for the user. Exit code 1."""

    exit_code = 1


class UsageError(ShowfeedError):
    """The command was called in a way that can't work. Exit code 2."""

    exit_code = 2


class OutsideError(ShowfeedError):
    """A place outside (a server, a full disk) failed. Exit code 3."""

    exit_code = 3
