"""Where `showfeed import` takes a show from: an address or a file, opened by what it holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from showfeed.compare import Heard
from showfeed.importing.incoming import Incoming
from showfeed.problems import OutsideError, ShowfeedError, UsageError

if TYPE_CHECKING:
    from showfeed.sources.feed import FeedRead

LARGEST = 25_000_000  # bytes of a feed or text


def opened(
    source: str, url: str, known: Mapping[str, str], guids: str = ""
) -> tuple[Incoming, Heard | None]:
    """Return what the source brings, and how a feed is heard now; *known* has ids by guid.

    *guids* is a feed (its address or file) that knows the guids of a site's pages.
    Raises OutsideError or UsageError where it can't be had.
    """
    from showfeed.formats.urls import parse_url
    from showfeed.problems import Malformed

    try:
        url = parse_url(url, https=True).rstrip("/") if url else ""
    except Malformed as error:
        raise UsageError(f"--url: {error.message}\n    {error.hint}") from None
    path, web = Path(source), source.startswith(("https://", "http://"))
    if not web and path.is_dir():
        return _folder(path, url, known, guids)
    if guids:
        raise UsageError("--guids: a feed knows its own guids\n    it is for folders of a site")
    if web:
        return _feed(_fetched_feed(source), source, url, known)
    if not path.exists():
        raise UsageError(f"there is no file `{source}`\n    write its path, or an https address")
    return _file(path, url, known)


def _folder(
    path: Path, url: str, known: Mapping[str, str], guids: str
) -> tuple[Incoming, Heard | None]:
    """Read the pages of a site; its guids may be told by a feed."""
    from showfeed.cli.heard import of_feed
    from showfeed.importing.sites.reading import read_site

    incoming, feed = read_site(path, url, known, _given_feed(guids) if guids else None)
    return incoming, of_feed(feed) if feed else None


def _given_feed(guids: str) -> "FeedRead":
    from showfeed.sources.feed import read_feed

    if guids.startswith(("https://", "http://")):
        read = _fetched_feed(guids)
    else:
        try:
            read = read_feed(Path(guids).read_bytes(), guids)
        except OSError as error:
            raise UsageError(f"--guids: `{guids}` can't be read: {error.strerror}") from error
    if read.show is None:
        raise UsageError(f"--guids: `{guids}` is no feed: {read.problems[0].message}")
    return read


def _fetched_feed(source: str) -> "FeedRead":
    from showfeed.cli.fetched_feeds import fetch_feed, left_out

    fetched = fetch_feed(source)
    for words in left_out(fetched):
        raise OutsideError(f"{words}\n    import what is in a file: put the pages together first")
    return fetched.whole


def _feed(
    read: "FeedRead", source: str, url: str, known: Mapping[str, str]
) -> tuple[Incoming, Heard | None]:
    from showfeed.cli.heard import of_feed
    from showfeed.importing.feed_show import incoming

    if read.show is None:
        problem = read.problems[0]
        raise ShowfeedError(f"`{source}` is no feed: {problem.message}\n    {problem.hint}")
    return incoming(read, source, url, known), of_feed(read)


def _file(path: Path, url: str, known: Mapping[str, str]) -> tuple[Incoming, Heard | None]:
    """Open a file by what it holds: a feed, YAML, the text of a page."""
    from showfeed.importing import generator_yaml, page_text
    from showfeed.sources.feed import read_feed

    try:
        if path.stat().st_size > LARGEST and path.is_file():
            raise UsageError(f"`{path}` is over {LARGEST // 1_000_000} MB: is it the right file?")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"`{path}` can't be read: {error.strerror}") from error
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    if not content.lstrip().startswith(b"<"):
        if generator_yaml.is_generator(text):
            return generator_yaml.read_generator(text, str(path), url, known), None
        if page_text.is_page(text):
            return page_text.read_page(text, path.name, url), None
    return _feed(read_feed(content, str(path)), str(path), url, known)
