"""Members of JSON that somebody else wrote, with what to write instead where they don't fit."""

import json
from collections.abc import Mapping
from datetime import timedelta

from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.problems import Malformed

LONGEST = 100_000 * 3600  # seconds; as `parse_timecode`


def members(text: str, name: str) -> list[object]:
    """Return the list *name* of a JSON object.

    >>> members('{"chapters": [1]}', "chapters")
    [1]
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as failure:
        spot = f"line {failure.lineno}, column {failure.colno}"
        raise Malformed(
            f"it is not JSON from {spot} on: {failure.msg}", "correct it there"
        ) from None
    except (ValueError, RecursionError):
        raise Malformed("it is JSON with endless numbers or nesting", "shorten them") from None
    found = whole.get(name) if isinstance(whole, dict) else None
    if not isinstance(found, list):
        raise Malformed(f"the JSON has no list `{name}`", f'write `{{"{name}": […]}}`')
    return found


def words(member: Mapping[str, object], name: str) -> str:
    """Return a text member, or "" where it is left out or no text."""
    value = member.get(name)
    if not isinstance(value, str):
        return ""
    # JSON can spell half of a surrogate pair, which no file can hold.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def milliseconds(member: Mapping[str, object], name: str, where: str) -> int:
    """Return a time member in milliseconds, -1 where it is left out; text as a time is fine.

    >>> milliseconds({"startTime": 1.5}, "startTime", "chapter 1")
    1500
    """
    value = member.get(name)
    if value is None:
        return -1
    if isinstance(value, str):
        return parse_timecode(value) // timedelta(milliseconds=1)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST:
        return round(value * 1000)
    hint = "write seconds from the start, like `12.5`"
    raise Malformed(f"{where} has {quoted(json.dumps(value))} as `{name}`", hint)
