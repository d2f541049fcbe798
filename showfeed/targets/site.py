"""What was built, as it goes to another place: its files, and in which order they go."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from showfeed.formats.web_files import media_type
from showfeed.problems import ShowfeedError
from showfeed.targets.manifest import NOTES, parse_manifest

PACKED = (".gz", ".br")
HEARD_OR_SEEN = ("audio/", "video/", "image/")


class Stage(Enum):
    """What goes together, in this order: what a page or feed names is there before it."""

    MEDIA = "media"
    ASSETS = "assets"
    PAGES = "pages"
    ARCHIVE = "feed archive"  # the feed's older pages, before the one that links to them
    FEED = "feed"

    @property
    def order(self) -> int:
        """Return when it goes: the first is 0."""
        return list(Stage).index(self)


@dataclass(frozen=True)
class File:
    """A file of the output folder: the digest that names its bytes, and how many they are."""

    digest: str
    size: int


@dataclass(frozen=True)
class Site:
    """The files of an output folder, by path, and which of them is the feed."""

    top: str
    feed: str
    files: Mapping[str, File]

    def stage(self, path: str) -> Stage:
        """Tell when a file goes up."""
        plain = path.removesuffix(".gz").removesuffix(".br")
        if plain == self.feed:
            return Stage.FEED
        if plain.startswith(f"{self.feed.removesuffix('.xml')}/") and plain.endswith(".xml"):
            return Stage.ARCHIVE
        if plain.endswith(".html") or plain == "sitemap.xml":
            return Stage.PAGES
        return Stage.MEDIA if media_type(plain).startswith(HEARD_OR_SEEN) else Stage.ASSETS

    def where(self, path: str) -> str:
        """Return where a file lies on this machine."""
        return f"{self.top}/{path}"


def read_site(folder: str, feed: str, *, packed: bool = False) -> Site:
    """Read what a build left in *folder*; with its `.gz` and `.br` files if *packed*.

    Raises ShowfeedError where that is not what lies there any more.
    """
    top = os.path.abspath(folder)
    try:
        with open(f"{top}/{NOTES}/manifest.json", "rb") as file:
            manifest = parse_manifest(file.read())
    except OSError:
        raise ShowfeedError(
            f"`{folder}` was not made by showfeed\n    run `showfeed build` first"
        ) from None
    if manifest.pending or feed not in manifest.files:
        raise ShowfeedError(f"`{folder}` is not whole\n    run `showfeed build` first")
    files = {}
    for path, entry in manifest.files.items():
        if not packed and path.endswith(PACKED) and path[:-3] in manifest.files:
            continue
        try:
            now = os.lstat(f"{top}/{path}")
        except OSError:
            now = None
        if now is None or (now.st_size, now.st_mtime_ns) != (entry.size, entry.mtime_ns):
            raise ShowfeedError(
                f"`{folder}/{path}` is not as the build left it\n    run `showfeed build` first"
            )
        files[path] = File(entry.digest, entry.size)
    return Site(top, feed, files)


def heard(site: Site, addresses: Iterable[str]) -> dict[str, int]:
    """Return the audio that the feed names below one of *addresses*: its path and length."""
    found = {}
    for path in site.files:
        if site.stage(path) not in (Stage.FEED, Stage.ARCHIVE) or path.endswith(PACKED):
            continue
        with open(site.where(path), "rb") as file:
            for url, length in enclosures(file.read()):
                for address in addresses:
                    if url.startswith(address):
                        found[unquote(url[len(address) :].partition("?")[0])] = length
                        break
    return found


def enclosures(feed: bytes) -> Iterable[tuple[str, int]]:
    """Give address and length of the audio of every item of a feed."""
    from io import BytesIO

    from lxml import etree

    for _, element in etree.iterparse(
        BytesIO(feed), tag="enclosure", resolve_entities=False, no_network=True
    ):
        yield element.get("url", ""), int(element.get("length") or 0)
        element.clear()
