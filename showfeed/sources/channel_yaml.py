"""The values that only show.yaml has: owner, trailers, rhythm, feed, media, captions."""

from datetime import datetime

from showfeed.formats.dates import parse_date
from showfeed.model import (
    CaptionOptions,
    FeedOptions,
    MediaOptions,
    NotesIn,
    NotifyOptions,
    Owner,
    Trailer,
    UpdateFrequency,
)
from showfeed.problems import Malformed
from showfeed.sources.fields import Fields, either, many, mapping
from showfeed.sources.kinds import (
    DATE,
    MAIL,
    MEDIA_TYPE,
    NUMBER,
    TEXT,
    URL,
    YES_NO,
    choice,
    matching,
    parse_mail,
    text_of,
    whole_number,
)
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.tags_yaml import from_text
from showfeed.sources.yaml_nodes import Node

FEED_PATH = matching(
    "path",
    r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\.xml",
    "a path that ends in .xml",
    "write it like `feed.xml`",
    "feed.xml",
)


def _owner(node: Node, reading: Reading) -> Owner:
    name, mark, address = text_of(node).removesuffix(">").partition("<")
    if not mark:
        raise Malformed("an owner has a name and a mail address", "write `Name <me@example.com>`")
    return Owner(parse_mail(address.strip()), name.strip())


def _read_owner(fields: Fields) -> Owner:
    mail = fields.must("email", MAIL, "Where services write to.")
    return Owner(mail, fields.may("name", TEXT, "", "Who reads it."))


OWNER: Kind[Owner] = either(
    Kind(
        "mail",
        _owner,
        lambda: {"type": "string", "pattern": r"<[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+>\s*$"},
        Owner("me@example.com"),
    ),
    mapping("an owner", _read_owner, Owner("me@example.com")),
)


def _read_trailer(fields: Fields) -> Trailer:
    return Trailer(
        title=fields.must("title", TEXT, "The trailer's name."),
        url=fields.must("url", URL, "Its audio."),
        date=fields.must("date", DATE, "When it came out."),
        length=fields.may("length", NUMBER, None, "Bytes."),
        type=fields.may("type", MEDIA_TYPE, "", "Its media type."),
        season=fields.may("season", NUMBER, None, "The season that it announces."),
        origin=fields.origin,
    )


TRAILER = mapping(
    "a trailer", _read_trailer, Trailer("Trailer", "https://example.com/t.mp3", DATE.example)
)


def _rrule(text: str) -> str:
    """Read an RFC 5545 rule; whether it makes sense dateutil says."""
    from dateutil.rrule import rrulestr

    rule = text.removeprefix("RRULE:")
    try:
        start = parse_date("2024-01-01")
        rrulestr(rule, dtstart=start if "Z" in rule else start.replace(tzinfo=None))
    except Exception:  # dateutil raises whatever its parts raise
        raise Malformed(
            f"`{rule}` is not a rule of RFC 5545", "write it like `FREQ=WEEKLY;BYDAY=MO`"
        ) from None
    return rule


RRULE: Kind[str] = Kind(
    "rrule",
    lambda n, r: _rrule(text_of(n)),
    lambda: {"type": "string", "pattern": "FREQ="},
    "FREQ=WEEKLY",
)


def _read_frequency(fields: Fields) -> UpdateFrequency:
    rule = fields.may("rrule", RRULE, "", "The rhythm as an RFC 5545 rule.")
    start: datetime | None = fields.may("dtstart", DATE, None, "The first day.")
    if "COUNT=" in rule and start is None:
        fields.reading.note(
            fields.origin.at("rrule"),
            "rrule",
            "a rule with COUNT counts from a first day",
            "add `dtstart: 2024-04-15`",
        )
    return UpdateFrequency(
        fields.must("text", TEXT, "The rhythm in words."),
        rule,
        start,
        fields.may("complete", YES_NO, False, "Nothing more will come."),
        fields.origin,
    )


FREQUENCY: Kind[UpdateFrequency] = either(
    from_text(TEXT, lambda text, origin: UpdateFrequency(text, origin=origin)),
    mapping("an update frequency", _read_frequency, UpdateFrequency("Weekly")),
)


def _read_feed(fields: Fields) -> FeedOptions:
    notes = fields.may(
        "notes", choice("notes", "both", "description", "content"), "both", "Where notes stand."
    )
    return FeedOptions(
        fields.may("path", FEED_PATH, "feed.xml", "The feed's file."),
        fields.may("limit", whole_number(1), None, "Episodes on the first page."),
        NotesIn(notes),
        fields.may("hub", many(URL), (), "WebSub hubs, told of every new feed."),
    )


FEED = mapping("feed", _read_feed, FeedOptions())


def _read_notify(fields: Fields) -> NotifyOptions:
    return NotifyOptions(
        fields.may("podping", YES_NO, None, "Tell podping; else as `podping` says."),
        fields.may("podcast_index", YES_NO, False, "Tell the Podcast Index."),
    )


NOTIFY = mapping("notify", _read_notify, NotifyOptions())


def _read_media(fields: Fields) -> MediaOptions:
    url = fields.may("url", URL, "", "Where the audio is served from.").rstrip("/")
    return MediaOptions(
        url,
        fields.may("prefix", URL, "", "A measuring prefix, such as OP3's."),
        fields.may("embed", YES_NO, False, "Put chapters, cover and titles into the audio."),
    )


MEDIA = mapping("media", _read_media, MediaOptions())


def _read_captions(fields: Fields) -> CaptionOptions:
    usual = CaptionOptions()
    return CaptionOptions(
        fields.may("lines", whole_number(1, 2), usual.lines, "Lines of a caption."),
        fields.may("columns", whole_number(16, 80), usual.columns, "Letters in a line."),
        fields.may("seconds", whole_number(3, 20), usual.seconds, "How long one may stand."),
    )


CAPTIONS = mapping("captions", _read_captions, CaptionOptions())
