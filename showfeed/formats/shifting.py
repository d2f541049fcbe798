"""A time as somebody wrote it, moved: `06:09` becomes `06:22`, and stays in its dress.

Moved back it is what it was, as far as the times around it tell how they are written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

CLOCK = r"(?:[0-9]{1,5}:)?[0-9]{1,6}:[0-9]{1,2}(?:[.,][0-9]{1,12})?"
PARTS = re.compile(
    r"(?:(?:(?P<hours>[0-9]{1,5}):)?(?P<minutes>[0-9]{1,6}):)?(?P<seconds>[0-9]{1,15})"
    r"(?:(?P<sign>[.,])(?P<fraction>[0-9]{1,30}))?"
)


@dataclass(frozen=True)
class Style:
    """How the times of one list or file are written.

    *hours* and *minutes*: how many digits they have at least, minutes in times without hours.
    *short*: there are such. *zero*: hours are written though they are none. *past*: minutes go
    past 59. *decimals*: how many at least every time has. *captions*: WebVTT or SRT, which have
    rules of their own.
    """

    hours: int = 1
    minutes: int = 2
    short: bool = False
    zero: bool = False
    past: bool = False
    decimals: int = 0
    sign: str = "."
    captions: bool = False


def value_of(written: str) -> Decimal:
    """Return a time in seconds, exactly. Raises Malformed."""
    found = PARTS.fullmatch(written)
    if not found:
        raise Malformed(f"{quoted(written)} is not a time in the audio")
    hours, minutes, seconds = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    return (hours * 60 + minutes) * 60 + seconds + Decimal(f"0.{found['fraction'] or 0}")


def style_of(times: Iterable[str], dress: str = "") -> Style:
    """Find out how times are written. *dress* is what their format says of that, if it does.

    `captions`: WebVTT, SRT; `program`: what a program wrote as text; `floats`: … as numbers.
    """
    found = [match for time in times if (match := PARTS.fullmatch(time))]
    hours = [match["hours"] for match in found if match["hours"]]
    short = [match["minutes"] for match in found if match["minutes"] and not match["hours"]]
    fractions = [match["fraction"] for match in found if match["fraction"]]
    captions = dress == "captions"
    return Style(
        hours=_digits(hours, 2 if captions else 1),
        minutes=_digits(short, 2),
        short=bool(short),
        zero=any(int(hour) == 0 for hour in hours),
        past=not captions and any(int(minutes) > 59 for minutes in short),
        decimals=_decimals(fractions, dress) if len(fractions) == len(found) else 0,
        sign=next((match["sign"] for match in found if match["sign"]), "."),
        captions=captions,
    )


def _digits(numbers: list[str], otherwise: int) -> int:
    """Return how many digits numbers have at least: a zero in front, or a single one, tells."""
    told = [len(number) for number in numbers if len(number) == 1 or number[0] == "0"]
    return min(told, default=otherwise)


def _decimals(fractions: list[str], dress: str) -> int:
    """Return how many decimals all times have: zeros at an end, or many lengths alike, tell it."""
    if dress == "captions":
        return 3
    widths = {len(fraction) for fraction in fractions}
    padded = any(fraction.endswith("0") for fraction in fractions)
    told = padded or len(set(fractions)) > 2 or dress == "program"
    if dress != "floats" and len(widths) == 1 and told:
        return min(widths)
    return 1 if "0" in fractions or (dress == "floats" and fractions) else 0


def moved(written: str, by: Decimal, style: Style) -> str:
    """Return a time moved by so many seconds. Raises Malformed where it would begin before 0.

    >>> moved("06:09", Decimal("12.5"), style_of(["06:09"]))
    '06:21.5'
    >>> moved("59:50", Decimal(15), style_of(["0:00", "59:50"]))
    '1:00:05'
    """
    found = PARTS.fullmatch(written)
    time = value_of(written) + by
    if time < 0 or not found:
        raise Malformed(f"{quoted(written)} would lie before the start of the audio")
    seconds, part = divmod(time, 1)
    fraction = _fraction(found, part, by, style)
    if not found["minutes"]:
        return f"{int(seconds)}{fraction}"
    minutes, second = divmod(int(seconds), 60)
    ending = f"{second:0{len(found['seconds'])}d}{fraction}"
    if not _with_hours(found, minutes, style):
        digits = style.minutes if found["hours"] else _kept(found["minutes"], style.minutes)
        return f"{minutes:0{digits}d}:{ending}"
    hours, minute = divmod(minutes, 60)
    digits = _kept(found["hours"], style.hours) if found["hours"] else style.hours
    return f"{hours:0{digits}d}:{minute:02d}:{ending}"


def _kept(number: str, otherwise: int) -> int:
    """Return how many digits a number has at least: its own where they tell, else its list's."""
    return len(number) if len(number) == 1 or number[0] == "0" else otherwise


def _with_hours(found: "re.Match[str]", minutes: int, style: Style) -> bool:
    """Tell whether the moved time has hours, as others of its list would."""
    if not found["hours"]:
        return minutes > 59 and (style.captions or not (style.past or style.zero))
    if minutes > 59 or int(found["hours"]) == 0 or style.zero or style.past:
        return True
    return not style.short and style.hours > 1


def _fraction(found: "re.Match[str]", part: Decimal, by: Decimal, style: Style) -> str:
    """Write what is below a second, with its sign: as it was where whole seconds are moved."""
    if by % 1 == 0:
        return f"{found['sign'] or ''}{found['fraction'] or ''}"
    digits = f"{part.normalize():f}".partition(".")[2].ljust(style.decimals, "0")
    return f"{found['sign'] or style.sign}{digits}" if digits else ""
