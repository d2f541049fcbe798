"""The namespaces of podcast feeds, under which prefix each is known here, and their tags."""

from functools import lru_cache

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
# Folded: lower case, without scheme, `www.` and the slash at the end.
PREFIXES = {
    "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "w3.org/2005/atom": "atom",
    "purl.org/rss/1.0/modules/content": "content",
    "podlove.org/simple-chapters": "psc",
    "search.yahoo.com/mrss": "media",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/syndication/history/1.0": "fh",
    "google.com/schemas/play-podcasts/1.0": "googleplay",
    "google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": "googleplay",
    "blubrry.com/developer/rawvoice-rss": "rawvoice",
    "rawvoice.com/rawvoicerssmodule": "rawvoice",
    "spotify.com/ns/rss": "spotify",
    "backend.userland.com/rss2": "",
    "blogs.law.harvard.edu/tech/rss": "",
}
# As they must stand, letter for letter.
RIGHT = {
    "itunes": (ITUNES,),
    "podcast": (
        PODCAST,
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ),
    "atom": ("http://www.w3.org/2005/Atom",),
    "content": ("http://purl.org/rss/1.0/modules/content/",),
    "psc": ("http://podlove.org/simple-chapters",),
    "media": ("http://search.yahoo.com/mrss/",),
}
CHANNEL = (
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate "
    "category generator docs cloud ttl image rating textInput skipHours skipDays item"
)
ITEM = "title link description author category comments enclosure guid pubDate source"
ITUNES_CHANNEL = (
    "author block category complete explicit image keywords new-feed-url owner subtitle summary "
    "title type applepodcastsverify"
)
ITUNES_ITEM = (
    "author block category duration episode episodeType explicit image isClosedCaptioned keywords "
    "order season subtitle summary title"
)
PODCAST_BOTH = "person location license funding value socialInteract chat txt image images"
PODCAST_CHANNEL = (
    "locked trailer guid medium liveItem block remoteItem podroll updateFrequency podping publisher"
)
PODCAST_ITEM = "transcript chapters soundbite season episode alternateEnclosure contentLink"


def _named(prefix: str, names: str) -> frozenset[str]:
    return frozenset(f"{prefix}{name}" for name in names.split())


IN_CHANNEL = (
    _named("", CHANNEL)
    | _named("itunes:", ITUNES_CHANNEL)
    | _named("podcast:", f"{PODCAST_BOTH} {PODCAST_CHANNEL}")
)
IN_ITEM = (
    _named("", ITEM)
    | _named("itunes:", ITUNES_ITEM)
    | _named("podcast:", f"{PODCAST_BOTH} {PODCAST_ITEM}")
    | {"content:encoded", "psc:chapters"}
)
# What Apple and the podcast namespace gave up.
RETIRED = {
    "itunes:keywords": "Apple dropped it; leave it out",
    "itunes:order": "Apple dropped it; leave it out",
    "itunes:isClosedCaptioned": "Apple dropped it; leave it out",
    "podcast:images": "write `podcast:image` tags instead",
}


def folded(uri: str) -> str:
    """Fold what people write differently in the address of a namespace."""
    bare = uri.strip().lower().partition("://")[2] or uri.strip().lower()
    return bare.removeprefix("www.").rstrip("/")


@lru_cache(maxsize=1000)
def tag_name(tag: str) -> str:
    """Return a tag's name with our prefix, or with its namespace in braces if we know none.

    >>> tag_name("{http://www.itunes.com/dtds/podcast-1.0.dtd}author"), tag_name("title")
    ('itunes:author', 'title')
    >>> tag_name("{https://own.example/ns}mood")
    '{https://own.example/ns}mood'
    """
    if not tag.startswith("{"):
        return tag
    uri, _, name = tag[1:].rpartition("}")
    prefix = PREFIXES.get(folded(uri))
    if prefix is None:
        return tag
    return f"{prefix}:{name}" if prefix else name
