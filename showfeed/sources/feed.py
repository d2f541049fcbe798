"""An existing feed → a Show, with all that is wrong with it and all that has no field here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from showfeed.model import Episode, Show
from showfeed.problems import Place, Problem
from showfeed.sources.feed_channel import read_channel
from showfeed.sources.feed_item import FeedItem, read_item
from showfeed.sources.feed_media import FeedFile, address_in, on_the_web
from showfeed.sources.feed_notes import Notes, UnknownTag
from showfeed.sources.feed_tags import Tag
from showfeed.sources.feed_xml import read_xml

__all__ = ["FeedFile", "FeedItem", "FeedRead", "UnknownTag", "joined", "read_feed"]

FIRST = datetime.min.replace(tzinfo=UTC)
OTHERS = {
    "html": (
        "this is a web page, not a feed",
        "write the feed's own address: hosts show it in their settings, as RSS or feed",
    ),
    "{http://www.w3.org/2005/Atom}feed": (
        "this is an Atom feed; podcasts are RSS 2.0",
        "ask the host for the address of the RSS feed",
    ),
}


@dataclass(frozen=True)
class FeedRead:
    """What was read of a feed; *show* is None where it is none.

    *items* go with the show's episodes, one by one. *address* is where the feed says it stands,
    else where it was found. *next_page* is the address of the page with older episodes, or "".
    *tags* is the feed as it stands, for rules that look at it, *asked* when it was read, if that
    counts.
    """

    show: Show | None
    problems: tuple[Problem, ...] = ()
    unknown: tuple[UnknownTag, ...] = ()
    next_page: str = ""
    items: tuple[FeedItem, ...] = ()
    address: str = ""
    tags: Tag | None = field(default=None, compare=False, repr=False)
    asked: datetime | None = field(default=None, compare=False)


def read_feed(content: bytes, url: str) -> FeedRead:
    """Read a feed; *url* is its address, or the path of its file. Never raises for its content."""
    document = read_xml(content, url)
    notes = Notes(url, document.lines, list(document.problems), root=document.root)
    root = Tag(document.root, notes) if document.root is not None else None
    channel = root.tag("channel") if root is not None else None
    if root is None or channel is None:
        if not any(problem.rule == "feed-size" for problem in notes.problems):
            notes.problems[:] = [_no_feed(str(root.element.tag) if root else "", url)]
        return FeedRead(None, tuple(notes.problems), tags=root)
    return _read(root, channel, notes, url)


def _no_feed(name: str, url: str) -> Problem:
    words, hint = OTHERS.get(
        name if name.startswith("{") else name.lower(),
        ("this is no podcast feed", "a feed is RSS 2.0: `<rss>` with a `<channel>` in it"),
    )
    return Problem(Place(url, 1, 1), "feed-root", words, hint)


def _read(root: Tag, channel: Tag, notes: Notes, url: str) -> FeedRead:
    base = url if on_the_web(url) else ""
    links = {link.get("rel").lower(): link.get("href") for link in channel.tags("atom:link")}
    address = address_in(base, links.get("self", "")) or base
    fields = read_channel(channel, address)
    language = fields["language"] or "en"
    # Some programs write the items beside the channel.
    tags = [*channel.tags("item"), *root.tags("item"), *channel.tags("podcast:liveItem")]
    pairs = [read_item(tag, address, language) for tag in tags]
    # Newest first, as everywhere here; what has one date keeps the feed's order.
    pairs.sort(key=lambda pair: pair[0].date or FIRST, reverse=True)
    seasons = {e.season: i.season_name for e, i in pairs if e.season is not None and i.season_name}
    show = Show(**fields, seasons=seasons, episodes=tuple(episode for episode, _ in pairs))
    older = links.get("next") or links.get("prev-archive") or ""
    following = address_in(address, older) if older else ""
    return FeedRead(
        show,
        tuple(sorted(dict.fromkeys(notes.problems), key=lambda problem: problem.order)),
        notes.unknown(),
        following if following != address else "",
        tuple(item for _, item in pairs),
        address,
        root,
    )


def joined(pages: Iterable[FeedRead]) -> FeedRead:
    """Put the pages of a feed together: the show is the first's, an episode stands once."""
    first, *others = pages
    if first.show is None:
        return first
    known = {episode.guid for episode in first.show.episodes}
    pairs: list[tuple[Episode, FeedItem]] = list(zip(first.show.episodes, first.items, strict=True))
    problems, unknown = list(first.problems), list(first.unknown)
    for page in others:
        if page.show is None:
            problems += page.problems
            continue
        for episode, item in zip(page.show.episodes, page.items, strict=True):
            if episode.guid not in known:
                known.add(episode.guid)
                pairs.append((episode, item))
        problems += page.problems
        unknown += page.unknown
    pairs.sort(key=lambda pair: pair[0].date or FIRST, reverse=True)
    return replace(
        first,
        show=replace(first.show, episodes=tuple(episode for episode, _ in pairs)),
        problems=tuple(problems),
        unknown=_together(unknown),
        next_page="",
        items=tuple(item for _, item in pairs),
    )


def _together(unknown: list[UnknownTag]) -> tuple[UnknownTag, ...]:
    found: dict[str, UnknownTag] = {}
    for tag in unknown:
        before = found.get(tag.name)
        found[tag.name] = replace(before, count=before.count + tag.count) if before else tag
    return tuple(sorted(found.values(), key=lambda tag: (-tag.count, tag.name)))
