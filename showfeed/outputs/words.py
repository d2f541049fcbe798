"""The words that showfeed itself says to listeners, in the show's language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from showfeed.formats.words_in import LANGUAGES, Words
from showfeed.formats.words_in.english import WORDS as ENGLISH
from showfeed.model import Show
from showfeed.model.theme import Forms

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "LANGUAGES",
    "Words",
    "count",
    "date",
    "direction",
    "fill",
    "length",
    "of",
    "role",
    "words",
]


def words(language: str) -> Words:
    """Return the words of a language, or English ones where we have none."""
    return LANGUAGES.get(language.partition("-")[0].lower(), ENGLISH)


def of(show: Show) -> Words:
    """Return the words of a show: its theme's, and those of its language."""
    own = show.theme.words if show.theme else ()
    return _with(show.language, own) if own else words(show.language)


@lru_cache(maxsize=8)
def _with(language: str, own: "tuple[tuple[str, str | Forms], ...]") -> Words:
    changed: dict[str, Any] = {
        name: value if isinstance(value, str) else dict(value) for name, value in own
    }
    base = words(language)
    if "roles" in changed:
        changed["roles"] = {**base.roles, **changed["roles"]}
    return replace(base, **changed)


def role(name: str, say: Words) -> str:
    """Return a role of the taxonomy as listeners of the show would say it."""
    return say.roles.get(name.lower(), name.lower())


@lru_cache(maxsize=64)
def locale(language: str) -> "Locale":
    """Return what Babel knows of a language: its own, that of its main tag, or English."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def direction(language: str) -> str:
    """Return which way the language is written, as HTML's `dir` says it."""
    return "rtl" if locale(language).character_order == "right-to-left" else "ltr"


def date(moment: datetime, language: str) -> str:
    """Return the day of *moment*, in its own UTC offset, as the language writes it."""
    return _day(moment.year, moment.month, moment.day, language)


@lru_cache(maxsize=1024)
def _day(year: int, month: int, day: int, language: str) -> str:
    from babel.dates import format_date

    return format_date(datetime(year, month, day), "long", locale(language))  # noqa: DTZ001


@lru_cache(maxsize=1024)
def length(duration: timedelta, language: str) -> str:
    """Return a length to the minute, or to the second where it is shorter than one."""
    from babel.units import format_unit

    place = locale(language)
    seconds = round(duration.total_seconds())
    if seconds < 60:
        return format_unit(seconds, "duration-second", "long", locale=place)
    hours, minutes = divmod((seconds + 30) // 60, 60)
    parts = (("duration-hour", hours), ("duration-minute", minutes))
    return " ".join(
        format_unit(count, unit, "long", locale=place) for unit, count in parts if count
    )


def count(number: int, forms: Mapping[str, str], language: str) -> str:
    """Return how many there are, in the plural that the language has for that number."""
    from babel.numbers import format_decimal

    place = locale(language)
    form = forms.get(place.plural_form(number), forms.get("other", "{n}"))
    return fill(form, n=str(format_decimal(number, locale=place)))


def fill(words: str, **values: str) -> str:
    """Put values into the `{places}` of some words; braces of another meaning stay.

    >>> fill("{n} of {all} {x}", n="1", all="2")
    '1 of 2 {x}'
    """
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


@lru_cache(maxsize=256)
def language_name(language: str, spoken: str) -> str:
    """Return what a language is called in the one that is *spoken*.

    >>> language_name("fr", "de"), language_name("en-GB", "en-GB"), language_name("xx", "en")
    ('Französisch', 'English (United Kingdom)', 'xx')
    """
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language, sep="-").get_display_name(locale(spoken))
    except (UnknownLocaleError, ValueError):
        found = None
    return found or language


def size(count: int, language: str) -> str:
    """Return a file's size as the language writes it.

    >>> size(38_400_000, "en"), size(5_120, "en")
    ('38.4 MB', '5 kB')
    """
    from babel.units import format_unit

    unit, parts = ("megabyte", 1_000_000) if count >= 1_000_000 else ("kilobyte", 1_000)
    number = round(count / parts, 1 if parts > 1000 and count < 100_000_000 else 0)
    return format_unit(number, f"digital-{unit}", "short", locale=locale(language))
