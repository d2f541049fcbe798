"""show.yaml: which fields a show has."""

from showfeed.formats.taxonomy import MEDIUMS
from showfeed.model import (
    CaptionOptions,
    FeedOptions,
    MediaOptions,
    NotifyOptions,
    Person,
    Show,
    ShowType,
)
from showfeed.sources.channel_yaml import CAPTIONS, FEED, FREQUENCY, MEDIA, NOTIFY, OWNER, TRAILER
from showfeed.sources.fields import Fields, many
from showfeed.sources.images_yaml import IMAGE
from showfeed.sources.kinds import (
    FOLDER_URL,
    LANGUAGE,
    MARKDOWN,
    TEXT,
    TIME_OF_DAY,
    TIMEZONE,
    URL,
    UUID,
    YES_NO,
    choice,
)
from showfeed.sources.kinds_files import PICTURE
from showfeed.sources.kinds_people import REGISTRY, people
from showfeed.sources.kinds_show import CATEGORIES, LOCKED, SEASONS
from showfeed.sources.publish_yaml import PUBLISH
from showfeed.sources.redirects_yaml import REDIRECTS
from showfeed.sources.social_yaml import BLOCK, CHAT, SOCIAL
from showfeed.sources.tags_yaml import FUNDING, LICENSE, LOCATION, REMOTE_ITEM, TXT
from showfeed.sources.theme import THEME
from showfeed.sources.value_yaml import VALUE


def read_show(fields: Fields) -> Show:
    """Read a show's fields. Zone, hour, language and people go to what is read after."""
    reading = fields.reading
    reading.language = fields.must("language", LANGUAGE, "Its language: fr, en-GB.")
    reading.zone = fields.may("timezone", TIMEZONE, "UTC", "Zone of dates without one.")
    publish_at = fields.may("publish_at", TIME_OF_DAY, reading.publish_at, "Hour of dates without.")
    reading.publish_at = publish_at
    reading.people = fields.may("people", REGISTRY, {}, "Everybody, by an id.")
    locked, locked_owner = fields.may("locked", LOCKED, (True, ""), "Other hosts must not import.")
    reading.site = fields.must("url", FOLDER_URL, "Where public/ will stand, https.")
    return Show(
        title=fields.must("title", TEXT, "The show's name."),
        url=reading.site,
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
        redirects=fields.may("redirects", REDIRECTS, (), "Old paths, and where each leads."),
        complete=fields.may("complete", YES_NO, False, "No more episodes ever."),
        podping=fields.may("podping", YES_NO, None, "It tells podping of news."),
        images=fields.may("images", many(IMAGE), (), "More pictures, each with its purpose."),
        feed=fields.may("feed", FEED, FeedOptions(), "Size and place of the feed."),
        notify=fields.may("notify", NOTIFY, NotifyOptions(), "Who is told of a new feed."),
        captions=fields.may("captions", CAPTIONS, CaptionOptions(), "How large captions are."),
        anonymous_speakers=fields.may(
            "anonymous_speakers", YES_NO, True, "Keep labels such as `Speaker 1` in transcripts."
        ),
        media=fields.may("media", MEDIA, MediaOptions(), "Another server for audio."),
        publish=fields.may("publish", PUBLISH, (), "Where `publish` puts it."),
        theme=fields.may("theme", THEME, None, "A folder of own styles, templates, words."),
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
