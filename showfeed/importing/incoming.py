"""What comes in: a show as values, files elsewhere that belong to it, and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from showfeed.model import Show
from showfeed.problems import Problem


class Topic(Enum):
    """What a remark is about."""

    CHANGED = "changed"
    DROPPED = "dropped"
    PROBLEM = "problems"


@dataclass(frozen=True)
class Remark:
    """What a plan tells: words that many episodes share are told once, with their number."""

    topic: Topic
    words: str
    episode: str = ""  # its id; "" for the show


class FileKind(Enum):
    """What a file elsewhere is to an episode."""

    TRANSCRIPT = "transcript"
    CHAPTERS = "chapters"
    PICTURE = "image"


@dataclass(frozen=True)
class Wanted:
    """A file elsewhere that belongs beside an episode, or beside show.yaml."""

    kind: FileKind
    url: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True)
class Incoming:
    """A show on its way in. *wanted* is by episode id, the best first; "" is the show itself.

    *address* is that of the feed. *problems* and *unknown* are what its reader told. *files* leads
    from what is wanted to files of this machine, *audio* from ids to audio that lies on it.
    *comments* stand above what is written of an episode. *sure*: how many guids are those that
    apps know, None for all.
    """

    show: Show
    source: str
    address: str = ""
    wanted: Mapping[str, tuple[Wanted, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: tuple[tuple[str, int, str], ...] = ()  # tag, how many, an example
    files: Mapping[str, Path] = field(default_factory=dict)
    audio: Mapping[str, Path] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    sure: int | None = None
