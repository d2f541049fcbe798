"""A site as its generator keeps it: its pages, its settings, and where everything would stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from urllib.parse import urljoin

from showfeed.importing.feed_episode import address
from showfeed.importing.sites.asked import Asked, Data, Flat, flatten
from showfeed.importing.sites.data_files import ENDINGS, Read, read_data
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.front_matter import Page, read_page
from showfeed.model import Person
from showfeed.problems import Malformed, Place, Problem

PAGES = (".md", ".markdown", ".mdown", ".html", ".htm")
LOCAL = ("//localhost", "//127.0.0.1", "//0.0.0.0", "//[::1]", "//example.org/")


class GuidRule(Enum):
    """What the feed of a site gives out as guid where a page does not state one."""

    AUDIO = "its audio's address stands in, as the theme's feed has it"
    PAGE = "its page's address stands in, as the theme's feed has it"
    GUESS = (
        "its page's address stands in, as in most feeds. Is it so in yours? "
        "`--guids FEED` takes guids from the feed that apps have"
    )


@dataclass(frozen=True)
class Source:
    """A page that may be an episode: its own name, where it lies, and what its place says of it."""

    path: str
    page: Page
    asked: Asked
    name: str
    home: str  # the folder of the files that go with it
    section: str = ""
    date: str = ""  # by its file's name
    draft: bool = False
    bundle: bool = False  # its folder is its own

    @property
    def html(self) -> bool:
        """Tell whether its text is HTML."""
        return self.path.endswith((".html", ".htm"))


@dataclass(frozen=True)
class Site:
    """A site; *base* is its address with a slash at the end, or "" where it is not told.

    *media* stands before the name of an audio file, *roots* are folders in which files that pages
    name may lie, *served* those that stand at the site's root, *covers* names of the show's
    picture, *made* folders that hold the built site.
    """

    program: str
    folder: SiteFolder
    settings: Asked
    base: str
    sources: tuple[Source, ...]
    link: Callable[[Source, datetime | None], str]
    roots: tuple[str, ...] = ("",)
    served: tuple[str, ...] = ()
    media: str = ""
    covers: tuple[str, ...] = ()
    made: tuple[str, ...] = ("public", "_site")
    feed: str = ""  # where its feed stands, from the base on
    guids: GuidRule = GuidRule.GUESS
    guid_is_permalink: bool = True
    timezone: str = "UTC"
    person: Callable[[str, str], Person | None] = lambda kind, name: None
    facts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # by file: size, length
    problems: tuple[Problem, ...] = ()

    def stands_at(self, url: str) -> bool:
        """Tell whether a show at *url* would stand where the site stands."""
        here, there = (one.partition("://")[2].rstrip("/") for one in (self.base, url))
        return bool(here) and here == there


def read_settings(folder: SiteFolder, path: str) -> Read:
    """Read a file of settings, whatever it holds."""
    ending = path.rpartition(".")[2]
    try:
        text = folder.read(path).decode("utf-8-sig", "replace")
    except Malformed as error:
        return {}, (Problem(Place(path), "yaml", error.message, error.hint),)
    return read_data(path, text, ending)


def page_of(folder: SiteFolder, path: str) -> Page:
    """Read a page of the folder, whatever it holds."""
    try:
        return read_page(path, folder.read(path))
    except Malformed as error:
        return Page(problems=(Problem(Place(path), "yaml", error.message, error.hint),))


def first_settings(folder: SiteFolder, *stems: str) -> str:
    """Return the first file of settings of these names, in any of the forms; "" if none."""
    paths = (f"{stem}.{ending}" for stem in stems for ending in ENDINGS)
    return next((path for path in paths if folder.has(path)), "")


def web_base(*parts: str) -> str:
    """Return a site's address with a slash at the end; "" where it is for this machine alone.

    >>> web_base("http://rivers.example", "/show")
    'http://rivers.example/show/'
    """
    whole = address("/".join(part.strip("/") for part in parts if part.strip("/")))
    found = f"{whole}/" if whole else ""
    return "" if any(here in found for here in LOCAL) else found


def joined(base: str, path: str) -> str:
    """Return the address of a path of the site, "" where the site's is not known."""
    try:
        return address(urljoin(base, path.lstrip("/"))) if base and path else ""
    except ValueError:  # half a bracket where a host would stand
        return ""


def asked(*layers: Mapping[str, Data]) -> Asked:
    """Return values of several mappings; of one name the first's."""
    flat: Flat = {}
    for layer in reversed(layers):
        flat |= flatten(layer)
    return Asked(flat)
