"""What `init` wrote as an example is filled in.

A new show comes with example words and an example address, so that it builds at once. Listeners
must not meet them, and the address of a feed can't easily be changed once apps have it.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from showfeed.model import Show
from showfeed.problems import Level, Problem

BAD = "url: https://example.com/show\n"
GOOD = "url: https://rivers.example/show\n"


def check(show: Show) -> Iterator[Problem]:
    """Warn of each example that still stands in show.yaml."""
    if urlsplit(show.url).hostname in ("example.com", "www.example.com"):
        yield _example(show, "url", show.url, "write the address where `public/` will stand")
    if show.title == "An example show":
        yield _example(show, "title", show.title, "write the show's name")
    if show.author == "An example author":
        yield _example(show, "author", show.author, "write who makes the show")
    if show.owner is not None and show.owner.email == "podcast@example.com":
        yield _example(show, "owner", show.owner.email, "write an address that you read")


def _example(show: Show, name: str, words: str, hint: str) -> Problem:
    place = show.origin.at(name)
    return Problem(place, "placeholder", f"`{words}` is only an example", hint, Level.WARNING)
