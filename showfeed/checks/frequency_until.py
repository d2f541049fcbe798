"""The last day of a rule is written without dashes.

RFC 5545 writes `UNTIL=20241231`; calendars don't read `2024-12-31` there.
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = 'update_frequency: {text: Mondays, rrule: "FREQ=WEEKLY;UNTIL=2024-12-31"}\n'
GOOD = 'update_frequency: {text: Mondays, rrule: "FREQ=WEEKLY;UNTIL=20241231"}\n'

UNTIL = re.compile(r"UNTIL=([^;]*)", re.IGNORECASE)
BASIC = re.compile(r"\d{8}(T\d{6}Z?)?")


def check(show: Show) -> Iterator[Problem]:
    """Look at the form of the last day."""
    frequency = show.update_frequency
    until = UNTIL.search(frequency.rrule) if frequency else None
    if frequency and until and not BASIC.fullmatch(until[1]):
        yield Problem(
            frequency.origin.at("rrule"),
            "frequency-until",
            f"`{until[1]}` is not how calendars write a day",
            f"write `UNTIL={re.sub('[-:]', '', until[1])}`",
            Level.WARNING,
        )
