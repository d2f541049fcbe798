"""The Podcasting 2.0 values that both files share, as their fields are written."""

from showfeed.formats.taxonomy import MEDIUMS
from showfeed.model import Funding, License, Location, RemoteItem, Txt
from showfeed.problems import Origin
from showfeed.sources.fields import Fields, either, mapping
from showfeed.sources.kinds import MARKDOWN, TEXT, URL, UUID, choice, matching, text_of
from showfeed.sources.reading import Kind

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


def _read_txt(fields: Fields) -> Txt:
    text = fields.must("text", MARKDOWN, "The text.")
    return Txt(text, fields.may("purpose", TEXT, "", "What it is for."), fields.origin)


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

TXT: Kind[Txt] = either(
    from_text(TEXT, lambda text, origin: Txt(text, origin=origin)),
    mapping("a txt", _read_txt, Txt("Text")),
)
