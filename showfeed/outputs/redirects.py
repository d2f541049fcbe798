"""Pages that stood elsewhere: where each old path leads, and the file that tells hosts of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from showfeed.artifacts import Artifact
from showfeed.formats.redirect_files import format_redirects
from showfeed.model import Episode, Redirect, Show
from showfeed.outputs import addresses

PATH = "_redirects"
LISTS = ("archive", "seasons", "topics")
FOLDERS = ("images/", "search/", "theme/")
TOP = re.compile(
    r"_redirects|404\.html|robots\.txt|sitemap\.xml|[a-z]+\.(css|js)|(card|cover|feed|icon)\.[0-9a-f]{10}\..+"
)
ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,4})$")


@dataclass(frozen=True)
class Move:
    """An old path, the address that it leads to for good, and what is to be found there.

    *page* tells whether a small page at the old path helps those whose host knows no redirects.
    """

    path: str
    url: str
    title: str
    page: bool


class Built:
    """The paths that a build makes: old ones can't be among them, new ones should."""

    def __init__(self, show: Show) -> None:
        folders = {addresses.episode_folder(episode) for episode in show.episodes}
        self.pages = {"", *LISTS, *folders}
        self._folders = folders
        self._files = {
            *(e.audio.href for e in show.episodes if e.audio and not e.audio.remote),
            show.feed.path,
        }
        self._feeds = re.compile(re.escape(show.feed.path.removesuffix(".xml")) + r"/[0-9]+\.xml")

    def __contains__(self, path: str) -> bool:
        within = "/".join(path.split("/")[:2]) in self._folders
        named = path in self.pages or path in self._files or self._feeds.fullmatch(path)
        return bool(within or named or path.startswith(FOLDERS) or TOP.fullmatch(path))


def written(show: Show) -> Iterator[tuple[Redirect, str, str]]:
    """Give each redirect, the path or address that it names, and the title of what is there."""
    for redirect in show.redirects:
        yield redirect, redirect.to, ""
    for episode in show.episodes:
        for redirect in episode.moved_from:
            yield redirect, redirect.to or _page(episode), episode.title


def _page(episode: Episode) -> str:
    return episode.link or addresses.episode_folder(episode)


def followed(path: str, targets: dict[str, str]) -> str | None:
    """Return where a path leads in the end, None if in a circle.

    >>> followed("a", {"a": "b", "b": "c"}), followed("a", {"a": "b", "b": "a"})
    ('c', None)
    """
    met = {path}
    to = targets[path]
    while to not in met:
        if to not in targets:
            return to
        met.add(to)
        to = targets[to]
    return None


def moves(show: Show) -> tuple[Move, ...]:
    """Return every old path that leads somewhere, by path. What a build makes stays as it is."""
    built = Built(show)
    titles: dict[str, str] = {}
    targets: dict[str, str] = {}
    for redirect, to, title in written(show):
        if redirect.path not in built:
            targets.setdefault(redirect.path, to)
            titles.setdefault(redirect.path, title)
    folded = {page.casefold() for page in built.pages}
    found = []
    for path in sorted(targets):
        end = followed(path, targets)
        if end is not None:
            page = is_page(path) and is_page(end) and path.casefold() not in folded
            folded.add(path.casefold())  # where case does not count, one would overwrite the other
            found.append(Move(path, _url(show, end), titles[path] or show.title, page))
    return tuple(found)


def is_page(path: str) -> bool:
    """Tell whether browsers take what is at a path or address for a page, by its name.

    >>> is_page("2024/04/ethics"), is_page("3.html"), is_page("podcast.xml")
    (True, True, False)
    """
    bare = urlsplit(path).path if "://" in path else path
    ending = ENDING.search(bare.rpartition("/")[2])
    return ending is None or ending[1].lower() in ("html", "htm")


def _url(show: Show, to: str) -> str:
    if "://" in to:
        return to
    return addresses.url(show, f"{to}/" if to and not ENDING.search(to) else to)


def page_path(move: Move) -> str:
    """Return the path of the page at an old path."""
    return move.path if ENDING.search(move.path) else f"{move.path}/index.html"


def pairs(show: Show, top: str = "") -> Iterator[tuple[str, str]]:
    """Give each old path from the top, with and without the slash at its end, and its address."""
    for move in moves(show):
        yield f"{top}/{move.path}", move.url
        if not ENDING.search(move.path):
            yield f"{top}/{move.path}/", move.url


def render(show: Show) -> Iterator[Artifact]:
    """Write the file in which hosts look for redirects, where there are any.

    It lies at the top of what a host is given, so its paths begin there.
    """
    told = list(pairs(show))
    at_top = not urlsplit(show.url).path
    if told:
        own = [(path, to.removeprefix(show.url) if at_top else to) for path, to in told]
        yield Artifact(PATH, format_redirects(own).encode())
