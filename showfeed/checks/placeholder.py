"""What `init` wrote as an example is filled in.

A new show comes with example words and an example address, so that it builds at once. Listeners
must not meet them, and the address of a feed can't easily be changed once apps have it.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from showfeed.formats.quoting import quoted
from showfeed.model import Episode, Show
from showfeed.problems import Level, Problem

# SHA-256 of the cover that `init` draws.
COVER = "07e6b6638811d1056ef7dd7e517c36b472170393d321b3081ca04b10c60c6e8b"

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
    if show.description.startswith("What is the show about, for whom, and who makes it?"):
        yield _example(show, "description", show.description, "write what the show is about")
    if show.cover is not None and show.cover.facts and show.cover.facts.digest == COVER:
        yield _example(show, "cover", show.cover.href, "put your own picture in its place")
    for episode in show.episodes:
        if episode.description.startswith("The first episode of an example show."):
            yield _example(episode, "description", episode.description, "write what it is about")


def _example(subject: Show | Episode, name: str, words: str, hint: str) -> Problem:
    message = f"{quoted(words)} is only an example"
    return Problem(subject.origin.at(name), "placeholder", message, hint, Level.WARNING)
