"""A feedgen extension for the Podcasting 2.0 tags of a channel: docs/extensions.md."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from lxml.etree import _Element

from .podcast_shared_extension import PodcastSharedExtension
from .podcast_tags import PREFIX, Tag, remote_item, tag, write


class PodcastExtension(PodcastSharedExtension):
    """The channel's tags. Register it under a name of its own: feedgen's `podcast` is iTunes."""

    def __init__(self) -> None:
        super().__init__()
        self._live: list[tuple[Any, dict[str, str], tuple[Tag, ...]]] = []

    def extend_rss(self, element: _Element) -> _Element:
        """Write the tags into the channel, and the live items after them."""
        channel = element[0]
        write(self._tags, channel)
        for entry, attributes, links in self._live:
            item = entry.rss_entry()
            item.tag = f"{PREFIX}liveItem"
            item.attrib.update(attributes)
            write(links, item)
            channel.append(item)
        return element

    def guid(self, guid: str) -> None:
        """Set the show's UUID: it never changes, whatever the address of the feed."""
        self._set(tag("guid", guid))

    def locked(self, locked: bool, *, owner: str = "") -> None:
        """Tell hosts whether they may import the feed, and whom to ask."""
        self._set(tag("locked", "yes" if locked else "no", owner=owner))

    def medium(self, medium: str) -> None:
        """Set what the feed holds: `podcast`, `music`, `audiobook`, …"""
        self._set(tag("medium", medium))

    def trailer(
        self,
        title: str,
        url: str,
        pubdate: datetime,
        *,
        length: int | None = None,
        type: str = "",
        season: int | None = None,
    ) -> None:
        """Add a trailer of the show, or of a season."""
        self._tags.append(
            tag(
                "trailer",
                title,
                url=url,
                pubdate=format_datetime(pubdate),
                length=length,
                type=type,
                season=season,
            )
        )

    def block(self, blocked: bool, *, id: str = "") -> None:
        """Hide the show from one service, or from all."""
        self._tags.append(tag("block", "yes" if blocked else "no", id=id))

    def remote_item(
        self,
        feed_guid: str,
        *,
        feed_url: str = "",
        item_guid: str = "",
        medium: str = "",
        title: str = "",
    ) -> None:
        """Add another feed, or an item of it, to a feed that is a list."""
        self._tags.append(remote_item(feed_guid, feed_url, item_guid, medium, title))

    def podroll(self, remote_items: Iterable[Tag]) -> None:
        """Set the shows that this one recommends, each made by `podcast_tags.remote_item`."""
        self._set(tag("podroll", "", *remote_items))

    def publisher(self, feed_guid: str, *, feed_url: str = "", title: str = "") -> None:
        """Set the publisher's own feed."""
        self._set(tag("publisher", "", remote_item(feed_guid, feed_url, "", "publisher", title)))

    def update_frequency(
        self, text: str, *, rrule: str = "", dtstart: datetime | None = None, complete: bool = False
    ) -> None:
        """Set how often episodes appear: in words, and as an RFC 5545 rule."""
        self._set(
            tag(
                "updateFrequency",
                text,
                complete="true" if complete else "",
                dtstart=dtstart.isoformat(timespec="seconds") if dtstart else "",
                rrule=rrule,
            )
        )

    def podping(self, uses_podping: bool) -> None:
        """Tell whether changes are announced by podping."""
        self._set(tag("podping", usesPodping="true" if uses_podping else "false"))

    def live_item(
        self,
        entry: Any,
        status: str,
        start: datetime,
        end: datetime | None = None,
        content_links: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Add a live stream: a feedgen entry that is not in the feed, and (address, words) pairs.

        Make the entry by `FeedEntry()` and register the entry extensions that it uses.
        """
        attributes = {"status": status, "start": start.isoformat(timespec="seconds")}
        if end:
            attributes["end"] = end.isoformat(timespec="seconds")
        links = tuple(tag("contentLink", text, href=href) for href, text in content_links)
        self._live.append((entry, attributes, links))
