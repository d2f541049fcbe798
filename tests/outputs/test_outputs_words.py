from datetime import UTC, datetime, timedelta, timezone

import pytest

from showfeed.outputs import words

DAY = datetime(2024, 4, 15, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "chapters"),
    [
        ("en", "Chapters"),
        ("fr-CA", "Chapitres"),
        ("DE", "Kapitel"),
        ("es-419", "Capítulos"),
        ("tlh", "Chapters"),
    ],
)
def test_the_show_s_language_gives_the_words(language: str, chapters: str) -> None:
    assert words.words(language).chapters == chapters


def test_every_language_says_the_same_roles() -> None:
    said = [set(w.roles) for w in words.LANGUAGES.values() if w.roles]
    assert all(roles == said[0] for roles in said)


def test_roles_are_said_in_the_show_s_language() -> None:
    assert words.role("Host", words.words("fr")) == "hôte"
    assert words.role("Guest", words.words("de-AT")) == "Gast"
    assert words.role("Sound Designer", words.words("fr")) == "sound designer"
    assert words.role("Guest", words.words("en")) == "guest"


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "April 15, 2024"),
        ("en-GB", "15 April 2024"),
        ("fr-FR", "15 avril 2024"),
        ("de", "15. April 2024"),
        ("es", "15 de abril de 2024"),
        ("fr-XX", "15 avril 2024"),
        ("x-y", "April 15, 2024"),
        ("", "April 15, 2024"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, date: str) -> None:
    assert words.date(DAY, language) == date


def test_a_date_is_the_day_in_the_episode_s_own_offset() -> None:
    late = datetime(2024, 4, 15, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert words.date(late, "fr") == "15 avril 2024"


@pytest.mark.parametrize(
    ("seconds", "language", "length"),
    [
        (54 * 60, "en", "54 minutes"),
        (62 * 60 + 29, "en", "1 hour 2 minutes"),
        (62 * 60 + 30, "es", "1 hora 3 minutos"),
        (3600, "en", "1 hour"),
        (12, "en", "12 seconds"),
        (0.4, "en", "0 seconds"),
    ],
)
def test_lengths_are_said_to_the_minute(seconds: float, language: str, length: str) -> None:
    assert words.length(timedelta(seconds=seconds), language) == length


def test_a_language_written_from_the_right_says_so() -> None:
    assert words.direction("ar-EG") == "rtl"
    assert words.direction("he") == "rtl"
    assert words.direction("fr") == "ltr"
