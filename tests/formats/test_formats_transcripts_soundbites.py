"""The passage that is suggested: long enough, whole, by one person, and about the episode."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts.soundbites import suggested, title_of
from showfeed.model import Cue

TALK = (
    "Welcome to the show. We are glad that you are here.",
    "And what happened then? Tell us about it.",
    "The lighthouse burned for nine days, and no keeper came. The lighthouse was alone.",
    "Nobody knew the keeper of that lighthouse, only the fog did.",
    "Well, you know, it was like that. It was all right in a way.",
    "Thanks for listening. Goodbye to all of you.",
)


def talk(*speakers: str) -> list[Cue]:
    """An hour in which the middle is about a lighthouse; each cue has ten seconds."""
    said = [TALK[0]] * 20 + [TALK[1], TALK[4]] * 60 + [TALK[2], TALK[3]] * 2
    said += [TALK[1], TALK[4]] * 60 + [TALK[5]] * 20
    return [
        Cue(at * 10_000, at * 10_000 + 9000, speakers[at // 2 % len(speakers)], text)
        for at, text in enumerate(said)
    ]


def test_the_passage_is_about_what_is_special() -> None:
    found = suggested(talk("Ana", "Ben"))
    assert found is not None
    assert "lighthouse" in found.text
    assert 15 <= found.soundbite.duration.total_seconds() <= 120
    assert found.speaker in ("Ana", "Ben")
    assert found.soundbite.title in found.text


TEXT = st.lists(
    st.sampled_from(["salt", "harbour", "lighthouse", "tide,", "fog.", "Really?", "yes."]),
    min_size=1,
    max_size=12,
).map(" ".join)
CUE = st.tuples(st.integers(0, 6000), st.integers(500, 30_000), st.sampled_from("AB"), TEXT)


@settings(max_examples=100, deadline=None)
@given(st.lists(CUE, max_size=30))
def test_a_suggestion_is_whole_sentences_of_one_speaker(
    said: list[tuple[int, int, str, str]],
) -> None:
    cues, at = [], 0
    for gap, length, who, text in said:
        cues.append(Cue(at + gap, at + gap + length, who, text))
        at += gap + length
    found = suggested(cues)
    if found is None:
        return
    start, duration = (
        round(time.total_seconds() * 1000)
        for time in (found.soundbite.start, found.soundbite.duration)
    )
    assert 15_000 <= duration <= 120_000
    assert found.text[-1] in ".?"
    inside = [cue for cue in cues if cue.start < start + duration and cue.end > start]
    assert {cue.speaker for cue in inside} == {found.speaker}
    assert found.text in " ".join(cue.text for cue in inside)
    assert len(found.soundbite.title) <= 128
    assert suggested(cues) == found


def test_nothing_is_suggested_where_nothing_can_be() -> None:
    assert suggested([]) is None
    assert suggested([Cue(-1, -1, "Ana", "No times. " * 40)]) is None
    assert suggested([Cue(0, 5000, "Ana", "Too short.")]) is None
    assert suggested([Cue(0, 60_000, "Ana", "without an end " * 9)]) is None
    apart = [Cue(0, 9000, "", "One."), Cue(60_000, 69_000, "", "Two.")]
    assert suggested(apart) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Oui. Le phare brûlait.", "Oui. Le phare brûlait."),
        ("彼は日本語を話す。それは", "彼は日本語を話す。"),
        ("« Le phare brûlait. » Puis rien.", "« Le phare brûlait. »"),
        ("a" * 150, "a" * 99 + "…"),
        ("salt " * 40, "salt " * 19 + "salt…"),
    ],
)
def test_a_title_is_the_first_sentence(text: str, title: str) -> None:
    assert title_of(text) == title
