"""The Podcasting 2.0 tags that only a channel has, from a feed."""

from typing import Any

from showfeed.model import Block, RemoteItem, Trailer, UpdateFrequency
from showfeed.sources import feed_kinds as kinds
from showfeed.sources.feed_podcast import read_remote
from showfeed.sources.feed_tags import Tag


def read_block(tag: Tag) -> tuple[Block, ...]:
    """Return from whom the show is hidden."""
    found = [
        Block(bool(kinds.flag(block, block.words)), block.get("id"), block.origin)
        for block in tag.tags("podcast:block")
        if block.words
    ]
    if tag.text("itunes:block").lower() == "yes" and not any(
        b.blocked and not b.service for b in found
    ):
        found.append(Block(True, origin=tag.origin))
    return tuple(found)


def read_trailer(tag: Tag) -> Trailer | None:
    """Read a trailer of the show or of a season."""
    if tag.lacks("url") or tag.lacks("pubdate"):
        return None
    date = kinds.date(tag, tag.get("pubdate"))
    if date is None:
        return None
    return Trailer(
        tag.words,
        tag.get("url"),
        date,
        kinds.whole(tag, tag.get("length"), "length"),
        tag.get("type"),
        kinds.whole(tag, tag.get("season"), "season"),
        tag.origin,
    )


def read_other_feeds(tag: Tag) -> dict[str, Any]:
    """Return the feeds that this one names."""

    def remote(parent: Tag) -> tuple[RemoteItem, ...]:
        found = (read_remote(item) for item in parent.tags("podcast:remoteItem"))
        return tuple(item for item in found if item)

    publishers = [item for one in tag.tags("podcast:publisher") for item in remote(one)]
    return {
        "podroll": tuple(item for one in tag.tags("podcast:podroll") for item in remote(one)),
        "publisher": publishers[0] if publishers else None,
        "remote_items": remote(tag),
    }


def read_frequency(tag: Tag) -> UpdateFrequency | None:
    """Return how often episodes appear."""
    for often in tag.tags("podcast:updateFrequency"):
        return UpdateFrequency(
            often.words,
            often.get("rrule"),
            kinds.moment(often, "dtstart"),
            bool(kinds.flag(often, often.get("complete"))),
            often.origin,
        )
    return None
