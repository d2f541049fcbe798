"""Shows as apps hear them, from wherever they come: a URL, a file, a revision, the folder here."""

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from showfeed.compare import Heard, Named
from showfeed.model import Show
from showfeed.problems import OutsideError, ShowfeedError, UsageError
from showfeed.sources.feed import FeedItem, FeedRead, joined, read_feed

PAGES = 500  # of a feed that are followed


def of_show(show: Show) -> Heard:
    """Return a show of YAML as its feed would be heard."""
    from showfeed.outputs import feed

    recorded = [episode for episode in show.episodes if episode.live is None]
    return of_feed(read_feed(feed.document(show, recorded), "feed.xml"))


def of_feed(read: FeedRead, moved: tuple[str, ...] = ()) -> Heard:
    """Return what was read of a feed as it is heard."""
    assert read.show is not None
    transcripts = {
        episode.guid: tuple((file.type, file.language) for file in item.transcripts)
        for episode, item in zip(read.show.episodes, read.items, strict=True)
    }
    named = {
        episode.guid: tuple(_named(item))
        for episode, item in zip(read.show.episodes, read.items, strict=True)
    }
    return Heard(read.show, read.address, transcripts, moved, named)


def _named(item: FeedItem) -> Iterator[Named]:
    if item.chapters:
        yield Named("chapters", item.chapters.url, item.chapters.type)
    for file in item.transcripts:
        yield Named("transcript", file.url, file.type, file.language)


def at_url(url: str) -> Heard:
    """Return the feed at an address, with all its pages. Raises NotThere, OutsideError."""
    from showfeed.cli.fetched_feeds import fetch_feed, left_out, on_stderr

    fetched = fetch_feed(url)
    read = fetched.whole
    if read.show is None:
        raise OutsideError(f"what is at {url} is no feed: {read.problems[0].message}")
    for words in left_out(fetched):
        on_stderr(words)
    return of_feed(read, fetched.moved)


def in_file(file: Path) -> Heard:
    """Return the feed in a file, with its further pages where they lie beside it."""
    pages = [_read(file)]
    if pages[0].show is None:
        raise UsageError(f"`{file}` is no feed: {pages[0].problems[0].message}")
    home = pages[0].address.rpartition("/")[0] + "/"
    while (following := pages[-1].next_page).startswith(home) and len(pages) < PAGES:
        beside = file.parent / following.removeprefix(home)
        if ".." in beside.parts or not beside.is_file():
            break
        pages.append(_read(beside))
    return of_feed(joined(pages))


def _read(file: Path) -> FeedRead:
    try:
        return read_feed(file.read_bytes(), str(file))
    except OSError as error:
        raise UsageError(f"`{file}` can't be read: {error.strerror}") from error


def at_revision(root: Path, revision: str, moment: datetime) -> Show:
    """Return the show in *root* as a revision of git has it, and as the world would see it."""
    from showfeed.cli import pipeline
    from showfeed.sources.revision import unpack

    with tempfile.TemporaryDirectory(prefix="showfeed-") as scratch:
        folder = Path(scratch)
        unpack(root, revision, folder, os.environ)
        try:
            reading = pipeline.read(folder, moment)
        except ShowfeedError as error:
            raise UsageError(f"at `{revision}` there is no show here") from error
        if reading.show is None:
            raise UsageError(
                f"the show at `{revision}` can't be read: {reading.problems[0].message}"
            )
        return reading.show.as_of(moment)
