"""show.yaml: which fields a show has."""

from datetime import datetime

from showfeed.formats.dates import parse_date
from showfeed.formats.taxonomy import MEDIUMS
from showfeed.model import (
    FeedOptions,
    MediaOptions,
    NotesIn,
    Owner,
    Person,
    Show,
    ShowType,
    Trailer,
    UpdateFrequency,
)
from showfeed.problems import Malformed
from showfeed.sources.fields import Fields, Kind, Reading, either, many, mapping
from showfeed.sources.images_yaml import IMAGE
from showfeed.sources.kinds import (
    DATE,
    LANGUAGE,
    MAIL,
    MARKDOWN,
    MEDIA_TYPE,
    NUMBER,
    TEXT,
    TIME_OF_DAY,
    TIMEZONE,
    URL,
    UUID,
    YES_NO,
    choice,
    matching,
    parse_mail,
    text_of,
    whole_number,
)
from showfeed.sources.kinds_files import PICTURE
from showfeed.sources.kinds_people import REGISTRY, people
from showfeed.sources.kinds_show import CATEGORIES, LOCKED, PUBLISH, SEASONS
from showfeed.sources.tags_yaml import (
    BLOCK,
    CHAT,
    FUNDING,
    LICENSE,
    LOCATION,
    REMOTE_ITEM,
    SOCIAL,
    TXT,
    from_text,
)
from showfeed.sources.value_yaml import VALUE
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
    )


FEED = mapping("feed", _read_feed, FeedOptions())


def _read_media(fields: Fields) -> MediaOptions:
    url = fields.may("url", URL, "", "Where the audio is served from.").rstrip("/")
    return MediaOptions(url, fields.may("prefix", URL, "", "A measuring prefix, such as OP3's."))


MEDIA = mapping("media", _read_media, MediaOptions())


def read_show(fields: Fields) -> Show:
    """Read a show's fields. Zone, hour, language and people go to what is read after."""
    reading = fields.reading
    reading.language = fields.must("language", LANGUAGE, "Its language: fr, en-GB.")
    reading.zone = fields.may("timezone", TIMEZONE, "UTC", "Zone of dates without one.")
    publish_at = fields.may("publish_at", TIME_OF_DAY, reading.publish_at, "Hour of dates without.")
    reading.publish_at = publish_at
    reading.people = fields.may("people", REGISTRY, {}, "Everybody, by an id.")
    locked, locked_owner = fields.may("locked", LOCKED, (True, ""), "Other hosts must not import.")
    return Show(
        title=fields.must("title", TEXT, "The show's name."),
        url=fields.must("url", URL, "Where public/ will stand, https.").rstrip("/"),
        description=fields.must("description", MARKDOWN, "What it is about, in Markdown."),
        language=reading.language,
        author=fields.must("author", TEXT, "Who makes it."),
        categories=fields.must("categories", CATEGORIES, "Apple's: Business > Management."),
        cover=fields.may("cover", PICTURE, None, "A square picture, 3000 pixels wide."),
        explicit=fields.may("explicit", YES_NO, False, "Not for children."),
        timezone=reading.zone,
        publish_at=publish_at,
        type=ShowType(
            fields.may("type", choice("type", "episodic", "serial"), "episodic", "How it is told.")
        ),
        owner=fields.may("owner", OWNER, None, "Whom services write to; published."),
        registry=reading.people,
        people=_hosts(fields),
        seasons=fields.may("seasons", SEASONS, {}, "Number and name of each."),
        link=fields.may("link", URL, "", "Its page, if not the one made here."),
        copyright=fields.may("copyright", TEXT, "", "Who owns it."),
        license=fields.may("license", LICENSE, None, "An SPDX identifier, or an own one."),
        locked=locked,
        locked_owner=locked_owner,
        funding=fields.may("funding", many(FUNDING), (), "Where listeners can give."),
        locations=fields.may("location", many(LOCATION), (), "Places that it is about."),
        medium=fields.may("medium", choice("medium", *MEDIUMS), "", "If not a podcast."),
        trailers=fields.may("trailers", many(TRAILER), (), "Its trailers."),
        podroll=fields.may("podroll", many(REMOTE_ITEM), (), "Shows that it recommends."),
        remote_items=fields.may("remote_items", many(REMOTE_ITEM), (), "What a list holds."),
        publisher=fields.may("publisher", REMOTE_ITEM, None, "The publisher's feed."),
        update_frequency=fields.may("update_frequency", FREQUENCY, None, "How often it comes."),
        value=fields.may("value", VALUE, None, "How listeners can pay a minute."),
        chat=fields.may("chat", CHAT, None, "The room where listeners meet."),
        social=fields.may("social", many(SOCIAL), (), "Posts under which people talk."),
        block=fields.may("block", BLOCK, (), "Hide it from all, or from some services."),
        txt=fields.may("txt", many(TXT), (), "Text for a purpose."),
        guid=fields.may("guid", UUID, "", "Its podcast:guid, if it has one already."),
        new_feed_url=fields.may("new_feed_url", URL, "", "Where the feed moves to."),
        complete=fields.may("complete", YES_NO, False, "No more episodes ever."),
        podping=fields.may("podping", YES_NO, None, "It tells podping of news."),
        images=fields.may("images", many(IMAGE), (), "More pictures, each with its purpose."),
        feed=fields.may("feed", FEED, FeedOptions(), "Size and place of the feed."),
        media=fields.may("media", MEDIA, MediaOptions(), "Another server for audio."),
        publish=fields.may("publish", PUBLISH, (), "Where `publish` puts it."),
        theme=fields.may("theme", TEXT, "", "A folder of own templates."),
        origin=fields.origin,
    )


def _hosts(fields: Fields) -> tuple[Person, ...]:
    """Return who is credited on every episode: those named, else the registry's hosts."""
    named = (
        *fields.may("host", people("Host"), (), "Who leads through the show."),
        *fields.may("hosts", people("Host"), (), "Who lead through the show."),
    )
    cast = ("Host", "Co-Host")
    return named or tuple(p for p in fields.reading.people.values() if p.role in cast)
