"""A feedgen extension for Podlove Simple Chapters 1.2. It stands alone; it needs lxml only.

The format has no silent chapters: the caller leaves them out.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from lxml.etree import _Element, fromstring

NAMESPACE = "http://podlove.org/simple-chapters"
HEAD = f'<psc:chapters xmlns:psc="{NAMESPACE}" version="1.2">'
TAIL = "</psc:chapters>"
MARKUP = re.compile('[&<>"\t\n\r]')


def play_time(time: timedelta) -> str:
    """Write a time as RFC 2326 does.

    >>> play_time(timedelta(hours=1, seconds=2.5)), play_time(timedelta(minutes=3))
    ('01:00:02.500', '00:03:00')
    """
    clock, milliseconds = clock_of(time.days * 86_400 + time.seconds), time.microseconds // 1000
    return f"{clock}.{milliseconds:03}" if milliseconds else clock


@lru_cache(maxsize=4096)
def clock_of(seconds: int) -> str:
    """Write whole seconds as HH:MM:SS; the chapters of a feed begin at the same ones often."""
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def escaped(text: str) -> str:
    """Return a text as it stands between the quotes of an attribute."""
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)


class PscExtension:
    """The channel's part: the namespace. `fg.register_extension("psc", PscExtension, …)`."""

    def extend_ns(self) -> dict[str, str]:
        """Tell feedgen the prefix and namespace."""
        return {"psc": NAMESPACE}

    def extend_rss(self, element: _Element) -> _Element:
        """Leave the channel as it is: chapters belong to items."""
        return element

    def extend_atom(self, element: _Element) -> _Element:
        """Leave Atom feeds as they are."""
        return element


class PscEntryExtension(PscExtension):
    """The item's chapters, in the order in which they are added."""

    def __init__(self) -> None:
        self._chapters: list[tuple[timedelta, str, str, str]] = []

    def extend_rss(self, element: _Element) -> _Element:
        """Write the chapters, if there are any."""
        # A dozen chapters an episode are most of a feed's elements: libxml2's parser makes them
        # in less than half the time of as many calls.
        if self._chapters:
            element.append(fromstring(f"{HEAD}{''.join(self._written())}{TAIL}"))
        return element

    def _written(self) -> Iterator[str]:
        for start, title, href, image in self._chapters:
            link = f' href="{escaped(href)}"' if href else ""
            if image:
                link += f' image="{escaped(image)}"'
            yield f'<psc:chapter start="{play_time(start)}" title="{escaped(title)}"{link}/>'

    def chapter(self, start: timedelta, title: str, *, href: str = "", image: str = "") -> None:
        """Add a chapter, with its link and picture."""
        self._chapters.append((start, title, href, image))
