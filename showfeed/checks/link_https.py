"""Links are encrypted.

Web players and apps refuse `http` or warn of it. (Podcast namespace: every hypertext URL.)
"""

from collections.abc import Iterator
from itertools import chain

from showfeed.model import Episode, Show
from showfeed.problems import Level, Place, Problem

SCOPE = "episode"
BAD = "link: http://rivers.example/one\n"
GOOD = "link: https://rivers.example/one\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for http in every link that the author wrote."""
    for place, address in chain.from_iterable(map(_links, show.parts)):
        if address.startswith("http://"):
            yield Problem(
                place,
                "link-https",
                f"`{address}` is not encrypted",
                f"write `https{address[4:]}` if that works",
                Level.WARNING,
            )


def _links(part: Show | Episode) -> Iterator[tuple[Place, str]]:
    """Give the links of a show or episode, and where they were written."""
    yield part.origin.at("link"), part.link
    if part.license:
        yield part.license.origin.at("url"), part.license.url
    for funding in part.funding:
        yield funding.origin.at("url"), funding.url
    for person in part.people:
        yield person.origin.at("url"), person.url
        yield person.origin.at("image"), person.image
    if isinstance(part, Episode):
        for chapter in part.chapters:
            yield chapter.origin.at("url"), chapter.url
    else:
        for trailer in part.trailers:
            yield trailer.origin.at("url"), trailer.url
