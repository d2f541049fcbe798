"""Times in the audio, as people and formats write them: `6:09`, `1:02:03.5`, `12.5`."""

import re
from datetime import timedelta

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

FRACTION = r"(?:[.,](?P<fraction>[0-9]{1,12}))?"
CLOCK = re.compile(
    rf"(?:(?P<hours>[0-9]{{1,5}}):)?(?P<minutes>[0-9]{{1,6}}):(?P<seconds>[0-9]{{2}}){FRACTION}"
)
SECONDS = re.compile(rf"(?P<seconds>[0-9]{{1,9}}){FRACTION}")
HINT = "write it like `6:09` or `1:02:03`"


def parse_timecode(text: str) -> timedelta:
    """Read a time in the audio, to the millisecond; raise Malformed saying what to write.

    >>> parse_timecode("1:02:03.5")
    datetime.timedelta(seconds=3723, microseconds=500000)
    >>> parse_timecode("102:11") == parse_timecode("6131")
    True
    """
    written = text.strip()
    if match := SECONDS.fullmatch(written):
        return _time(0, 0, int(match["seconds"]), match["fraction"])
    match = CLOCK.fullmatch(written)
    if not match:
        raise _refusal(written)
    hours, minutes, seconds = int(match["hours"] or 0), int(match["minutes"]), int(match["seconds"])
    if seconds > 59:
        raise Malformed(f"{quoted(written)} has {seconds} seconds; a minute ends at 59", HINT)
    if match["hours"] and minutes > 59:
        raise Malformed(f"{quoted(written)} has {minutes} minutes; an hour ends at 59", HINT)
    return _time(hours, minutes, seconds, match["fraction"])


def _time(hours: int, minutes: int, seconds: int, fraction: str | None) -> timedelta:
    """Put a time together, the fraction rounded half up to milliseconds."""
    milliseconds = (int((fraction or "").ljust(4, "0")[:4]) + 5) // 10
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)


def _refusal(written: str) -> Malformed:
    if re.match(r"[-–−]\s*[0-9]", written):
        return Malformed(f"{quoted(written)} lies before the start of the audio", HINT)
    if re.fullmatch(r"[0-9:.,]{14,}", written):
        return Malformed(f"{quoted(written)} is longer than any recording", HINT)
    if match := re.fullmatch(r"([0-9]{1,5}(?::[0-9]{1,2})?):([0-9])", written):
        return Malformed(f"{quoted(written)} has seconds of one digit", _two_digits(match))
    return Malformed(f"{quoted(written)} is not a time in the audio", HINT)


def _two_digits(match: re.Match[str]) -> str:
    return f"write `{match[1]}:0{match[2]}`"


def _milliseconds(time: timedelta) -> int:
    return (time + timedelta(microseconds=500)) // timedelta(milliseconds=1)


def _decimals(milliseconds: int) -> str:
    return f".{milliseconds:03d}".rstrip("0").rstrip(".")


def format_timecode(time: timedelta) -> str:
    """Write a time in its shortest form; the inverse of `parse_timecode` to the millisecond.

    >>> format_timecode(timedelta(seconds=3723.5)), format_timecode(timedelta(seconds=9))
    ('1:02:03.5', '0:09')
    """
    seconds, milliseconds = divmod(_milliseconds(time), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{seconds:02d}{_decimals(milliseconds)}"


def format_clock(time: timedelta) -> str:
    """Write a time as HH:MM:SS, down to the second that has begun.

    >>> format_clock(timedelta(seconds=3723.9))
    '01:02:03'
    """
    minutes, seconds = divmod(time // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"


def format_seconds(time: timedelta) -> str:
    """Write a time in seconds, with at most three decimals.

    >>> format_seconds(timedelta(seconds=12.5)), format_seconds(timedelta(minutes=2))
    ('12.5', '120')
    """
    seconds, milliseconds = divmod(_milliseconds(time), 1000)
    return f"{seconds}{_decimals(milliseconds)}"
