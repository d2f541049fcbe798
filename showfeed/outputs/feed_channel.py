"""The show as the feed's channel."""

from collections.abc import Sequence
from typing import Any

from feedgen.entry import FeedEntry
from lxml.etree import _Element

from showfeed.formats.markdown import safe_html
from showfeed.model import Episode, ImageTag, Show
from showfeed.outputs import addresses, feed_extensions, feed_items, feed_tags
from showfeed.outputs.atom_extension import AtomExtension
from showfeed.outputs.itunes_extension import ItunesExtension
from showfeed.outputs.podcast_extension import PodcastExtension

RSS_SPECIFICATION = "https://www.rssboard.org/rss-specification"


class Undated:
    """A feedgen extension that takes away `lastBuildDate`, which would be the clock's."""

    def extend_ns(self) -> dict[str, str]:
        """Bring no namespace."""
        return {}

    def extend_rss(self, element: _Element) -> _Element:
        """Remove the date that feedgen always writes."""
        for date in element[0].findall("lastBuildDate"):
            element[0].remove(date)
        return element


def describe(
    generator: Any, show: Show, episodes: Sequence[Episode], page: int = 1, pages: int = 1
) -> None:
    """Fill in the channel of a page of the feed that holds these episodes."""
    home = show.link or f"{show.url}/"
    generator.title(show.title)
    # feedgen takes the last link for the channel's own.
    generator.link(
        [
            {
                "href": addresses.feed_url(show, page),
                "rel": "self",
                "type": "application/rss+xml",
            },
            {"href": home, "rel": "alternate"},
        ],
        replace=True,
    )
    generator.description(feed_items.markup(safe_html(show.description, f"{show.url}/")))
    generator.generator("showfeed")
    generator.docs(RSS_SPECIFICATION)
    generator.language(show.language)
    if show.copyright:
        generator.copyright(show.copyright)
    if show.cover:
        generator.image(addresses.picture_url(show, show.cover), show.title, home)
    if episodes and episodes[0].date:
        generator.lastBuildDate(max(e.date for e in episodes if e.date))
    else:
        generator.register_extension("undated", Undated, atom=False)
    if page == 1:
        for hub in show.feed.hubs:  # WebSub; it needs the link `self` too
            generator.atom.link("hub", hub, type="")
    link_pages(generator.atom, show, page, pages)
    describe_for_apple(generator.itunes, show)
    describe_podcast(generator.p20, show)
    if page == 1:
        for episode in show.episodes:
            if episode.live:
                add_live(generator, show, episode)


def link_pages(atom: AtomExtension, show: Show, page: int, pages: int) -> None:
    """Link a page with the others, as RFC 5005 section 3."""
    if pages == 1:
        return
    atom.link("first", addresses.feed_url(show, 1))
    if page > 1:
        atom.link("previous", addresses.feed_url(show, page - 1))
    if page < pages:
        atom.link("next", addresses.feed_url(show, page + 1))
    atom.link("last", addresses.feed_url(show, pages))


def describe_for_apple(itunes: ItunesExtension, show: Show) -> None:
    """Write Apple's tags."""
    itunes.author(show.author)
    itunes.type(show.type.value)
    itunes.explicit(show.explicit)
    if show.cover:
        itunes.image(addresses.picture_url(show, show.cover))
    itunes.complete(show.complete)
    itunes.block(any(block.blocked and not block.service for block in show.block))
    if show.new_feed_url:
        itunes.new_feed_url(show.new_feed_url)
    for category in show.categories:
        itunes.category(category.name, category.sub)
    if show.owner:
        itunes.owner(show.owner.email, show.owner.name)


def describe_podcast(podcast: PodcastExtension, show: Show) -> None:
    """Write the Podcasting 2.0 tags."""
    if show.guid:
        podcast.guid(show.guid)
    podcast.locked(show.locked, owner=show.locked_owner or (show.owner.email if show.owner else ""))
    if show.medium:
        podcast.medium(show.medium)
    if show.cover and not any("artwork" in image.purpose for image in show.images):
        feed_tags.write_image(podcast, show, cover_tag(show))
    feed_tags.write_people(podcast, show, show.people)
    feed_tags.describe(podcast, show, show)
    for trailer in show.trailers:
        podcast.trailer(
            trailer.title,
            trailer.url,
            trailer.date,
            length=trailer.length,
            type=trailer.type,
            season=trailer.season,
        )
    for block in show.block:
        podcast.block(block.blocked, id=block.service)
    if show.update_frequency:
        often = show.update_frequency
        podcast.update_frequency(
            often.text, rrule=often.rrule, dtstart=often.dtstart, complete=often.complete
        )
    if show.podping is not None:
        podcast.podping(show.podping)
    describe_other_feeds(podcast, show)


def describe_other_feeds(podcast: PodcastExtension, show: Show) -> None:
    """Write the feeds that this one names."""
    if show.podroll:
        podcast.podroll(map(feed_tags.remote_item_tag, show.podroll))
    if show.publisher:
        publisher = show.publisher
        podcast.publisher(publisher.feed_guid, feed_url=publisher.feed_url, title=publisher.title)
    for item in show.remote_items:
        podcast.remote_item(
            item.feed_guid,
            feed_url=item.feed_url,
            item_guid=item.item_guid,
            medium=item.medium,
            title=item.title,
        )


def cover_tag(show: Show) -> ImageTag:
    """Return the cover as podcast:image knows it."""
    assert show.cover is not None
    facts = show.cover.facts
    square = facts is not None and facts.width == facts.height
    return ImageTag(show.cover, show.title, "1/1" if square else "", purpose=("artwork",))


def add_live(generator: Any, show: Show, episode: Episode) -> None:
    """Add an episode that is a live stream: an item of its own kind in the channel."""
    assert episode.live is not None
    entry = FeedEntry()
    for name, _, extension in feed_extensions.EXTENSIONS:
        if extension and hasattr(generator, name):
            entry.register_extension(name, extension, atom=False)
    feed_items.describe(entry, show, episode)
    live = episode.live
    links = [(link.href, link.text) for link in live.links]
    generator.p20.live_item(entry, live.status.value, live.start, live.end, links)
