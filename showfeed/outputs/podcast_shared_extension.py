"""The Podcasting 2.0 tags allowed both in a channel and in an item, as methods.

The base of `podcast_extension` and `podcast_entry_extension`; the three and `podcast_tags`
stand alone. feedgen asks an extension for three methods and for no base class.
"""

from collections.abc import Iterable
from decimal import Decimal

from lxml.etree import _Element

from .podcast_tags import NAMESPACE, Tag, decimal, tag, write


class PodcastSharedExtension:
    """Tags in the order of the calls; what may stand once only takes its last value."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def extend_ns(self) -> dict[str, str]:
        """Tell feedgen the prefix and namespace."""
        return {"podcast": NAMESPACE}

    def extend_rss(self, element: _Element) -> _Element:
        """Write the tags into the item that feedgen made."""
        write(self._tags, element)
        return element

    def extend_atom(self, element: _Element) -> _Element:
        """Leave Atom feeds as they are: the namespace is for RSS."""
        return element

    def _set(self, only: Tag) -> None:
        """Add a tag that may stand once, in the place of an earlier one."""
        self._tags = [other for other in self._tags if other.name != only.name]
        self._tags.append(only)

    def funding(self, url: str, text: str) -> None:
        """Add a page where listeners can give, and the words of its link."""
        self._tags.append(tag("funding", text, url=url))

    def person(
        self, name: str, *, role: str = "", group: str = "", img: str = "", href: str = ""
    ) -> None:
        """Add somebody. An item's people replace the channel's: name the host there too."""
        self._tags.append(tag("person", name, role=role, group=group, img=img, href=href))

    def location(
        self, name: str, *, rel: str = "", geo: str = "", osm: str = "", country: str = ""
    ) -> None:
        """Add a place: what it is about (`subject`) or where it is made (`creator`)."""
        self._tags.append(tag("location", name, rel=rel, geo=geo, osm=osm, country=country))

    def license(self, identifier: str, *, url: str = "") -> None:
        """Set the licence: an SPDX identifier, or an own name and its page."""
        self._set(tag("license", identifier, url=url))

    def value(
        self,
        recipients: Iterable[Tag],
        time_splits: Iterable[Tag] = (),
        *,
        type: str = "lightning",
        method: str = "keysend",
        suggested: Decimal | None = None,
    ) -> None:
        """Add who is paid: `recipient` and `time_split` of `podcast_tags` make the parts."""
        self._tags.append(
            tag(
                "value",
                "",
                *recipients,
                *time_splits,
                type=type,
                method=method,
                suggested="" if suggested is None else decimal(suggested),
            )
        )

    def social_interact(
        self,
        protocol: str,
        uri: str = "",
        *,
        account_id: str = "",
        account_url: str = "",
        priority: int | None = None,
    ) -> None:
        """Add the post under which people talk; `disabled` takes no other value."""
        self._tags.append(
            tag(
                "socialInteract",
                protocol=protocol,
                uri=uri,
                accountId=account_id,
                accountUrl=account_url,
                priority=priority,
            )
        )

    def chat(self, server: str, protocol: str, *, account_id: str = "", space: str = "") -> None:
        """Set the room where listeners meet."""
        self._set(tag("chat", server=server, protocol=protocol, accountId=account_id, space=space))

    def txt(self, text: str, *, purpose: str = "") -> None:
        """Add free text for a purpose, such as `verify`."""
        self._tags.append(tag("txt", text, purpose=purpose))

    def image(
        self,
        href: str,
        *,
        alt: str = "",
        aspect_ratio: str = "",
        width: int | None = None,
        height: int | None = None,
        type: str = "",
        purpose: Iterable[str] = (),
    ) -> None:
        """Add a picture with its shape and purposes."""
        shape = {"aspect-ratio": aspect_ratio}
        self._tags.append(
            tag(
                "image",
                href=href,
                alt=alt,
                **shape,
                width=width,
                height=height,
                type=type,
                purpose=" ".join(purpose),
            )
        )
