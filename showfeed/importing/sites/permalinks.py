"""Patterns of page addresses, as generators have them: `/:year/:month/:slug/`."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

TOKEN = re.compile(r":([a-z_]+)")


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """Fill a pattern; "" where it asks for what is not known.

    >>> filled("/:year/:title.html", {"year": "2024", "title": "rivers"})
    '/2024/rivers.html'
    """
    if any(name not in words for name in TOKEN.findall(pattern)):
        return ""
    return re.sub(r"/{2,}", "/", "/" + TOKEN.sub(lambda found: words[found[1]], pattern))


def date_words(date: datetime | None) -> dict[str, str]:
    """Return the parts of a date that patterns ask for.

    >>> date_words(datetime(2024, 4, 5))["y_day"]
    '096'
    """
    if date is None:
        return {}
    year, week, weekday = date.isocalendar()
    return {
        "year": f"{date:%Y}",
        "short_year": f"{date:%y}",
        "month": f"{date:%m}",
        "i_month": str(date.month),
        "day": f"{date:%d}",
        "i_day": str(date.day),
        "y_day": f"{date:%j}",
        "yearday": str(date.timetuple().tm_yday),
        "hour": f"{date:%H}",
        "minute": f"{date:%M}",
        "second": f"{date:%S}",
        "w_year": str(year),
        "week": f"{week:02d}",
        "w_day": str(weekday),
        "short_day": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[weekday - 1],
    }


def hugo_path(text: str) -> str:
    """Return a title or a file's name as Hugo writes it in addresses.

    >>> hugo_path("Foo & Bar: Zwölf")
    'foo-bar-zwölf'
    """
    kept = re.sub(r"[^\w\s./+~@-]", "", text.lower())
    return re.sub(r"\s+", "-", re.sub(r"\s*-\s*", "-", kept.strip()))


def jekyll_slug(text: str) -> str:
    """Return a text as Jekyll writes it in addresses.

    >>> jekyll_slug("Foo & Bar: Zwölf")
    'foo-bar-zwölf'
    """
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def plain_slug(text: str) -> str:
    """Return a text as Eleventy writes it in addresses: in plain letters.

    >>> plain_slug("Foo & Bar: Zwölf")
    'foo-bar-zwolf'
    """
    return jekyll_slug(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())
