"""Transcripts: what is said, by whom, and when it is known."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from showfeed.problems import NOWHERE, Origin


class TranscriptForm(Enum):
    """The forms in which a transcript may be written beside an episode."""

    VTT = "vtt"
    SRT = "srt"
    JSON = "json"  # of the Podcast Index
    WHISPER = "whisper"  # JSON of openai-whisper, faster-whisper, WhisperX
    WHISPER_CPP = "whisper.cpp"  # JSON of whisper.cpp
    PODLOVE = "podlove"  # JSON of Podlove's Publisher and Web Player
    DOTE = "dote"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"  # speaker-labelled or not, with a time at each turn, at some, or at none


class Cue(NamedTuple):
    """A stretch of speech by one speaker; times in milliseconds, -1 where none was measured.

    A NamedTuple, not a dataclass: a long transcript has thousands and they are made per build.
    *text* may hold newlines (paragraphs of an untimed turn, lines of a caption). *words* are the
    starts, in milliseconds, of each of `text.split()`, where the source knows them: then a long
    cue can be cut honestly. They are not part of what a cue says, and most formats have none.
    """

    start: int
    end: int
    speaker: str
    text: str
    words: tuple[int, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """A transcript as the author keeps it; `formats.transcripts.read` gives its cues.

    *text* is the file, decoded, with `\\n` line ends. It is kept instead of its cues because a
    show with thousands of episodes holds them all at once. *end* is the last cue's end in
    milliseconds, -1 where untimed; *longest* the length of the longest, -1 where not known.
    *measured* are the times that `showfeed align` found, as their file has them; then cues whose
    time is in doubt have none, though the transcript is timed.
    """

    form: TranscriptForm
    text: str = field(repr=False)
    language: str = ""
    timed: bool = False
    end: int = -1
    speakers: tuple[str, ...] = ()
    longest: int = -1
    measured: str = field(default="", repr=False)
    path: str = field(default="", compare=False)  # from the root; "" where it stands in YAML
    origin: Origin = field(default=NOWHERE, compare=False, repr=False)
