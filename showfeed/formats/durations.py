"""Lengths, as people write them: `54 min`, `1 h 02`, `1:02:03`, `PT54M`."""

import re
from datetime import timedelta

from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import format_timecode, parse_timecode
from showfeed.problems import Malformed

HOURS = r"(?:h|hrs?|hours?|heures?|std|stunden?|horas?)"
MINUTES = r"(?:m|mins?|minutes?|minuten|minutos?|mn)"
SECONDS = r"(?:s|secs?|seconds?|secondes?|sek|sekunden?|segundos?)"
WORDS = re.compile(
    rf"(?:(?P<hours>[0-9]{{1,5}})\s*{HOURS}\.?\s*(?:(?P<bare>[0-9]{{1,2}})$)?)?"
    rf"(?:(?P<minutes>[0-9]{{1,6}})\s*{MINUTES}\.?\s*)?"
    rf"(?:(?P<seconds>[0-9]{{1,9}})\s*{SECONDS}\.?)?",
    re.IGNORECASE,
)
ISO = re.compile(
    r"PT(?:(?P<hours>[0-9]{1,5})H)?(?:(?P<minutes>[0-9]{1,6})M)?(?:(?P<seconds>[0-9]{1,9})S)?",
    re.IGNORECASE,
)
HINT = "write it like `54 min`, `1 h 02` or `54:12`"


def parse_duration(text: str) -> tuple[timedelta, bool]:
    """Read a length, and tell whether it was written in whole minutes only.

    >>> parse_duration("1 h 02")
    (datetime.timedelta(seconds=3720), True)
    >>> parse_duration("54:12")
    (datetime.timedelta(seconds=3252), False)
    """
    written = text.strip()
    match = ISO.fullmatch(written) or WORDS.fullmatch(written)
    if match and any(match.groups()):
        return _in_words(written, match.groupdict())
    try:
        return parse_timecode(written), False
    except Malformed as refusal:
        if ":" in written:
            raise Malformed(refusal.message, HINT) from None
    if re.match(r"[-–−]\s*\S", written):
        raise Malformed(f"{quoted(written)} is less than nothing", HINT)
    raise Malformed(f"{quoted(written)} is not a length", HINT)


def _in_words(written: str, parts: dict[str, str | None]) -> tuple[timedelta, bool]:
    hours = int(parts["hours"] or 0)
    minutes = int(parts["minutes"] or parts.get("bare") or 0)
    seconds = int(parts["seconds"] or 0)
    if parts["hours"] and minutes > 59:
        raise Malformed(f"{quoted(written)} has {minutes} minutes; an hour ends at 59", HINT)
    if (parts["hours"] or parts["minutes"]) and seconds > 59:
        raise Malformed(f"{quoted(written)} has {seconds} seconds; a minute ends at 59", HINT)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds), parts["seconds"] is None


def format_duration(duration: timedelta, to_minutes: bool = False) -> str:
    """Write a length so that `parse_duration` reads it back.

    >>> format_duration(timedelta(minutes=62), to_minutes=True)
    '1 h 02'
    >>> format_duration(timedelta(minutes=62))
    '1:02:00'
    """
    if not to_minutes:
        return format_timecode(duration)
    hours, minutes = divmod(duration // timedelta(minutes=1), 60)
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min"
