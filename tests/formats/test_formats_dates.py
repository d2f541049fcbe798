"""Dates in every form that people write, and what is refused."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.dates import format_rfc2822, parse_date
from showfeed.problems import Malformed

PARIS = "Europe/Paris"
SUMMER = timezone(timedelta(hours=2))
DAY = datetime(2024, 4, 15, 6, 0, tzinfo=SUMMER)
EVENING = datetime(2024, 4, 15, 18, 30, tzinfo=SUMMER)
FIRST = datetime(1950, 1, 1)  # noqa: DTZ001 - Hypothesis wants them so
LAST = datetime(2900, 1, 1)  # noqa: DTZ001


def read(text: str, language: str = "fr") -> datetime:
    return parse_date(text, zone=PARIS, publish_at=time(6), language=language)


@pytest.mark.parametrize(
    "text",
    [
        *("15/04/2024", "15.04.2024", " 15/4/2024 ", "2024-04-15", "20240415", "2024-W16-1"),
        *("15 avril 2024", "lundi 15 avril 2024", "15 AVRIL 2024", "April 15, 2024"),
        *("15 April 2024", "15 Apr 2024", "Monday, April 15th, 2024", "15-Apr-2024"),
        *("2024年4月15日", "15. April 2024"),
    ],
)
def test_a_day_is_published_at_the_shows_hour(text: str) -> None:
    assert read(text) == DAY
    assert read(text).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "text",
    [
        *("15/04/2024 18:30", "15.04.2024, 18:30:00", "2024-04-15 18:30", "2024-04-15T18:30"),
        *("2024-04-15T18:30:00+02:00", "2024-04-15 16:30:00Z", "2024-04-15t16:30z"),
        *("2024-04-15T18:30:00.000 +0200", "2024-04-15 17:30 +01", "2024-04-15 14:30 −02:00"),
        *("Mon, 15 Apr 2024 18:30:00 +0200", "Mon, 15 Apr 2024 16:30:00 GMT"),
        *("15 Apr 2024 11:30 EST", "Mon, 15 Apr 2024 11:30:00 -0500 (EST)"),
        *("15 avril 2024 18:30", "15 avril 2024 à 18h30", "15/04/2024 18 h 30"),
        *("20240415T163000Z", "20240415T1830", "2024-W16-1T18:30"),
    ],
)
def test_a_time_of_day_is_kept(text: str) -> None:
    assert read(text) == EVENING


def test_a_full_hour_may_lack_its_minutes() -> None:
    assert read("15/04/2024 18h") == EVENING.replace(minute=0)


def test_months_are_read_in_the_shows_language_without_accents_too() -> None:
    assert read("1er août 2024").date() == read("1 aout 2024").date() == read("01/08/2024").date()
    assert read("3. März 2024", "de").date() == read("03/03/2024").date()
    assert read("15 de abril de 2024", "es").date() == DAY.date()
    assert read("15 d'abril de 2024", "ca").date() == DAY.date()


def test_the_same_moment_stands_for_a_zone_whatever_its_age() -> None:
    old = parse_date("30/10/1938 20:00", zone="Europe/Amsterdam")
    assert format_rfc2822(old).endswith("+0020") or old.utcoffset() == timedelta(0)
    assert old.utcoffset() is not None
    assert old.utcoffset() % timedelta(minutes=1) == timedelta()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("04/15/2024", "a month 15", "`15/04/2024`"),
        ("13/13/2024", "a month 13", "15/04/2024"),
        ("15/04/24", "two digits", "`15/04/2024`"),
        ("04/15/24", "two digits", "`15/04/2024`"),
        ("15/04", "lacks the year", "15/04/2024"),
        ("15 avril", "lacks the year", "15/04/2024"),
        ("April 15", "lacks the year", "15/04/2024"),
        ("30/02/2024", "February 2024 has 29 days", "write"),
        ("00/02/2024", "February 2024 has 29 days", "write"),
        ("2024-00-10", "a month 0", "write"),
        ("15/04/0024", "the year 24", "1900"),
        ("15 brumaire 2024", "names no month", "write"),
        ("Tue, 15 Apr 2024 18:30:00 +0200", "was not a Tue but a Monday", "weekday"),
        ("Tuesday 15 April 2024", "was not a Tuesday", "weekday"),
        ("15/04/2024 25:00", "`25:00` is not a time of day", "`18:30`"),
        ("15/04/2024 6:30 pm", "`6:30 pm` is not a time of day", "`18:30`"),
        ("15/04/2024 18:30 XYZ", "no time zone", "+02:00"),
        ("15/04/2024 18:30 +19:00", "not an offset", "+02:00"),
        ("31/03/2024 02:30", "`2024-03-31 02:30` does not exist in Europe/Paris", "+01:00"),
        ("27/10/2024 02:30", "comes twice in Europe/Paris", "`2024-10-27 02:30 +02:00`"),
        ("2024/04/15", "`2024/04/15` is not a date", "write `2024-04-15`"),
        ("15-4-2024 18:30", "`15-4-2024 18:30` is not a date", "write `15/04/2024 18:30`"),
        ("04-15-2024", "`04-15-2024` is not a date", "write `15/04/2024`"),
        ("2024-W99-1", "not a date", "write"),
        ("20240415T1830+99:99", "not a date", "write"),
        ("18240415", "not a date", "write"),
        ("yesterday", "`yesterday` is not a date", "write"),
        ("9" * 5000, "is not a date", "write"),
        ("", "is not a date", "write"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(text: str, message: str, hint: str) -> None:
    with pytest.raises(Malformed) as refusal:
        read(text)
    assert message in refusal.value.message
    assert hint in refusal.value.hint


def test_an_hour_shown_twice_is_read_with_its_offset() -> None:
    assert read("27/10/2024 02:30 +01:00") == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "/etc", "a\0b", "UTC+1"])
def test_a_zone_or_a_language_that_nobody_knows_is_no_crash(zone: str) -> None:
    with pytest.raises(Malformed, match="not a time zone"):
        parse_date("15/04/2024", zone=zone)
    for language in ("xx", "not a language", ""):
        with pytest.raises(Malformed, match="names no month"):
            parse_date("15 brumaire 2024", language=language)


ALPHABET = st.text("0123456789/.-: TZWt+avrilMondy,\u0661年月日\0é", max_size=30) | st.text()


@settings(max_examples=100)
@given(ALPHABET)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read(text).utcoffset() is not None
    except Malformed as refusal:
        assert refusal.hint
        assert "\n" not in refusal.message


@settings(max_examples=100)
@given(
    st.datetimes(FIRST, LAST),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_is_written_is_read_back(moment: datetime, minutes: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(format_rfc2822(aware)) == aware
    assert parse_date(aware.isoformat()) == aware
