"""Dates and lengths in the ways that feeds write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.dates import format_rfc2822
from showfeed.formats.feed_dates import parse_feed_date, parse_feed_duration
from showfeed.problems import Malformed


@pytest.mark.parametrize(
    ("text", "iso", "right"),
    [
        ("Mon, 15 Apr 2024 06:00:00 +0200", "2024-04-15T06:00:00+02:00", True),
        ("Mon, 15 Apr 2024 06:00:00 GMT", "2024-04-15T06:00:00+00:00", True),
        ("15 Apr 2024 06:00 EST", "2024-04-15T06:00:00-05:00", True),
        ("Tue, 15 Apr 2024 06:00:00 +0200", "2024-04-15T06:00:00+02:00", False),
        ("Monday, 15 April 2024 06:00:00 +0200", "2024-04-15T06:00:00+02:00", False),
        ("Mon,15 Apr 2024 06:00:00 +0200", "2024-04-15T06:00:00+02:00", False),
        ("  Mon, 15  Apr 2024 6:00:00 GMT ", "2024-04-15T06:00:00+00:00", False),
        ("Mon, 15 Apr 24 06:00:00 +0000", "2024-04-15T06:00:00+00:00", False),
        ("lun., 15 avril 2024 06:00:00 +0200", "2024-04-15T06:00:00+02:00", False),
        ("2024-04-15T06:00:00Z", "2024-04-15T06:00:00+00:00", False),
        ("2024-04-15 06:00:00", "2024-04-15T06:00:00+00:00", False),
        ("2024-04-15T06:00:00.123+02:00", "2024-04-15T06:00:00.123000+02:00", False),
        ("Mon Apr 15 06:00:00 2024", "2024-04-15T06:00:00+00:00", False),
        ("April 15, 2024 6:30 PM", "2024-04-15T18:30:00+00:00", False),
        ("04/15/2024 06:00", "2024-04-15T06:00:00+00:00", False),
        ("15/04/2024", "2024-04-15T00:00:00+00:00", False),
        ("Mon, 15 Apr 2024 06:00:00 XYZ", "2024-04-15T06:00:00+00:00", False),
        ("Mon, 15 Apr 2024 06:00:00 CEST", "2024-04-15T06:00:00+02:00", False),
    ],
)
def test_dates(text: str, iso: str, right: bool) -> None:
    moment, remark = parse_feed_date(text, "fr")
    assert moment.isoformat() == iso
    assert (remark is None) is right
    if remark:
        assert format_rfc2822(moment) in remark.hint


@pytest.mark.parametrize(
    "text", ["", "soon", "99", "Mon, 32 Foo", "2024", "x" * 1000, "0000-00-00T00:00:00Z"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(Malformed):
        parse_feed_date(text)


@given(st.integers(-(10**8), 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_what_is_written_is_read(moment: datetime) -> None:
    assert parse_feed_date(format_rfc2822(moment)) == (moment, None)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_a_date_or_told(text: str) -> None:
    for parse in (parse_feed_date, parse_feed_duration):
        try:
            parse(text)
        except Malformed as error:
            assert error.hint


@pytest.mark.parametrize(
    ("text", "seconds", "right"),
    [
        *(("3240", 3240, True), ("54:00", 3240, True), ("1:02:03", 3723, True), ("0:54:00", 3240, True)),
        *(("00:07:74", 494, False), ("102:11", 6131, True), ("1:5", 65, False), ("90.5", 90.5, False)),
        *(("54 min", 3240, False), ("PT54M", 3240, False), ("1h 2m", 3720, False), ("00:10:05.250", 605.25, False)),
        ("1:75:00", 8100, False),
    ],
)  # fmt: skip
def test_lengths(text: str, seconds: float, right: bool) -> None:
    length, remark = parse_feed_duration(text)
    assert length == timedelta(seconds=seconds)
    assert (remark is None) is right


@pytest.mark.parametrize("text", ["soon", "-5", "1:2:3:4", "9999999", "99999:00:00"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(Malformed):
        parse_feed_duration(text)
