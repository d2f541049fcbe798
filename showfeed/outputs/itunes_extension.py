"""A feedgen extension for Apple's tags as they are today. It stands alone; it needs lxml only.

feedgen's own knows neither `true`/`false` nor `.jpeg`, and drops season and episode 0.
"""

from datetime import timedelta

from lxml.etree import SubElement, _Element

NAMESPACE = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PREFIX = f"{{{NAMESPACE}}}"


class ItunesSharedExtension:
    """The tags of channel and item alike, each once, in the order of the calls."""

    def __init__(self) -> None:
        self._tags: dict[str, tuple[str, dict[str, str]]] = {}

    def extend_ns(self) -> dict[str, str]:
        """Tell feedgen the prefix and namespace."""
        return {"itunes": NAMESPACE}

    def extend_rss(self, element: _Element) -> _Element:
        """Write the tags into the item that feedgen made."""
        for name, (text, attributes) in self._tags.items():
            if text:
                SubElement(element, PREFIX + name).text = text
            else:
                SubElement(element, PREFIX + name, attributes)
        return element

    def extend_atom(self, element: _Element) -> _Element:
        """Leave Atom feeds as they are: Apple reads RSS."""
        return element

    def _set(self, name: str, text: str, **attributes: str) -> None:
        self._tags[name] = (text, attributes)

    def title(self, title: str) -> None:
        """Set a title for Apple alone."""
        self._set("title", title)

    def author(self, author: str) -> None:
        """Set who is responsible."""
        self._set("author", author)

    def image(self, href: str) -> None:
        """Set the picture's address; the ending does not matter."""
        self._set("image", "", href=href)

    def explicit(self, explicit: bool) -> None:
        """Tell whether children should not hear it."""
        self._set("explicit", "true" if explicit else "false")

    def block(self, blocked: bool = True) -> None:
        """Hide it from directories; only `yes` has a meaning, so False takes the tag away."""
        self._yes("block", blocked)

    def subtitle(self, subtitle: str) -> None:
        """Set the few words under the title."""
        self._set("subtitle", subtitle)

    def summary(self, summary: str) -> None:
        """Set one or two sentences of plain text."""
        self._set("summary", summary)

    def _yes(self, name: str, on: bool) -> None:
        self._tags.pop(name, None)
        if on:
            self._set(name, "yes")


class ItunesEntryExtension(ItunesSharedExtension):
    """The item's tags."""

    def duration(self, duration: timedelta) -> None:
        """Set the length, in whole seconds; what can be heard is a second at least."""
        whole = int(duration.total_seconds() + 0.5)
        self._set("duration", str(max(whole, 1) if duration else 0))

    def season(self, number: int) -> None:
        """Set the season's number."""
        self._set("season", str(number))

    def episode(self, number: int) -> None:
        """Set the episode's number."""
        self._set("episode", str(number))

    def episode_type(self, kind: str) -> None:
        """Set `full`, `trailer` or `bonus`."""
        self._set("episodeType", kind)


class ItunesExtension(ItunesSharedExtension):
    """The channel's tags."""

    def __init__(self) -> None:
        super().__init__()
        self._categories: list[tuple[str, str]] = []
        self._owner: tuple[str, str] = ("", "")

    def extend_rss(self, element: _Element) -> _Element:
        """Write the tags into the channel."""
        channel = element[0]
        super().extend_rss(channel)
        for name, sub in self._categories:
            category = SubElement(channel, f"{PREFIX}category", {"text": name})
            if sub:
                SubElement(category, f"{PREFIX}category", {"text": sub})
        owner, email = self._owner
        if email:
            tag = SubElement(channel, f"{PREFIX}owner")
            if owner:
                SubElement(tag, f"{PREFIX}name").text = owner
            SubElement(tag, f"{PREFIX}email").text = email
        return element

    def category(self, name: str, sub: str = "") -> None:
        """Add a category of Apple's list; Apple heeds the first."""
        self._categories.append((name, sub))

    def owner(self, email: str, name: str = "") -> None:
        """Set whom a service writes to."""
        self._owner = (name, email)

    def type(self, kind: str) -> None:
        """Set `episodic` or `serial`."""
        self._set("type", kind)

    def new_feed_url(self, url: str) -> None:
        """Tell where the feed has moved."""
        self._set("new-feed-url", url)

    def complete(self, complete: bool = True) -> None:
        """Tell that no episode will ever follow; False takes the tag away."""
        self._yes("complete", complete)
