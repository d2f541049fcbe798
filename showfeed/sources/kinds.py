"""The kinds of value that fields hold: text, numbers, dates, addresses, …"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from showfeed.formats.dates import parse_date
from showfeed.formats.durations import parse_duration
from showfeed.formats.flags import parse_flag
from showfeed.formats.languages import parse_language
from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.formats.urls import parse_url
from showfeed.problems import Malformed
from showfeed.sources.reading import Kind, Reading, Schema, T
from showfeed.sources.yaml_nodes import Node, Scalar

# YAML 1.2 makes numbers and truth values of what an author means as text; editors must not mind.
ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
SECONDS: Schema = {"type": "number", "minimum": 0, "maximum": 999_999_999}


def pattern(form: str, *more: Schema) -> Callable[[], Schema]:
    """Return the schema of text that has a form, or of something else."""
    text: Schema = {"type": "string", "pattern": rf"^\s*(?:{form})\s*$"}
    return lambda: {"anyOf": [text, *more]} if more else text


def of_text(
    rule: str, parse: Callable[[str], T], schema: Callable[[], Schema], example: T
) -> Kind[T]:
    """Return the kind of a scalar that *parse* reads."""

    def read(node: Node, reading: Reading) -> T:
        return parse(text_of(node))

    return Kind(rule, read, schema, example)


def text_of(node: Node) -> str:
    """Return a scalar's text without the blanks around it. Raises Malformed for a list or so."""
    if not isinstance(node, Scalar):
        raise Malformed("this is a list or has fields of its own", "write one value here")
    return node.text.strip()


def one_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())


def choice(rule: str, *words: str) -> Kind[str]:
    """Return the kind of a word out of a list, in any case."""
    known = {word.lower(): word for word in words}

    def parse(text: str) -> str:
        if text.lower() in known:
            return known[text.lower()]
        more = ", …" if len(words) > 12 else ""
        raise Malformed(
            f"{quoted(text)} is none of {', '.join(f'`{word}`' for word in words[:12])}{more}",
            did_you_mean(text, words, f"write `{words[0]}`"),
        )

    form = "|".join(
        "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word)
        for word in words
    )
    return of_text(rule, parse, pattern(form), words[0])


