"""Chapters that the description lists are not listed again below it, but where it is cut."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from showfeed.model import Chapter, Episode, Show
from showfeed.outputs.notes import feed_notes, full_notes
from showfeed.outputs.notes_text import notes_text

LINES = "00:00:00 One\n\n(00:01:00) Two\n\n"


def test_chapters_of_the_description_are_listed_once() -> None:
    episode = Episode(
        "a",
        "A",
        date=datetime(2024, 4, 15, tzinfo=UTC),
        chapters=(Chapter(timedelta(), "One"), Chapter(timedelta(minutes=1), "Two")),
        description=LINES,
        chapters_in_description=True,
    )
    show = Show("S", "https://s.example", "D", "en", "A", episodes=(episode,))
    for notes in (full_notes(show, episode), feed_notes(show, episode)[0], notes_text(show, episode)):  # fmt: skip
        assert (notes.count("One"), notes.count("Two")) == (1, 1)
    twice = replace(episode, chapters_in_description=False)
    assert full_notes(show, twice).count("Two") == 2
    long = replace(episode, description="".join(f"Word {n}.\n\n" for n in range(900)) + LINES)
    notes, cut = feed_notes(show, long)
    assert cut and notes.count("Two") == 1
