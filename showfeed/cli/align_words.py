"""What `showfeed align` says of a measurement, to a person and to a program."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from showfeed.align.timing import Measured
from showfeed.formats.timecode import format_timecode
from showfeed.model import Cue

SHOWN = 12  # of a kind
FAR = 2.0  # seconds
FEW = 0.7  # of the words: with no more of them found, it is another text
RARELY = 1 / 3  # of the turns: with no more that are sure, too


def clock(milliseconds: int) -> str:
    """Write a time to the second.

    >>> clock(726_900)
    '12:07'
    """
    return format_timecode(timedelta(seconds=round(milliseconds / 1000)))


def counted(number: int, one: str, many: str) -> str:
    """Count in words.

    >>> counted(1, "turn", "turns")
    '1 turn'
    """
    return f"{number} {one if number == 1 else many}"


def summary(measured: Measured, cues: Sequence[Cue], path: str) -> str:
    """Say what was measured, and what is in doubt."""
    turns = counted(len(cues), "turn", "turns")
    sure = sum(not turn.doubtful for turn in measured.turns)
    lines = [f"{path}: {turns}, {clock(measured.length)} of audio; {sure} have sure times"]
    doubtful = [
        f"turn {at} ({f'about {clock(turn.start)}' if turn.start >= 0 else 'not found'}): "
        f"{turn.says}"
        for at, turn in enumerate(measured.turns, 1)
        if turn.doubtful
    ]
    lines += _listed("in doubt, so without captions", doubtful)
    spans = [f"{clock(start)} to {clock(end)}" for start, end in measured.unwritten]
    lines += _listed("in the audio, not in the text (music, an advert, something cut)", spans)
    unheard = [f"turn {one.turn + 1}: {shortened(one.words)}" for one in measured.unheard]
    lines += _listed("in the text, not in the audio", unheard)
    return "\n".join(lines)


def _listed(what: str, items: list[str]) -> list[str]:
    if not items:
        return []
    more = [f"    … {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return [f"  {what}:", *(f"    {item}" for item in items[:SHOWN]), *more]


def shortened(words: str) -> str:
    """Return the beginning of a long text."""
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"


def outcome(file: Path, text: str, written: bool) -> str:
    """Say what became of the file of times, or would have."""
    if written:
        return f"{file} was written"
    if not file.exists():
        return f"nothing was written; without --dry-run this would write {file}"
    if file.read_text(encoding="utf-8") == text:
        return f"{file} says the same already"
    return f"nothing was written; without --dry-run this would replace the times in {file}"


def nothing_fits(measured: Measured) -> str:
    """Say that text and audio do not belong together, "" where they do."""
    sure = sum(not turn.doubtful for turn in measured.turns)
    if measured.heard >= FEW and sure > RARELY * len(measured.turns):
        return ""
    turns = counted(len(measured.turns), "turn", "turns")
    return (
        f"the text is not what is said in the audio: {1 - measured.heard:.0%} of it was not found, "
        f"and {sure} of its {turns} surely\n"
        "    is it the right transcript, the right audio, the right `language`?"
    )


def as_value(measured: Measured, cues: Sequence[Cue]) -> dict[str, Any]:
    """Return a measurement as a program reads it; times in milliseconds, -1 where unknown."""
    turns = [
        {"speaker": cue.speaker, **turn._asdict(), "words": list(turn.words)}
        for cue, turn in zip(cues, measured.turns, strict=True)
    ]
    return {**asdict(measured), "turns": turns}


@dataclass(frozen=True)
class Off:
    """How far times are from those measured: seconds for each cue that was found for sure."""

    seconds: tuple[float, ...]
    worst: tuple[tuple[int, int, str], ...]  # is, was measured (milliseconds), words
    unsure: int

    @property
    def median(self) -> float:
        """Return the middle distance."""
        return median(map(abs, self.seconds)) if self.seconds else 0.0

    @property
    def ninth(self) -> float:
        """Return the distance that nine of ten keep within."""
        distances = [abs(off) for off in self.seconds]
        return (
            quantiles(distances, n=10, method="inclusive")[8]
            if len(distances) > 1
            else (max(distances, default=0.0))
        )

    @property
    def far(self) -> int:
        """Return how many are further off than a listener forgives."""
        return sum(abs(off) > FAR for off in self.seconds)

    @property
    def bad(self) -> bool:
        """Tell whether the times are no good."""
        return self.ninth > FAR or not self.seconds

    def as_value(self) -> dict[str, Any]:
        """Return it as a program reads it."""
        return {
            "compared": len(self.seconds),
            "unsure": self.unsure,
            "median": round(self.median, 3),
            "p90": round(self.ninth, 3),
            "over_2_s": self.far,
            "shift": round(median(self.seconds), 3) if self.seconds else 0.0,
            "worst": [{"is": a, "measured": b, "text": text} for a, b, text in self.worst],
        }

    def __str__(self) -> str:
        if not self.seconds:
            return "none of the times could be measured for sure"
        lines = [
            f"{counted(len(self.seconds), 'time', 'times')} compared "
            f"({self.unsure} more are in doubt): half are within {self.median:.2f} s, "
            f"nine of ten within {self.ninth:.2f} s, {self.far} are over 2 s off"
        ]
        middle = median(self.seconds)
        if abs(middle) > 0.3:
            lines.append(
                f"  most are {abs(middle):.1f} s too {'late' if middle > 0 else 'early'}: "
                f"`showfeed shift` moves all of them"
            )
        lines += [
            f"  {clock(there)} is heard at {clock(measured)}: {shortened(text)}"
            for there, measured, text in self.worst
        ]
        return "\n".join(lines)


def compared(cues: Sequence[Cue], measured: Measured) -> Off:
    """Compare the times of cues with those measured."""
    pairs = [
        (cue.start, turn.start, " ".join(cue.text.split()))
        for cue, turn in zip(cues, measured.turns, strict=True)
        if cue.start >= 0 and not turn.doubtful
    ]
    known = sum(cue.start >= 0 for cue in cues)
    worst = sorted(pairs, key=lambda pair: -abs(pair[0] - pair[1]))[:5]
    far = tuple(pair for pair in worst if abs(pair[0] - pair[1]) > FAR * 1000)
    return Off(tuple((a - b) / 1000 for a, b, _ in pairs), far, known - len(pairs))
