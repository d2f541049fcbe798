"""Measured times ⇄ JSON Lines, kept beside the transcript that they are of: a line for each turn.

`showfeed align` writes them; a change of one turn is a change of one line in git.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from showfeed.formats.timecode import format_timecode, parse_timecode
from showfeed.model import Cue
from showfeed.problems import Malformed

ENDING = ".times.jsonl"
VERSION = 1
AGAIN = "measure again with `showfeed align`, or delete the file"
LONGEST = 100_000 * 3_600_000  # milliseconds; as `parse_timecode`


class TurnTimes(NamedTuple):
    """When a turn is said: milliseconds, -1 where it is not in the audio.

    *words* are the starts of its words. *doubtful* times are shown to nobody. *says* is how the
    turn begins, for who reads the file.
    """

    start: int
    end: int
    confidence: float = 1.0
    doubtful: bool = False
    words: tuple[int, ...] = ()
    says: str = ""


@dataclass(frozen=True)
class Times:
    """The times of a transcript's turns; digests tell whether text and audio are still those.

    *unwritten* are stretches of sound, in milliseconds, that no text is for.
    """

    text: str
    audio: str
    turns: tuple[TurnTimes, ...]
    unwritten: tuple[tuple[int, int], ...] = ()


def digest(cues: Sequence[Cue]) -> str:
    """Return the SHA-256 of what is said; labels, spaces and times may change without harm."""
    said = "\n".join(" ".join(cue.text.split()) for cue in cues)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def format_times(times: Times) -> str:
    """Write times; the inverse of `parse_times`."""
    head = {
        "times": VERSION,
        "text": times.text,
        "audio": times.audio,
        "unwritten": [f"{_clock(start)} - {_clock(end)}" for start, end in times.unwritten],
    }
    lines = [head, *map(_turn, times.turns)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _turn(turn: TurnTimes) -> dict[str, Any]:
    line: dict[str, Any] = {"says": turn.says}
    if turn.start >= 0:
        line |= {"start": _clock(turn.start), "end": _clock(turn.end)}
    line["confidence"] = round(turn.confidence, 2)
    if turn.doubtful:
        line["doubtful"] = True
    # Distances are short, and stay when a turn moves.
    starts = [turn.start, *turn.words]
    line["words"] = [later - earlier for earlier, later in pairwise(starts)]
    return line


def parse_times(text: str) -> Times:
    """Read measured times; raise Malformed saying in which line what is wrong.

    >>> parse_times(format_times(Times("ab", "cd", (TurnTimes(1500, 2500),)))).turns[0].start
    1500
    """
    lines = text.removesuffix("\n").split("\n")  # not `splitlines`: words may hold U+0085
    head = _members(lines[0], 1)
    if head.get("times") != VERSION:
        raise Malformed("these are no times that this version of showfeed reads", AGAIN)
    unwritten = []
    for span in _list(head, "unwritten", 1):
        start, _, end = str(span).partition(" - ")
        unwritten.append((_time(start, 1), _time(end, 1)))
    turns = tuple(_read_turn(_members(line, at), at) for at, line in enumerate(lines[1:], 2))
    return Times(str(head.get("text")), str(head.get("audio")), turns, tuple(unwritten))


def _members(line: str, number: int) -> dict[str, Any]:
    try:
        members = json.loads(line)
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, dict):
        raise Malformed(f"line {number} is no JSON object", AGAIN)
    return members


def _list(members: dict[str, Any], name: str, number: int) -> list[Any]:
    value = members.get(name, [])
    if not isinstance(value, list):
        raise Malformed(f"`{name}` in line {number} is no list", AGAIN)
    return value


def _read_turn(line: dict[str, Any], number: int) -> TurnTimes:
    steps = _list(line, "words", number)
    if any(type(step) is not int or not 0 <= step < LONGEST for step in steps):
        raise Malformed(f"`words` in line {number} are not milliseconds", AGAIN)
    confidence = line.get("confidence", 0)
    if type(confidence) not in (int, float) or not 0 <= confidence <= 1:
        raise Malformed(f"`confidence` in line {number} is not from 0 to 1", AGAIN)
    says, doubtful = str(line.get("says", "")), line.get("doubtful") is True
    if "start" not in line:
        return TurnTimes(-1, -1, float(confidence), doubtful, (), says)
    start, end = _time(line["start"], number), _time(line.get("end"), number)
    if end < start:
        raise Malformed(f"the turn in line {number} ends before it starts", AGAIN)
    words = tuple(accumulate(steps, initial=start))[1:]
    return TurnTimes(start, end, float(confidence), doubtful, words, says)


def _time(written: object, number: int) -> int:
    try:
        return parse_timecode(str(written)) // timedelta(milliseconds=1)
    except Malformed as error:
        raise Malformed(f"line {number}: {error.message}", AGAIN) from None


def _clock(milliseconds: int) -> str:
    return format_timecode(timedelta(milliseconds=milliseconds))


def told(cues: Sequence[Cue], times: Times) -> list[Cue]:
    """Return cues with their measured times; those of doubtful turns stay unknown."""
    found = []
    for cue, turn in zip(cues, times.turns, strict=True):
        if turn.doubtful or turn.start < 0:
            found.append(cue._replace(start=-1, end=-1, words=()))
            continue
        words = turn.words if len(turn.words) == len(cue.text.split()) else ()
        found.append(Cue(turn.start, turn.end, cue.speaker, cue.text, words))
    return found


def known_share(cues: Sequence[Cue], times: Times) -> float:
    """Return how much of the words has times that are sure."""
    sizes = [len(cue.text.split()) for cue in cues]
    sure = [
        size
        for size, turn in zip(sizes, times.turns, strict=True)
        if turn.start >= 0 and not turn.doubtful
    ]
    return sum(sure) / max(1, sum(sizes))
