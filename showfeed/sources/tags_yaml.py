"""The Podcasting 2.0 values that both files share, as their fields are written."""

from dataclasses import replace
from datetime import timedelta

from showfeed.formats.taxonomy import (
    CHAT_PROTOCOLS,
    MEDIUMS,
    SERVICES,
    SOCIAL_PROTOCOLS,
)
from showfeed.model import (
    AlternateEnclosure,
    Block,
    Chat,
    ContentLink,
    Funding,
    Integrity,
    License,
    Location,
    RemoteItem,
    SocialInteract,
    Soundbite,
    SourceUri,
    Txt,
)
from showfeed.problems import Origin
from showfeed.sources.fields import Fields, Kind, Reading, either, many, mapping
from showfeed.sources.kinds import (
    DECIMAL,
    LANGUAGE,
    MARKDOWN,
    MEDIA_TYPE,
    NUMBER,
    TEXT,
    TIME,
    URI,
    URL,
    UUID,
    YES_NO,
    choice,
    matching,
    text_of,
)
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence

GEO = matching(
    "location",
    r"geo:-?[0-9]{1,2}(\.[0-9]+)?,-?[0-9]{1,3}(\.[0-9]+)?(,-?[0-9]+(\.[0-9]+)?)?(;[a-z]+=[0-9.]+)*",
    "a geo: address (RFC 5870)",
    "write it like `geo:45.76,4.84`: latitude, then longitude",
    "geo:45.76,4.84",
)
OSM = matching(
    "location",
    "[NWR][0-9]+(#[0-9]+)?",
    "an OpenStreetMap id",
    "write its type's letter and number, as in `R120965`",
    "R1",
)
COUNTRY = matching(
    "location",
    "(?!UK$)[A-Z]{2}",
    "a country code (ISO 3166-1)",
    "write two capitals, as in `FR` (`GB`, not `UK`)",
    "FR",
)
HOST = matching(
    "chat",
    r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?",
    "a server's name",
    "write it without `https://`, as in `irc.example.com`",
    "irc.example.com",
)


def _read_location(fields: Fields) -> Location:
    return Location(
        fields.must("name", TEXT, "The place in words."),
        fields.may("rel", choice("location", "subject", "creator"), "", "What is there."),
        fields.may("geo", GEO, "", "Latitude and longitude."),
        fields.may("osm", OSM, "", "The OpenStreetMap id."),
        fields.may("country", COUNTRY, "", "The country's code."),
        fields.origin,
    )


def _read_funding(fields: Fields) -> Funding:
    url = fields.must("url", URL, "The page where listeners can give.")
    return Funding(url, fields.may("text", TEXT, "", "The link's words."), fields.origin)


def _read_license(fields: Fields) -> License:
    name = fields.must("name", TEXT, "An SPDX identifier such as CC-BY-4.0, or an own name.")
    return License(name, fields.may("url", URL, "", "The page that says it all."), fields.origin)


def _read_remote_item(fields: Fields) -> RemoteItem:
    return RemoteItem(
        fields.must("feed_guid", UUID, "The other feed's podcast:guid."),
        fields.may("feed_url", URL, "", "Its address."),
        fields.may("item_guid", TEXT, "", "The guid of one item."),
        fields.may("medium", choice("medium", *MEDIUMS), "", "Its medium, if not podcast."),
        fields.may("title", TEXT, "", "Its name."),
        fields.origin,
    )


def _read_social(fields: Fields) -> SocialInteract:
    protocol = fields.must("protocol", choice("social", *SOCIAL_PROTOCOLS), "Which network.")
    disabled = protocol == "disabled"
    return SocialInteract(
        protocol,
        fields.may("uri", URI, "", "The post's address.")
        if disabled
        else fields.must("uri", URI, "The post's address."),
        fields.may("account_id", TEXT, "", "Who posted it."),
        fields.may("account_url", URL, "", "Their page."),
        fields.may("priority", NUMBER, None, "Which comes first: 1 before 2."),
        fields.origin,
    )


def _read_chat(fields: Fields) -> Chat:
    return Chat(
        fields.must("server", HOST, "The server's name."),
        fields.must("protocol", choice("chat", *CHAT_PROTOCOLS), "How it is spoken to."),
        fields.may("account_id", TEXT, "", "The show's account there."),
        fields.may("space", TEXT, "", "The room."),
        fields.origin,
    )


def _read_txt(fields: Fields) -> Txt:
    text = fields.must("text", MARKDOWN, "The text.")
    return Txt(text, fields.may("purpose", TEXT, "", "What it is for."), fields.origin)


def _read_soundbite(fields: Fields) -> Soundbite:
    start = fields.must("start", TIME, "Where it begins.")
    end = fields.may("end", TIME, None, "Where it ends, if no `duration` is given.")
    if end is not None and not fields.has("duration"):
        duration = end - start
        if duration <= timedelta():
            fields.reading.note(
                fields.origin.at("end"),
                "soundbite",
                "the soundbite ends before it begins",
                "write a time after `start`",
            )
    else:
        duration = fields.must("duration", TIME, "How long it is.")
    title = fields.may("title", TEXT, "", "Its words; else the episode's title.")
    return Soundbite(start, duration, title, fields.origin)


def _read_source(fields: Fields) -> SourceUri:
    uri = fields.must("uri", URI, "Where it is.")
    return SourceUri(uri, fields.may("content_type", MEDIA_TYPE, "", "Its type, if another."))


