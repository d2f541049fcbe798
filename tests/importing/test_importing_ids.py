from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showfeed.importing.ids import episode_id
from showfeed.sources.folder import ID


@pytest.mark.parametrize(
    ("title", "number", "season", "id_"),
    [
        ("#3 – Rivers", "3", None, "003-rivers"),
        ("Ep. 12: The lens", None, None, "012-the-lens"),
        ("7 wonders", "4", None, "004-7-wonders"),
        ("S02E07 Fog", "7", 2, "s02e007-fog"),
        ("Rivers", "2.5", 1, "002.5-rivers"),
        ("Rivers", None, None, "2024-04-15-rivers"),
    ],
)
def test_an_id_says_number_and_title(title: str, number: str | None, season: int, id_: str) -> None:
    day = datetime(2024, 4, 15, tzinfo=UTC)
    assert episode_id(title, Decimal(number) if number else None, season, day, ()) == id_


@given(st.text(), st.none() | st.decimals(0, 9999, places=1), st.none() | st.integers(0, 99))
def test_an_id_is_one_that_the_folder_takes_and_never_twice(title, number, season) -> None:  # type: ignore[no-untyped-def]
    first = episode_id(title, number, season, None, ())
    second = episode_id(title, number, season, None, (first.upper(),))
    assert ID.fullmatch(first)
    assert ID.fullmatch(second)
    assert first.lower() != second.lower()
