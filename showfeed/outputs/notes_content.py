"""What show notes say besides the description, whether as text or as HTML."""

from html import escape

from showfeed.formats import markdown
from showfeed.formats.timecode import format_clock
from showfeed.model import Episode, License, Person, Show
from showfeed.outputs import addresses
from showfeed.outputs.words import Words, role

HOSTS = frozenset({"host", "co-host", "guest host"})


def description(show: Show, episode: Episode) -> tuple[str, ...]:
    """Return the description's blocks of safe HTML, every link whole."""
    page = addresses.page_url(show, episode)
    return markdown.blocks(episode.description, f"{show.url}/", page)


def chapter_lines(episode: Episode) -> list[str]:
    """Return `(HH:MM:SS) Title` of every chapter that listeners see; apps jump by these lines."""
    return [f"({format_clock(c.start)}) {one_line(c.title)}" for c in episode.listed_chapters]


def credited(show: Show, episode: Episode) -> tuple[Person, ...]:
    """Return who is heard: the show's people too, unless the episode names its own host."""
    own = episode.people
    if any(person.role.lower() in HOSTS for person in own):
        return own
    named = {person.name for person in own}
    return tuple(person for person in show.people if person.name not in named) + own


def credit(person: Person, say: Words) -> str:
    """Return a name with its role."""
    return f"{one_line(person.name)} ({role(person.role, say)})"


def transcript_links(show: Show, episode: Episode) -> list[tuple[str, str]]:
    """Return language and address of each transcript that a person can read in a browser."""
    return [
        (file.language, addresses.url(show, file.path))
        for group in addresses.transcript_files(show, episode)
        for file in group
        if file.extension == "html"
    ]


def license_of(show: Show, episode: Episode) -> License | None:
    """Return the episode's licence, else the show's."""
    return episode.license or show.license


def one_line(text: str) -> str:
    """Return text without line breaks, as lists of one thing per line need it."""
    return " ".join(text.split("\n")) if "\n" in text else text


def anchor(address: str, text: str = "") -> str:
    """Return a link in HTML; its text is the address where none is given."""
    return f'<a href="{escape(address)}">{escape(text or address, quote=False)}</a>'
