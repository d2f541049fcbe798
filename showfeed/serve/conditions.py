"""Conditional requests (RFC 9110, section 13): has the client this very file already?"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

Headers = Mapping[bytes, bytes]
TAG = re.compile(rb'(?:W/)?"[^"]*"')


def weak_match(listed: bytes, etag: bytes) -> bool:
    """Tell whether a list of tags, or `*`, names *etag*; weak tags count.

    >>> weak_match(b'"a", W/"b"', b'"b"'), weak_match(b"*", b'"b"'), weak_match(b'"bb"', b'"b"')
    (True, True, False)
    """
    if listed == etag or listed.strip() == b"*":
        return True
    return any(tag.removeprefix(b"W/") == etag for tag in TAG.findall(listed))


def strong_match(listed: bytes, etag: bytes) -> bool:
    """Tell whether a list of tags, or `*`, names *etag* as a strong one."""
    return listed.strip() == b"*" or etag in TAG.findall(listed)


def seconds(value: bytes) -> int | None:
    """Return an HTTP date as seconds since 1970; None where it is none.

    >>> seconds(b"Thu, 01 Jan 1970 00:01:00 GMT"), seconds(b"soon")
    (60, None)
    """
    try:
        moment = parsedate_to_datetime(value.decode("ascii"))
        moment = moment.replace(tzinfo=moment.tzinfo or UTC)
        return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def failed(headers: Headers, etag: bytes, modified: int) -> bool:
    """Tell whether the client wants another state of the file than this one: 412."""
    wanted = headers.get(b"if-match")
    if wanted is not None:
        return not strong_match(wanted, etag)
    since = headers.get(b"if-unmodified-since")
    if since is None:
        return False
    limit = seconds(since)
    return limit is not None and modified > limit


def unchanged(headers: Headers, etag: bytes, modified: int) -> bool:
    """Tell whether what the client has is still good: 304. A tag outweighs a date."""
    known = headers.get(b"if-none-match")
    if known is not None:
        return weak_match(known, etag)
    since = headers.get(b"if-modified-since")
    if since is None:
        return False
    limit = seconds(since)
    return limit is not None and modified <= limit


def range_holds(headers: Headers, etag: bytes, modified: int) -> bool:
    """Tell whether a part fits what the client has: If-Range names a strong tag or the date."""
    value = headers.get(b"if-range")
    if value is None:
        return True
    if b'"' in value:
        return value.strip() == etag
    return seconds(value) == modified