def _read_integrity(fields: Fields) -> Integrity:
    return Integrity(
        fields.must("type", choice("integrity", "sri", "pgp-signature"), "How it is proved."),
        fields.must("value", TEXT, "The hash or the signature."),
    )


def _read_alternate(fields: Fields) -> AlternateEnclosure:
    return AlternateEnclosure(
        type=fields.must("type", MEDIA_TYPE, "The media type."),
        sources=fields.must("sources", many(SOURCE), "Where it is to be had."),
        integrity=fields.may("integrity", INTEGRITY, None, "Proof that it is whole."),
        length=fields.may("length", NUMBER, None, "Bytes."),
        bitrate=fields.may("bitrate", DECIMAL, None, "Bits a second."),
        height=fields.may("height", NUMBER, None, "Pixels of a video."),
        lang=fields.may("lang", LANGUAGE, "", "Its language."),
        title=fields.may("title", TEXT, "", "What listeners choose by."),
        rel=fields.may("rel", TEXT, "", "What it is in relation to the audio."),
        codecs=fields.may("codecs", TEXT, "", "Codecs as in RFC 6381."),
        default=fields.may("default", YES_NO, False, "The same as the audio of the episode."),
        origin=fields.origin,
    )


def _read_link(fields: Fields) -> ContentLink:
    href = fields.must("href", URL, "Where the stream is.")
    return ContentLink(href, fields.may("text", TEXT, "", "The link's words."))


def _block(node: Node, reading: Reading) -> tuple[Block, ...]:
    """Read yes/no for all, names of services, or a service's yes/no each."""
    slug = choice("block", *SERVICES)
    if isinstance(node, Mapping):
        return tuple(
            Block(YES_NO.read(v, reading), _slug(k, slug, reading, node), Origin(v.place))
            for k, v in node.values.items()
        )
    if isinstance(node, Sequence):
        return tuple(Block(True, slug.read(i, reading), Origin(i.place)) for i in node.items)
    return (Block(YES_NO.read(node, reading), "", Origin(node.place)),)


def _slug(name: str, slug: Kind[str], reading: Reading, node: Mapping) -> str:
    from showfeed.sources.yaml_nodes import Scalar

    return slug.read(Scalar(node.keys[name], name), reading)


def from_text(kind: Kind, make: object) -> Kind:  # type: ignore[type-arg]
    """Return the kind of one scalar out of which *make* makes the whole value."""
    return Kind(
        kind.rule,
        lambda node, reading: make(kind.read(node, reading), Origin(node.place)),  # type: ignore[operator]
        kind.schema,
        make(kind.example, Origin()),  # type: ignore[operator]
    )


def _funding_text(text: str, origin: Origin) -> Funding:
    from showfeed.formats.urls import parse_url

    words, _, url = text.removesuffix(">").rpartition("<")
    if not words:
        url, _, words = text.partition(" ")
    return Funding(parse_url(url.strip()), words.strip(), origin)


LOCATION: Kind[Location] = either(
    from_text(TEXT, lambda text, origin: Location(text, origin=origin)),
    mapping("a location", _read_location, Location("Paris")),
)
FUNDING: Kind[Funding] = either(
    from_text(
        Kind(
            "funding",
            lambda n, r: text_of(n),
            lambda: {"type": "string", "pattern": r"https?://"},
            "https://example.com",
        ),
        _funding_text,
    ),
    mapping("funding", _read_funding, Funding("https://example.com", "Give")),
)
LICENSE: Kind[License] = either(
    from_text(TEXT, lambda text, origin: License(text, origin=origin)),
    mapping("a license", _read_license, License("CC-BY-4.0")),
)
REMOTE_ITEM = mapping("a remote item", _read_remote_item, RemoteItem(UUID.example))
SOCIAL = mapping("a social post", _read_social, SocialInteract("activitypub"))
CHAT = mapping("a chat", _read_chat, Chat("irc.example.com", "irc"))
TXT: Kind[Txt] = either(
    from_text(TEXT, lambda text, origin: Txt(text, origin=origin)),
    mapping("a txt", _read_txt, Txt("Text")),
)
_SOUNDBITE = mapping("a soundbite", _read_soundbite, Soundbite(TIME.example, TIME.example))
SOUNDBITE = replace(
    _SOUNDBITE,
    schema=lambda: {
        **_SOUNDBITE.schema(),
        "required": ["start"],
        "anyOf": [{"required": ["duration"]}, {"required": ["end"]}],
    },
)
SOURCE: Kind[SourceUri] = either(
    from_text(URI, lambda uri, origin: SourceUri(uri)),
    mapping("a source", _read_source, SourceUri("https://example.com/a.opus")),
)
INTEGRITY = mapping("an integrity", _read_integrity, Integrity("sri", ""))
ALTERNATE = mapping(
    "an alternate", _read_alternate, AlternateEnclosure("audio/mpeg", (SOURCE.example,))
)
LINK = mapping("a link", _read_link, ContentLink("https://example.com"))
BLOCK: Kind[tuple[Block, ...]] = Kind(
    "block",
    _block,
    lambda: {
        "anyOf": [
            YES_NO.schema(),
            {"type": "array", "items": choice("block", *SERVICES).schema()},
            {
                "type": "object",
                "propertyNames": {"enum": sorted(SERVICES)},
                "additionalProperties": YES_NO.schema(),
            },
        ]
    },
    (),
)
