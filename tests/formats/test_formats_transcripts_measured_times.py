"""Measured times: written, read back the same, refused where they can't be, told to cues."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts.times import (
    Times,
    TurnTimes,
    digest,
    format_times,
    known_share,
    parse_times,
    told,
)
from showfeed.model import Cue
from showfeed.problems import Malformed

HASH = st.text("0123456789abcdef", min_size=64, max_size=64)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
CONFIDENCE = st.integers(0, 100).map(lambda share: share / 100)


@st.composite
def turns(draw: st.DrawFn) -> TurnTimes:
    says, sure, doubtful = draw(WORDS), draw(CONFIDENCE), draw(st.booleans())
    if draw(st.booleans()):
        return TurnTimes(-1, -1, sure, doubtful, (), says)
    starts = sorted(draw(st.lists(st.integers(0, 10**8), min_size=2, max_size=8)))
    return TurnTimes(starts[0], starts[-1], sure, doubtful, tuple(starts[:-1]), says)


SPAN = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7))
TIMES = st.builds(
    Times, HASH, HASH, st.lists(turns(), max_size=6).map(tuple), st.lists(SPAN).map(tuple)
)


@given(TIMES)
@settings(deadline=None)
def test_times_are_read_as_they_were_written(times: Times) -> None:
    text = format_times(times)
    assert parse_times(text) == times
    assert text.count("\n") == len(times.turns) + 1
    assert all(isinstance(json.loads(line), dict) for line in text.removesuffix("\n").split("\n"))


@given(TIMES, st.data())
@settings(deadline=None)
def test_a_damaged_file_is_refused_and_never_crashes(times: Times, data: st.DataObject) -> None:
    text = format_times(times)
    at = data.draw(st.integers(0, len(text)))
    damaged = text[:at] + data.draw(st.text('{}[]":,0-x9\n', max_size=5)) + text[at + 2 :]
    try:
        parse_times(damaged)
    except Malformed as error:
        assert error.message
        assert error.hint


@pytest.mark.parametrize(
    ("damage", "told_of"),
    [
        (lambda text: "", "line 1"),
        (lambda text: text.replace('"times": 1', '"times": 2'), "this version"),
        (lambda text: text.replace('"end": "0:02"', '"end": "0:01"'), "ends before it starts"),
        (lambda text: text.replace("[0, 200]", "[0, -200]"), "milliseconds"),
        (lambda text: text.replace("[0, 200]", '"x"'), "no list"),
        (lambda text: text.replace('"confidence": 0.9', '"confidence": 9'), "from 0 to 1"),
        (lambda text: text.replace('"0:02"', '"two"'), "line 2"),
    ],
)
def test_the_message_names_line_and_mistake(damage, told_of) -> None:  # type: ignore[no-untyped-def]
    text = format_times(Times("a", "b", (TurnTimes(1500, 2000, 0.9, False, (1500, 1700), "Hi"),)))
    with pytest.raises(Malformed, match=told_of):
        parse_times(damage(text))


def test_a_turn_in_doubt_gets_no_time() -> None:
    cues = [Cue(-1, -1, "Ana", "Hello there."), Cue(-1, -1, "Ben", "Yes."), Cue(-1, -1, "", "No.")]
    times = Times("", "", (
        TurnTimes(100, 900, 0.9, False, (100, 400)),
        TurnTimes(1000, 1400, 0.2, True, (1000,)),
        TurnTimes(-1, -1, 0.0, True),
    ))  # fmt: skip
    assert told(cues, times) == [
        Cue(100, 900, "Ana", "Hello there.", (100, 400)), cues[1], cues[2]
    ]  # fmt: skip
    assert known_share(cues, times) == 0.5


def test_labels_and_spaces_may_change_and_words_may_not() -> None:
    one = [Cue(-1, -1, "Ana", "Hello  there.\nYes.")]
    assert digest(one) == digest([Cue(5, 9, "Anna", "Hello there. Yes.")])
    assert digest(one) != digest([Cue(-1, -1, "Ana", "Hello, there. Yes.")])
    assert digest(one) != digest([Cue(-1, -1, "Ana", "Hello there."), Cue(-1, -1, "Ana", "Yes.")])
