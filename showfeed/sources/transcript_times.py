"""Measured times beside a transcript: taken where they fit it, told where they don't."""

from dataclasses import replace
from pathlib import PurePosixPath

from showfeed.formats import transcripts
from showfeed.formats.transcripts.times import (
    ENDING,
    Times,
    digest,
    known_share,
    parse_times,
)
from showfeed.model import Cue, Transcript
from showfeed.problems import Level, Malformed, Place
from showfeed.sources.reading import Reading

ENOUGH = 0.75  # of the words must have times that are sure, or captions would be a torn text


def times_path(path: str) -> str:
    """Return where the measured times of a transcript are kept.

    >>> times_path("episodes/003-ethique.txt")
    'episodes/003-ethique.times.jsonl'
    """
    return str(PurePosixPath(path).with_suffix("")) + ENDING


def with_times(transcript: Transcript, path: str, reading: Reading) -> Transcript:
    """Return a transcript with the times that were measured of it, if they are still its."""
    beside = times_path(path)
    file = reading.root / beside
    reading.inputs.add(file)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return transcript
    except (OSError, ValueError):
        reading.note(Place(beside), "times", "the measured times can't be read", "delete the file")
        return transcript
    try:
        times = parse_times(text)
    except Malformed as error:
        reading.note(Place(beside), "times", error.message, error.hint)
        return transcript
    cues = transcripts.cues(transcript)
    if not _fits(transcript, cues, times, beside, reading):
        return transcript
    doubtful = sum(turn.doubtful or turn.start < 0 for turn in times.turns)
    many = f"{doubtful} of {len(cues)} turns" if len(cues) > 1 else "the only turn"
    if known_share(cues, times) < ENOUGH:
        reading.note(
            Place(beside),
            "times-doubtful",
            f"the time of {many} is in doubt: the transcript stays without times",
            "is it the transcript of this audio? write a time before a turn that you know, "
            "as in `[15:47]`, and measure again",
            Level.WARNING,
        )
        return transcript
    if doubtful:
        reading.note(
            Place(beside),
            "times-doubtful",
            f"the time of {many} is in doubt: captions leave them out",
            "write a time before such a turn, as in `[15:47]`, and measure again",
            Level.ADVICE,
        )
    end = max(turn.end for turn in times.turns)
    return replace(transcript, timed=True, end=end, longest=-1, measured=text)


def _fits(
    transcript: Transcript, cues: list[Cue], times: Times, beside: str, reading: Reading
) -> bool:
    """Tell whether times are those of the transcript, and note why not."""
    if transcript.timed:
        message, hint = "the transcript has times of its own", "delete this file"
    elif times.text != digest(cues) or len(times.turns) != len(cues):
        message = "the transcript has changed since its times were measured: they are not used"
        hint = "measure again with `showfeed align`, or delete this file"
    else:
        return True
    reading.note(Place(beside), "times", message, hint, Level.WARNING)
    return False
