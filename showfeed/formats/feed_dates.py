"""Dates and lengths as feeds carry them: right, and in the many wrong ways that make sense."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from showfeed.formats.date_words import DAYS, ENGLISH
from showfeed.formats.dates import format_rfc2822, parse_date
from showfeed.formats.durations import parse_duration
from showfeed.formats.offsets import NAMED
from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

RFC2822 = re.compile(
    r"(?:(?P<weekday>[A-Z][a-z]{2}), )?(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) "
    r"(?P<year>[0-9]{4}) (?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?) "
    r"(?P<zone>[+-][0-9]{4}|GMT|UTC|UT|[ECMP][SD]T)"
)
LEADING_DAY = re.compile(r"^[^\W\d_]{2,12}\.?,?\s+(?=[0-9])")
# What dateutil fills gaps with: never today, and where it shows the text is no whole date.
BLANKS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2004, 12, 28, tzinfo=UTC))
ZONES = {name: hours * 3600 for name, hours in NAMED.items()} | {
    "CET": 3600,
    "CEST": 7200,
    "BST": 3600,
    "JST": 32400,
    "IST": 19800,
    "AEST": 36000,
    "AEDT": 39600,
}
SHORT_DAYS = tuple(day[:3].title() for day in DAYS)
CLOCK = re.compile(r"(?:(\d{1,5}):)?(\d{1,6}):(\d{1,3})(?:[.,](\d{1,9}))?")
DECIMAL = re.compile(r"(\d{1,9})[.,](\d{1,9})")
LONGEST = timedelta(days=30)


def parse_feed_date(text: str, language: str = "en") -> tuple[datetime, Malformed | None]:
    """Read a date of a feed, and what is wrong with how it is written, if anything is.

    Raises Malformed where it is no date at all.

    >>> parse_feed_date("Mon, 15 Apr 2024 06:00:00 +0200")[0].isoformat()
    '2024-04-15T06:00:00+02:00'
    >>> moment, remark = parse_feed_date("Tue, 15 Apr 2024 06:00 GMT")
    >>> moment.isoformat(), remark.message
    ('2024-04-15T06:00:00+00:00', '`Tue, 15 Apr 2024 06:00 GMT` was not a Tue but a Mon')
    """
    written = text.strip()
    if match := RFC2822.fullmatch(written):
        try:
            moment = _strictly(match)
        except ValueError:
            pass
        else:
            right = SHORT_DAYS[moment.weekday()]
            if match["weekday"] in (None, right):
                return moment, None
            words = f"{quoted(written)} was not a {match['weekday']} but a {right}"
            return moment, Malformed(words, f"write `{format_rfc2822(moment)}`")
    moment = _kindly(" ".join(written.split())[:100], language)
    words = f"{quoted(written)} is not a date as feeds write them"
    return moment, Malformed(words, f"write `{format_rfc2822(moment)}`")


def _strictly(match: re.Match[str]) -> datetime:
    hour, minute, second = (int(part) for part in f"{match['clock']}:00".split(":")[:3])
    zone = match["zone"]
    if zone[0] in "+-":
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        offset = timezone(-away if zone[0] == "-" else away)
    else:
        offset = timezone(timedelta(hours=NAMED[zone]))
    if offset.utcoffset(None) == timedelta():
        offset = UTC
    month = ENGLISH.get(match["month"].lower(), 0)
    return datetime(
        int(match["year"]), month, int(match["day"]), hour, minute, min(second, 59), tzinfo=offset
    )


def _kindly(written: str, language: str) -> datetime:
    """Read a date in any form: people's own, then mail's, then whatever dateutil makes of it."""
    for form in (written, LEADING_DAY.sub("", written)):
        try:
            return parse_date(form, language=language)
        except Malformed:
            continue
    for read in (_anyhow, _as_mail):
        try:
            found = read(written)
            if 1900 <= found.year <= 2999:
                return found
        except (ValueError, OverflowError, TypeError, AttributeError):
            continue
    raise Malformed(
        f"{quoted(written)} is not a date", "write it like `Mon, 15 Apr 2024 06:00:00 +0200`"
    )


def _anyhow(written: str) -> datetime:
    """Read `04/15/2024 6:00 PM` and the like. A date needs a year of four digits."""
    from dateutil.parser import parse

    if not re.search(r"(?<!\d)\d{4}(?!\d)", written):
        raise ValueError
    found, other = (parse(written, default=blank, tzinfos=_away) for blank in BLANKS)
    if found != other:
        raise ValueError
    offset = found.utcoffset()
    return found.replace(tzinfo=timezone(offset) if offset else UTC)


def _away(name: str | None, offset: int | None) -> int:
    """Return the seconds from UTC of a zone; nobody knows the others, and UTC stands in."""
    return ZONES.get(name or "", 0) if offset is None else offset


def _as_mail(written: str) -> datetime:
    """Read what mail programs read: years of two digits, military zones."""
    mail = parsedate_tz(written)
    if mail is None:
        raise ValueError
    offset = timezone(timedelta(seconds=mail[9] or 0)) if mail[9] else UTC
    return datetime(*mail[:6], tzinfo=offset)


def parse_feed_duration(text: str) -> tuple[timedelta, Malformed | None]:
    """Read a length of a feed, and what is wrong with how it is written, if anything is.

    >>> str(parse_feed_duration("3240")[0]), str(parse_feed_duration("00:54:00")[0])
    ('0:54:00', '0:54:00')
    >>> str(parse_feed_duration("00:07:74")[0])
    '0:08:14'
    """
    written = text.strip()
    if written.isascii() and written.isdecimal() and len(written) < 8:
        duration, right = timedelta(seconds=int(written)), True
    else:
        duration, right = _length(written)
    if duration > LONGEST:
        raise Malformed(f"{quoted(written)} is longer than any recording", "write whole seconds")
    if right:
        return duration, None
    seconds = int(duration.total_seconds() + 0.5)
    words = f"{quoted(written)} is not a length as feeds write them"
    return duration, Malformed(words, f"write the seconds alone: `{seconds}`")


def _length(written: str) -> tuple[timedelta, bool]:
    """Return a length, and whether Apple reads this form."""
    if clock := CLOCK.fullmatch(written):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups()[:3])
        fraction = float(f"0.{clock[4] or 0}")
        right = seconds < 60 and len(clock[3]) == 2 and not clock[4]
        right = right and not (clock[1] and (minutes > 59 or len(clock[2]) != 2))
        return timedelta(hours=hours, minutes=minutes, seconds=seconds + fraction), right
    if DECIMAL.fullmatch(written):
        return timedelta(seconds=float(written.replace(",", "."))), False
    return parse_duration(written)[0], False
