"""Times in the audio and lengths."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.durations import format_duration, parse_duration
from showfeed.formats.timecode import (
    format_clock,
    format_seconds,
    format_timecode,
    parse_timecode,
)
from showfeed.problems import Malformed

TIMES = st.integers(0, 10**9).map(lambda count: timedelta(milliseconds=count))
ANY = st.text("0123456789:., hms-PTminH\u0661\0", max_size=20) | st.text()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("0:00", 0), ("06:09", 369), ("1:02:03.5", 3723.5), ("102:11", 6131), ("754", 754)),
        *((" 12.25 ", 12.25), ("00:12:34", 754), ("0:00:01,5", 1.5), ("0:00.0009", 0.001)),
    ],
)
def test_a_time_is_read_as_it_looks(text: str, seconds: float) -> None:
    assert parse_timecode(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("7:74", "74 seconds", "6:09"),
        ("1:75:00", "75 minutes", "6:09"),
        ("-1:00", "before the start", "6:09"),
        ("6:9", "seconds of one digit", "write `6:09`"),
        ("soon", "`soon` is not a time", "6:09"),
        ("9" * 5000, "longer than any recording", "6:09"),
        ("٣:٠٠", "is not a time", "6:09"),
    ],
)
def test_a_time_that_cannot_be_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_timecode(text)
    assert message in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "seconds", "minutes_only"),
    [
        *(("54 min", 3240, True), ("54min", 3240, True), ("1 h 02", 3720, True)),
        *(("1h02m03s", 3723, False), ("54:12", 3252, False), ("1:02:03", 3723, False)),
        *(("102:11", 6131, False), ("PT54M", 3240, True), ("PT1H2M3S", 3723, False)),
        *(("3240", 3240, False), ("1 h", 3600, True), ("2 Stunden 5 Min.", 7500, True)),
        *(("90 s", 90, False), ("1 hour 5 minutes", 3900, True), ("0:00", 0, False)),
    ],
)
def test_a_length_is_read_as_it_looks(text: str, seconds: int, minutes_only: bool) -> None:
    assert parse_duration(text) == (timedelta(seconds=seconds), minutes_only)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(("7:74", "74 seconds"), ("-5", "less than nothing"), ("long", "is not a length")),
        *(("1 h 75", "75 minutes"), ("1 min 75 s", "75 seconds"), ("PT", "is not a length")),
        *(("", "is not a length"), ("9" * 5000, "is not a length")),
    ],
)
def test_a_length_that_cannot_be_is_refused(text: str, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_duration(text)
    assert message in refusal.value.message
    assert "54 min" in refusal.value.hint


@settings(max_examples=100)
@given(ANY)
def test_any_text_is_a_time_or_refused(text: str) -> None:
    for parse in (parse_timecode, parse_duration):
        try:
            parse(text)
        except Malformed as refusal:
            assert refusal.hint


@settings(max_examples=100)
@given(TIMES)
def test_a_time_written_is_read_back(time: timedelta) -> None:
    assert parse_timecode(format_timecode(time)) == time
    assert parse_timecode(format_seconds(time)) == time
    assert parse_timecode(format_clock(time)) == time // timedelta(seconds=1) * timedelta(seconds=1)
    assert parse_duration(format_duration(time)) == (time, False)
    minutes = time // timedelta(minutes=1) * timedelta(minutes=1)
    assert parse_duration(format_duration(minutes, to_minutes=True)) == (minutes, True)


def test_a_length_to_the_minute_is_written_in_words() -> None:
    assert format_duration(timedelta(minutes=54), to_minutes=True) == "54 min"
