"""Times moved in their dress, and back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.shifting import moved, style_of, value_of
from showfeed.problems import Malformed


def shifted(times: list[str], by: str, dress: str = "") -> list[str]:
    style = style_of(times, dress)
    return [moved(time, Decimal(by), style) for time in times]


@pytest.mark.parametrize(
    ("times", "by", "there"),
    [
        (["00:00", "06:09"], "12.5", ["00:12.5", "06:21.5"]),
        (["0:00", "6:09"], "13", ["0:13", "6:22"]),
        (["0:00", "9:55", "59:50"], "15", ["0:15", "10:10", "1:00:05"]),
        (["00:00", "59:50", "01:02:03"], "15", ["00:15", "01:00:05", "01:02:18"]),
        (["00:00:00", "00:59:50"], "15", ["00:00:15", "01:00:05"]),
        (["0:00:00", "0:59:50"], "10", ["0:00:10", "1:00:00"]),
        (["59:59", "102:11"], "1", ["60:00", "102:12"]),
        (["0", "12", "930.25"], "0.5", ["0.5", "12.5", "930.75"]),
        (["0.0", "12.5", "13.25"], "0.5", ["0.5", "13.0", "13.75"]),
        (["00:04:01.06", "00:05:00.00"], "0.04", ["00:04:01.10", "00:05:00.04"]),
        (["0:04.8", "0:20"], "0.2", ["0:05", "0:20.2"]),
        (["0:04,80", "0:20,00"], "3", ["0:07,80", "0:23,00"]),
        (["59:59.000", "59:59.900"], "0.1", ["59:59.100", "1:00:00.000"]),
    ],
)
def test_a_time_keeps_its_dress_and_comes_back(times: list[str], by: str, there: list[str]) -> None:
    assert shifted(times, by) == there
    assert shifted(there, f"-{by}") == times


def test_captions_keep_three_decimals_and_two_digits_of_hours() -> None:
    there = shifted(["00:01.000", "59:59.500"], "0.5", "captions")
    assert there == ["00:01.500", "01:00:00.000"]
    assert shifted(there, "-0.5", "captions") == ["00:01.000", "59:59.500"]


def test_nothing_lies_before_the_start() -> None:
    with pytest.raises(Malformed, match="`0:05` would lie before the start"):
        shifted(["0:05"], "-5.001")
    with pytest.raises(Malformed, match="is not a time"):
        value_of("noon")


milliseconds = st.integers(0, 5 * 3600_000)
LISTS = {
    "hours, two digits": lambda t: f"{t // 3600_000:02}:{t // 60_000 % 60:02}:{t // 1000 % 60:02}",
    "captions": lambda t: (
        f"{t // 3600_000:02}:{t // 60_000 % 60:02}:{t // 1000 % 60:02}.{t % 1000:03}"
    ),
    "hours as needed, padded": lambda t: (
        (f"{t // 3600_000:02}:" if t >= 3600_000 else "")
        + f"{t // 60_000 % 60:02}:{t // 1000 % 60:02}"
    ),
    "hours as needed": lambda t: (
        f"{t // 3600_000}:{t // 60_000 % 60:02}:{t // 1000 % 60:02}"
        if t >= 3600_000
        else f"{t // 60_000 % 60}:{t // 1000 % 60:02}"
    ),
    "seconds": lambda t: str(t // 1000),
    "milliseconds": str,
}


@settings(deadline=None)
@given(
    st.sampled_from(sorted(LISTS)),
    st.lists(milliseconds, max_size=8),
    st.integers(1, 9_000_000).map(lambda ms: Decimal(ms) / 1000),
)
def test_a_list_moved_there_and_back_is_what_it_was(
    form: str, times: list[int], by: Decimal
) -> None:
    """A list that begins near 0, as chapters do, and reaches past what is moved tells its dress."""
    if form.startswith("hours as needed"):
        by = by % 60  # its first time must still show how minutes look without hours
    if form == "milliseconds":
        by = Decimal(int(by * 1000))
    write = LISTS[form]
    written = [write(time) for time in (0, *times)]
    dress = form if form in ("captions",) else ""
    style = style_of(written, dress)
    there = [moved(time, by, style) for time in written]
    assert [value_of(time) for time in there] == [value_of(time) + by for time in written]
    back = style_of(there, dress)
    assert [moved(time, -by, back) for time in there] == written
