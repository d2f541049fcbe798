"""The names of months and days in which dates are written."""

import unicodedata
from functools import cache

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ENGLISH = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)


def month_number(name: str, language: str) -> int:
    """Return the month that *name* means in English or in the show's language, or 0.

    >>> month_number("April", "fr"), month_number("août", "fr"), month_number("aout", "fr")
    (4, 8, 8)
    """
    folded = _folded(name)
    return ENGLISH.get(folded) or _names(language).get(folded, 0)


def _folded(name: str) -> str:
    """Fold case, accents and dots away: people leave them out."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip(". ")


@cache
def _names(language: str) -> dict[str, int]:
    """Return the folded names of a language's months; nothing where the language is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return {}
    return {
        _folded(name): number
        for context in ("stand-alone", "format")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[context][width].items()
    }
