"""Offsets from UTC, and the hours that a zone's clocks skip or show twice."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

# The names that RFC 2822 knows, in hours from UTC.
NAMES = "UT GMT UTC EST EDT CST CDT MST MDT PST PDT".split()
NAMED = dict(zip(NAMES, (0, 0, 0, -5, -4, -6, -5, -7, -6, -8, -7), strict=True))


def parse_offset(text: str) -> timezone:
    """Read an offset from UTC: `+02:00`, `-0500`, `Z`, `EST`.

    >>> str(parse_offset("+0200"))
    'UTC+02:00'
    """
    if text in ("Z", "z"):
        return UTC
    if text[0].isalpha():
        if text not in NAMED:
            raise Malformed(f"{quoted(text)} names no time zone that is known", "write `+02:00`")
        return timezone(timedelta(hours=NAMED[text]))
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise Malformed(f"{quoted(text)} is not an offset from UTC", "write it like `+02:00`")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if text[0] == "+" else -offset)


def in_zone(local: datetime, zone: str) -> datetime:
    """Give a wall clock's time its offset; refuse what the zone's clocks skip or show twice."""
    try:
        first = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    except (ValueError, OSError, KeyError):
        raise Malformed(f"{quoted(zone)} is not a time zone", "write `Europe/Paris`") from None
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    wall = f"{local:%Y-%m-%d %H:%M}"
    if before < after:
        raise Malformed(
            f"`{wall}` does not exist in {zone}: clocks go forward over it",
            f"write `{wall} {format_offset(before)}` with its offset, or another time",
        )
    if before > after:
        raise Malformed(
            f"`{wall}` comes twice in {zone}: clocks go back over it",
            f"write `{wall} {format_offset(before)}` for the first time, "
            f"`{wall} {format_offset(after)}` for the second",
        )
    # Before about 1930 offsets had seconds, which no feed can carry.
    return first.astimezone(timezone(timedelta(minutes=before // timedelta(minutes=1))))


def format_offset(offset: timedelta) -> str:
    """Write an offset from UTC.

    >>> format_offset(timedelta(hours=-5))
    '-05:00'
    """
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
