"""A feedgen extension for Atom's links in an RSS channel. It stands alone; it needs lxml only.

feedgen writes `rel="self"` alone; RFC 5005 pages need `next`, `previous`, `first` and `last`.
"""

from lxml.etree import SubElement, _Element

NAMESPACE = "http://www.w3.org/2005/Atom"


class AtomExtension:
    """The channel's further links, in the order of the calls."""

    def __init__(self) -> None:
        self._links: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        """Tell feedgen the prefix and namespace."""
        return {"atom": NAMESPACE}

    def extend_rss(self, element: _Element) -> _Element:
        """Write the links into the channel."""
        for attributes in self._links:
            SubElement(element[0], f"{{{NAMESPACE}}}link", attributes)
        return element

    def extend_atom(self, element: _Element) -> _Element:
        """Leave Atom feeds as they are: feedgen writes their links."""
        return element

    def link(self, rel: str, href: str, type: str = "application/rss+xml") -> None:
        """Add a link; `type` is that of what it leads to, "" where it is no document."""
        self._links.append({"href": href, "rel": rel, **({"type": type} if type else {})})
