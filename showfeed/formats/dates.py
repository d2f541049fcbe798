"""Dates, as people write them: `15/04/2024`, `2024-04-15 18:30`, `15 avril 2024`, RFC 2822."""

import re
from calendar import monthrange
from datetime import UTC, datetime, time, timedelta, timezone

from showfeed.formats.date_words import DAYS, MONTHS, month_number
from showfeed.formats.offsets import format_offset, in_zone, parse_offset
from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

HINT = "write it like `15/04/2024`, `15/04/2024 18:30` or `2024-04-15T18:30:00+02:00`"
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([/.])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
EAST_ASIAN = re.compile(
    r"(?P<year>[0-9]{4})\s*[年년]\s*(?P<month>[0-9]{1,2})\s*[月월]\s*(?P<day>[0-9]{1,2})\s*[日일]"
)
WORD = r"[^\W\d_]{2,20}"
NUMBER = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|[.ºª])?"
OF = r"(?:\s+(?:de|del|of)\b|\s+d['’])?"
DAY_NAME = re.compile(
    rf"(?:(?P<weekday>{WORD}),?\s+)?{NUMBER}{OF}(?:\s*|-)(?P<name>{WORD})\.?,?"
    rf"{OF}(?:\s+|-)(?P<year>[0-9]{{4}})"
)
NAME_DAY = re.compile(
    rf"(?:(?P<weekday>{WORD}),?\s+)?(?P<name>{WORD})\.?\s+{NUMBER},?\s+(?P<year>[0-9]{{4}})"
)
CLOCK = re.compile(
    r"(?:T|t|,?\s+(?:at|à|um|a las)?\s*)"
    r"(?P<hour>[0-9]{1,2})(?:(?::|\s?h\s?)(?P<minute>[0-9]{2})|\s?h)"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"\s*(?P<offset>[Zz]|[A-Z]{2,3}|[+−-][0-9]{2}:?(?:[0-9]{2})?)?(?:\s*\([A-Za-z]{1,5}\))?"
)
SHORT_YEAR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2})(?![0-9])")
OTHER_ISO = re.compile(r"[0-9]{4}(?:[0-9]{4}|-?W[0-9]{2}-?[0-9])(?:[T ][0-9:.,]{2,18}\S{0,6})?")
WITHOUT_YEAR = re.compile(
    rf"[0-9]{{1,2}}[/.-][0-9]{{1,2}}\.?|[0-9]{{1,2}}\.?{OF}\s+{WORD}|{WORD}\s+[0-9]{{1,2}}"
)
OTHER_ORDER = re.compile(
    r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})(?P<rest>.*)"
    r"|(?P<first>[0-9]{1,2})-(?P<second>[0-9]{1,2})-(?P<last>[0-9]{4})(?P<more>.*)"
)
SHORT_DAYS = tuple(day[:3] for day in DAYS)


def parse_date(
    text: str, *, zone: str = "UTC", publish_at: time = time(0, 0), language: str = "en"
) -> datetime:
    """Read a date; *zone* and *publish_at* stand in for what is not written.

    >>> parse_date("15/04/2024 18:30", zone="Europe/Paris").isoformat()
    '2024-04-15T18:30:00+02:00'
    >>> parse_date("15 avril 2024", publish_at=time(6), language="fr").isoformat()
    '2024-04-15T06:00:00+00:00'
    """
    written = " ".join(text.split())
    if len(written) > 100:
        raise Malformed(f"{quoted(written)} is not a date", HINT)
    for form in (DAY_FIRST, YEAR_FIRST, EAST_ASIAN, DAY_NAME, NAME_DAY):
        if match := form.match(written):
            break
    else:
        return _other_iso(written, zone, publish_at)
    parts = match.groupdict()
    month = int(parts["month"]) if "month" in parts else month_number(parts["name"], language)
    if not month and "name" in parts:
        raise Malformed(f"{quoted(written)} names no month that is known", HINT)
    year, day = int(parts["year"]), int(parts["day"])
    _refuse_day(written, year, month, day, form)
    _refuse_weekday(written, parts.get("weekday") or "", datetime(year, month, day, tzinfo=UTC))
    clock, offset = _clock(written, written[match.end() :], publish_at)
    local = datetime.combine(datetime(year, month, day, tzinfo=UTC), clock)
    return local.replace(tzinfo=offset) if offset else in_zone(local, zone)


