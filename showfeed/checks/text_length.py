"""Short texts stay short.

The namespace lets apps cut names and titles after 128 letters, the title of an alternate after 32,
and free text after 4,000.
"""

from collections.abc import Iterator
from itertools import chain

from showfeed.formats.quoting import quoted
from showfeed.model import Episode, Show
from showfeed.problems import Level, Place, Problem

SCOPE = "episode"
BAD = "guests: " + "Anna Maria " * 12 + "\n"
GOOD = "guests: Anna Maria\n"


def check(show: Show) -> Iterator[Problem]:
    """Count the letters of every text that apps may cut."""
    for place, text, limit in chain.from_iterable(map(_texts, show.parts)):
        if len(text) > limit:
            yield Problem(
                place,
                "text-length",
                f"{quoted(text)} has {len(text)} letters; apps cut it after {limit}",
                "shorten it",
                Level.WARNING,
            )


def _texts(part: Show | Episode) -> Iterator[tuple[Place, str, int]]:
    """Give the texts of a show or episode with the length that the namespace allows."""
    for funding in part.funding:
        yield funding.origin.at("text"), funding.text, 128
    for person in part.people:
        yield person.origin.at("name"), person.name, 128
    for location in part.locations:
        yield location.origin.at("name"), location.name, 128
    for txt in part.txt:
        yield txt.origin.at("text"), txt.text, 4000
        yield txt.origin.at("purpose"), txt.purpose, 128
    if isinstance(part, Episode):
        for soundbite in part.soundbites:
            yield soundbite.origin.at("title"), soundbite.title, 128
        for alternate in part.alternates:
            yield alternate.origin.at("title"), alternate.title, 32
            yield alternate.origin.at("rel"), alternate.rel, 32
    else:
        for trailer in part.trailers:
            yield trailer.origin.at("title"), trailer.title, 128
        for name in part.seasons.values():
            yield part.origin.at("seasons"), name, 128
        if part.update_frequency:
            yield part.update_frequency.origin.at("text"), part.update_frequency.text, 128
