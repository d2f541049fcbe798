import re
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


SAME = {  # words that two languages write alike
    "fr": {"position", "description", "license", "pause", "bonus", "menu", "notes"},
    "de": {
        "feed",
        "trailer",
        "bonus",
        "player",
        "pause",
        "link",
        "downloads",
        "live",
        "position",
        "website",
    },
    "es": {"feed"},
}


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_every_word_is_said_in_the_language(language: str) -> None:
    ours, english = vars(words.words(language)), vars(words.words("en"))
    same = {name for name, word in ours.items() if word == english[name]}
    assert same - SAME[language] - {"colon", "roles"} == set()
    for name, word in english.items():
        if isinstance(word, str):
            assert set(re.findall(r"{\w+}", word)) == set(re.findall(r"{\w+}", ours[name])), name


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 episode"),
        ("en", 1200, "1,200 episodes"),
        ("fr", 0, "0 épisode"),
        ("fr", 1, "1 épisode"),
        ("de", 2, "2 Folgen"),
        ("de-CH", 1200, "1’200 Folgen"),
        ("es", 1, "1 episodio"),
    ],
)
def test_a_count_has_the_plural_of_its_language(language: str, number: int, said: str) -> None:
    assert words.count(number, words.words(language).episode_count, language) == said


def test_a_theme_s_language_has_its_own_plurals() -> None:
    forms = {
        "one": "{n} odcinek",
        "few": "{n} odcinki",
        "many": "{n} odcinków",
        "other": "{n} odcinka",
    }
    said = [words.count(number, forms, "pl") for number in (1, 3, 5, 22)]
    assert said == ["1 odcinek", "3 odcinki", "5 odcinków", "22 odcinki"]
