"""What feeds write in attributes and short texts → values; what can't be read is noted."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from showfeed.formats.feed_dates import parse_feed_date, parse_feed_duration
from showfeed.formats.people import parse_role
from showfeed.formats.quoting import quoted
from showfeed.problems import Level, Malformed
from showfeed.sources.feed_tags import Tag

YES = ("yes", "true", "explicit")
NO = ("no", "false", "clean")
DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{0,18})?")


def whole(tag: Tag, text: str, what: str, least: int = 0) -> int | None:
    """Read a whole number, or note that it is none."""
    if not text:
        return None
    number = decimal(tag, text, what)
    if number is None or number != number.to_integral_value():
        if number is not None:
            tag.remark("feed-number", f"{quoted(text)} is not a whole {what}", "write digits alone")
        return None
    if number < least:
        tag.remark("feed-number", f"{quoted(text)} is no {what}", f"write {least} or more")
        return None
    return int(number)


def decimal(tag: Tag, text: str, what: str) -> Decimal | None:
    """Read a number, or note that it is none."""
    if not text:
        return None
    if DECIMAL.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:  # pragma: no cover - the expression lets through numbers alone
            pass
    tag.remark("feed-number", f"{quoted(text)} is no {what}", "write digits alone")
    return None


def seconds(tag: Tag, attribute: str) -> timedelta | None:
    """Read an attribute in decimal seconds, or note that it is none."""
    if tag.lacks(attribute):
        return None
    try:
        found, _ = parse_feed_duration(tag.get(attribute))
    except Malformed as error:
        tag.remark("feed-number", error.message, "write seconds, such as `73.5`")
        return None
    return found


def date(tag: Tag, text: str, language: str = "en") -> datetime | None:
    """Read a date; how it is written is told, and whether it is one."""
    try:
        moment, remark = parse_feed_date(text, language)
    except Malformed as error:
        tag.refuse("feed-date", error)
        return None
    if remark:
        tag.refuse("feed-date", remark)
    return moment


def moment(tag: Tag, attribute: str) -> datetime | None:
    """Read an attribute that is a date of ISO 8601 (or any other)."""
    if not tag.get(attribute):
        return None
    try:
        return parse_feed_date(tag.get(attribute))[0]
    except Malformed as error:
        tag.refuse("feed-date", error)
        return None


def duration(tag: Tag, text: str) -> timedelta | None:
    """Read a length; how it is written is told, and whether it is one."""
    if not text:
        return None
    try:
        found, remark = parse_feed_duration(text)
    except Malformed as error:
        tag.refuse("feed-duration", error)
        return None
    if remark:
        tag.refuse("feed-duration", remark)
    return found


def flag(tag: Tag, text: str) -> bool | None:
    """Read yes or no in all its forms, or note that it is neither."""
    word = text.strip().lower()
    if not word:
        return None
    if word in YES:
        return True
    if word not in NO:
        tag.remark("feed-flag", f"{quoted(text)} is neither `true` nor `false`", "write `false`")
        return None
    return False


def explicit(parent: Tag) -> bool | None:
    """Read itunes:explicit; the words of old are told."""
    tag = parent.tag("itunes:explicit") or parent.tag("googleplay:explicit")
    if tag is None:
        return None
    found = flag(tag, tag.words)
    if found is not None and tag.words not in ("true", "false"):
        word = str(found).lower()
        tag.remark(
            "feed-flag", f"{quoted(tag.words)} is an old form", f"write `{word}`", Level.WARNING
        )
    return found


def role(tag: Tag) -> tuple[str, str]:
    """Read a person's role and group; those outside the taxonomy stay as they are."""
    written, group = tag.get("role") or "host", tag.get("group") or "cast"
    try:
        return parse_role(written, tag.get("group"))
    except Malformed as error:
        tag.refuse("feed-person", error, Level.WARNING)
        return written.title(), group.title()