def _refuse_day(written: str, year: int, month: int, day: int, form: re.Pattern[str]) -> None:
    if not 1900 <= year <= 2999:
        raise Malformed(f"{quoted(written)} lies in the year {year}", "write a year from 1900 on")
    if month > 12 >= day > 0 and form is DAY_FIRST:
        raise Malformed(
            f"{quoted(written)} has a month {month}",
            f"write `{month:02d}/{day:02d}/{year}`: the day comes first",
        )
    if not 1 <= month <= 12:
        raise Malformed(f"{quoted(written)} has a month {month}", HINT)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{MONTHS[month - 1].title()} {year}"
        raise Malformed(f"{quoted(written)}: {name} has {last} days", HINT)


def _refuse_weekday(written: str, weekday: str, day: datetime) -> None:
    right = DAYS[day.weekday()]
    wrong = weekday.lower()
    if wrong != right and (wrong in DAYS or (wrong[:3] != right[:3] and wrong in SHORT_DAYS)):
        raise Malformed(
            f"{quoted(written)} was not a {weekday} but a {right.title()}",
            "put the day or the weekday right, or leave the weekday out",
        )


def _clock(written: str, rest: str, publish_at: time) -> tuple[time, timezone | None]:
    """Read what follows the day: a time or nothing, an offset or nothing."""
    if not rest.strip(" ,"):
        return publish_at, None
    match = CLOCK.fullmatch(rest)
    if not match:
        raise Malformed(f"{quoted(rest.strip())} is not a time of day", "write it like `18:30`")
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise Malformed(f"{quoted(rest.strip())} is not a time of day", "write it like `18:30`")
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    offset = parse_offset(match["offset"]) if match["offset"] else None
    return time(hour, minute, second, microsecond), offset


def _other_iso(written: str, zone: str, publish_at: time) -> datetime:
    """Read ISO 8601's rarer forms (`20240415T1830Z`, `2024-W16-1`), or refuse."""
    if OTHER_ISO.fullmatch(written):
        from dateutil.parser import isoparse

        try:
            found = isoparse(written)
            offset = found.utcoffset()
        except (ValueError, OverflowError):
            raise Malformed(f"{quoted(written)} is not a date", HINT) from None
        if 1900 <= found.year <= 2999:
            if "T" not in written and " " not in written:
                found = datetime.combine(found, publish_at)
            return (
                in_zone(found, zone) if offset is None else found.replace(tzinfo=timezone(offset))
            )
    raise _refusal(written)


def _refusal(written: str) -> Malformed:
    if short := SHORT_YEAR.match(written):
        first, second, year = int(short[1]), int(short[3]), short[4]
        day, month = (second, first) if second > 12 >= first else (first, second)
        return Malformed(
            f"{quoted(written)} has a year of two digits",
            f"write `{day:02d}/{month:02d}/20{year}`",
        )
    if other := OTHER_ORDER.fullmatch(written):
        return Malformed(f"{quoted(written)} is not a date", _reordered(other))
    if WITHOUT_YEAR.fullmatch(written):
        return Malformed(f"{quoted(written)} lacks the year", "add it, as in `15/04/2024`")
    return Malformed(f"{quoted(written)} is not a date", HINT)


def _reordered(match: re.Match[str]) -> str:
    """Return the hint that writes a date's parts in a form that is read."""
    if match["year"]:
        return f"write `{match['year']}-{match['month']:0>2}-{match['day']:0>2}{match['rest']}`"
    day, month = match["first"], match["second"]
    if int(month) > 12 >= int(day):
        day, month = month, day
    return f"write `{day:0>2}/{month:0>2}/{match['last']}{match['more']}`"


def format_rfc2822(moment: datetime) -> str:
    """Write a date as feeds carry it; in English whatever the language.

    >>> format_rfc2822(datetime(2024, 4, 15, 6, tzinfo=timezone(timedelta(hours=2))))
    'Mon, 15 Apr 2024 06:00:00 +0200'
    """
    offset = format_offset(moment.utcoffset() or timedelta()).replace(":", "")
    day, month = DAYS[moment.weekday()][:3].title(), MONTHS[moment.month - 1][:3].title()
    return f"{day}, {moment.day:02d} {month} {moment.year:04d} {moment:%H:%M:%S} {offset}"