def whole_number(least: int = 0, most: int = 999_999_999) -> Kind[int]:
    """Return the kind of a whole number; `010` is ten."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise Malformed(
                f"{quoted(text)} is not a whole number from {least} to {most}",
                f"write it in digits, as in `{max(least, 1)}`",
            )
        return int(text)

    numbers: Schema = {"type": "integer", "minimum": least, "maximum": most}
    return of_text("number", parse, pattern("[0-9]{1,9}", numbers), max(least, 1))


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,12})?", text):
        raise Malformed(f"{quoted(text)} is not a number", "write it like `12` or `12.5`")
    return Decimal(text)


def matching(rule: str, form: str, what: str, hint: str, example: str) -> Kind[str]:
    """Return the kind of text of one form; *what* and *hint* tell of others."""

    def parse(text: str) -> str:
        if not re.fullmatch(form, text):
            raise Malformed(f"{quoted(text)} is not {what}", hint)
        return text

    # What YAML takes for a number, such as the slug 1984, is judged by its text alone.
    numbers = [{"type": "number"}] if re.fullmatch(form, "1984") else []
    return of_text(rule, parse, pattern(form, *numbers), example)


def _publish_at(text: str) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if not found:
        raise Malformed(f"{quoted(text)} is not a time of day", "write it like `06:00`")
    return time(int(found[1]), int(found[2]))


# In many machines' folder of zones, but not the same in all.
MACHINE_ZONES = ("localtime", "posixrules", "posix", "right", "Factory")


def _zone(text: str) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    try:
        if text.partition("/")[0] in MACHINE_ZONES:
            raise KeyError(text)
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        zones = sorted(available_timezones() - set(MACHINE_ZONES))
        city = text.casefold().replace(" ", "_")
        near = [
            zone
            for zone in zones
            if zone[:4] != "Etc/" and zone.rpartition("/")[2].casefold() == city
        ]
        hint = did_you_mean(text, zones, "write it like `Europe/Paris`")
        hint = f"write `{near[0]}`" if near else hint
        raise Malformed(f"{quoted(text)} is not a time zone", hint) from None
    return text


def _date(node: Node, reading: Reading) -> datetime:
    return parse_date(
        text_of(node), zone=reading.zone, publish_at=reading.publish_at, language=reading.language
    )


def parse_mail(text: str) -> str:
    """Read a mail address."""
    if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+", text):
        raise Malformed(f"{quoted(text)} is not a mail address", "write it like `me@example.com`")
    return text


TEXT = of_text("text", one_line, lambda: ANY_SCALAR, "Text")
MARKDOWN = of_text("text", str.strip, lambda: ANY_SCALAR, "Text")
YES_NO = of_text(
    "yes-no",
    parse_flag,
    pattern("[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]", {"type": "boolean"}),
    False,
)
URL = of_text(
    "url", parse_url, pattern(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"{}|\\^`]+"), "https://example.com"
)
URI = matching(
    "url",
    r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+",
    "an address",
    "write it with its scheme, as in `https://…`",
    "https://example.com",
)


def _folder_url(text: str) -> str:
    url = parse_url(text)
    if "?" in url or "#" in url:
        raise Malformed(
            f"{quoted(text)} is not the address of a folder",
            f"write `{re.split('[?#]', url)[0]}`: the names of files follow it",
        )
    return url.rstrip("/")


FOLDER_URL = of_text(
    "url",
    _folder_url,
    pattern(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"{}|\\^`?#]+"),
    "https://example.com",
)
LANGUAGE = of_text(
    "language", parse_language, pattern("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"), "en"
)
MAIL = of_text("mail", parse_mail, pattern(r"[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+"), "me@example.com")
TIMEZONE = of_text("timezone", _zone, lambda: {"type": "string"}, "UTC")
TIME_OF_DAY = of_text(
    "time-of-day", _publish_at, pattern("([01]?[0-9]|2[0-3]):[0-5][0-9]"), time(0, 0)
)
CLOCK_FORM = r"[0-9]+(:[0-5][0-9]){0,2}([.,][0-9]+)?"
TIME: Kind[timedelta] = of_text(
    "time", parse_timecode, pattern(CLOCK_FORM, {"type": "number", "minimum": 0}), timedelta()
)
DURATION: Kind[tuple[timedelta, bool]] = of_text(
    "duration",
    parse_duration,
    pattern(
        rf"{CLOCK_FORM}|[Pp][Tt]([0-9]+[HMShms])+|([0-9]+\s*[HhMmSs][a-z]*\.?\s*)+([0-9]{{1,2}})?",
        SECONDS,
    ),
    (timedelta(minutes=54), True),
)
# A month's name may be of any language, so a schema can only ask for a year of four digits.
DATE: Kind[datetime] = Kind(
    "date",
    _date,
    pattern(
        r"(0?[1-9]|[12][0-9]|3[01])[/.](0?[1-9]|1[0-2])[/.][0-9]{4}(\s.*)?|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([^\d].*)?"
        r"|([^\d\s]\S*\s+)?[0-9]{1,2}\S*[\s-]+(de\s+)?[^\d\s-]+[\s-]+(de\s+)?[0-9]{4}.*|[^\d\s]+\s+[0-9]{1,2}\S*\s+[0-9]{4}.*"
    ),
    datetime(2024, 4, 15, tzinfo=UTC),
)
NUMBER = whole_number()
DECIMAL = of_text(
    "number",
    _decimal,
    pattern(r"[0-9]{1,9}(\.[0-9]{1,12})?", {"type": "number", "minimum": 0}),
    Decimal(1),
)
UUID = matching(
    "guid",
    "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "a podcast:guid",
    "write it like `917393e3-1b1e-5cef-ace4-edaa54e1f810`",
    "917393e3-1b1e-5cef-ace4-edaa54e1f810",
)
MEDIA_TYPE = matching(
    "media-type",
    r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+",
    "a media type",
    "write it like `audio/mpeg`",
    "audio/mpeg",
)
