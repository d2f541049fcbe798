"""What a transcript's parser tells of its file, and the times that timed forms share."""

from showfeed.problems import Level

# Line and column (from 1), rule, what is wrong, what to write instead, level.
Told = tuple[int, int, str, str, str, Level]


def at(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset.

    >>> at("one\\ntwo", 5)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def warn(told: list[Told], text: str, offset: int, rule: str, message: str, hint: str) -> None:
    """Note something that was mended or passed over."""
    told.append((*at(text, offset), rule, message, hint, Level.WARNING))


def milliseconds(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    """Return a time of a timing line in milliseconds.

    >>> milliseconds("1", "02", "03", "5")
    3723500
    """
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(f"{fraction:0<3}"[:3])


def order(cues: list[tuple[int, int, int]], text: str, told: list[Told]) -> None:
    """Tell of times that run backwards; a cue is (offset in the file, start, end)."""
    before = -1
    for offset, start, end in cues:
        if end < start:
            warn(
                told,
                text,
                offset,
                "cue-times",
                "this cue ends before it starts",
                "mend its second time",
            )
        if start < before:
            warn(
                told,
                text,
                offset,
                "cue-order",
                "this cue starts before the one above it",
                "sort the cues by time",
            )
        before = start
