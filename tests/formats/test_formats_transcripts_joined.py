"""Captions become paragraphs and turns as if somebody read them one after another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts.captions import time
from showfeed.formats.transcripts.columns import clocks, columns, rows
from showfeed.formats.transcripts.digits import milliseconds
from showfeed.formats.transcripts.turns import (
    ENDS,
    PARAGRAPH,
    PAUSE,
    between,
    joined,
    one_line,
)
from showfeed.model import Cue

SAID = st.sampled_from(
    [
        "Salt.",
        "and tea",
        "words " * 30 + "end.",
        "日本語。",
        "語",
        "a\nb",
        "” “",
        "long " * 60,
        "Eh?",
    ]
)


@st.composite
def captions(draw: st.DrawFn) -> list[Cue]:
    """Cues in order, by two speakers and none."""
    cues, at = [], 0
    for _ in range(draw(st.integers(1, 25))):
        start = at + draw(st.sampled_from([0, 0, 100, PAUSE - 1, PAUSE, 9000]))
        at = start + draw(st.integers(0, 30_000))
        cues.append(Cue(start, at, draw(st.sampled_from(["Ana", "Ana", "Ben", ""])), draw(SAID)))
    return cues


def read_aloud(cues: list[Cue], minute: int) -> list[Cue]:
    """Turns made the slow and plain way, cue by cue."""
    turns: list[Cue] = []
    length, last = 0, ""
    for cue in cues:
        text = one_line(cue.text)
        before = turns[-1] if turns else None
        fresh = before is not None and (
            cue.start - before.end >= PAUSE or (length > PARAGRAPH and last[-1] in ENDS)
        )
        if (
            before is None
            or cue.speaker != before.speaker
            or (fresh and 0 < minute <= cue.start - before.start)
        ):
            turns.append(cue._replace(text=text))
            length = 0
        else:
            parted = "\n" if fresh else between(last, text)
            turns[-1] = before._replace(end=cue.end, text=before.text + parted + text)
            length = 0 if fresh else length
        length, last = length + len(text), text
    return turns


@settings(max_examples=300, deadline=None)
@given(captions(), st.sampled_from([0, 20_000, 60_000]))
def test_turns_are_what_is_said_one_caption_after_another(cues: list[Cue], minute: int) -> None:
    assert rows(joined(columns(cues), minute)) == read_aloud(cues, minute)


def test_what_has_no_times_is_turns_already() -> None:
    untimed = columns([Cue(-1, -1, "Ana", "Salt"), Cue(-1, -1, "Ana", "Tea")])
    assert joined(untimed) == untimed
    assert joined(columns([])) == columns([])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 359_999_999), max_size=50))
def test_times_read_at_once_are_those_read_one_by_one(times: list[int]) -> None:
    lines = "".join(f"{clock}\n" for clock in clocks(times))
    assert milliseconds(lines.encode(), 0, 13) == times
    assert [time(clock[:6], clock[6:8], clock[9:]) for clock in clocks(times)] == times
