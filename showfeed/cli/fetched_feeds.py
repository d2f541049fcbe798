"""A feed of others over HTTP: found in a page where need be, with all its pages, within limits."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from showfeed.problems import UsageError
from showfeed.sources.feed import FeedRead, joined, read_feed
from showfeed.sources.fetch import MOST, PATIENCE, Fetched, fetch, session

PAGES = 500  # of a feed that are followed,
BYTES = 100_000_000  # in all,
TIME = 300.0  # and seconds

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Limits:
    """How far a feed is followed."""

    pages: int = PAGES
    bytes: int = BYTES
    time: float = TIME
    patience: float = PATIENCE  # for one of its pages


@dataclass(frozen=True)
class FetchedFeed:
    """A feed's pages, what redirected to it for good, and where the first page not read is."""

    pages: tuple[FeedRead, ...]
    moved: tuple[str, ...] = ()
    left: str = ""

    @property
    def whole(self) -> FeedRead:
        """Return the pages as one feed."""
        return joined(self.pages)


def on_stderr(words: str) -> None:
    """Tell a person, beside what a program reads."""
    print(words, file=sys.stderr)


def fetch_feed(url: str, tell: Tell = on_stderr, limits: Limits | None = None) -> FetchedFeed:
    """Fetch a feed and the pages that follow it; *url* may be that of a web page that names it.

    Raises NotThere, OutsideError; UsageError where a page names several feeds. *show* of the
    first page is None where there is none.
    """
    limits = limits or Limits()
    until = monotonic() + limits.time
    with session() as over:

        def get(address: str, most: int = MOST) -> Fetched:
            patience = max(0.1, min(limits.patience, until - monotonic()))
            return fetch(address, over, most=most, patience=patience)

        got = get(url)
        first = read_feed(got.content, got.url)
        if first.show is None and (found := _named(got, tell)):
            got = get(found)
            first = read_feed(got.content, got.url)
        pages = [first]
        size = len(got.content)
        seen = {url, got.url}
        left = ""
        while (following := pages[-1].next_page.partition("#")[0]) and following not in seen:
            if len(pages) >= limits.pages or size >= limits.bytes or monotonic() >= until:
                left = following
                break
            seen.add(following)
            more = get(following)
            size += len(more.content)
            seen.add(more.url)
            pages.append(read_feed(more.content, more.url))
    return FetchedFeed(tuple(pages), got.moved, left)


def _named(got: Fetched, tell: Tell) -> str:
    """Return the feed that a page names, and say so; "" where what was got is no page."""
    from showfeed.sources.feed_links import feeds_in_page

    found = feeds_in_page(got.content, got.url)
    if len(found) > 1:
        listed = "\n".join(f"      {link}" for link in found)
        raise UsageError(
            f"`{got.url}` is a web page that names several feeds:\n{listed}\n"
            "    write the address of the one that you mean"
        )
    if not found:
        return ""
    tell(f"{got.url} is a web page: its feed is taken, {found[0]}")
    return found[0].url


def left_out(feed: FetchedFeed) -> Iterator[str]:
    """Say what was not read, where there was too much."""
    if feed.left:
        yield f"only {len(feed.pages)} pages were read; the older ones begin at {feed.left}"
