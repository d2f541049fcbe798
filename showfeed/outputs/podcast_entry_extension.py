"""A feedgen extension for the Podcasting 2.0 tags of an item: docs/extensions.md."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from .podcast_shared_extension import PodcastSharedExtension
from .podcast_tags import Tag, decimal, seconds, tag


def source(uri: str, content_type: str = "") -> Tag:
    """Make a podcast:source for `alternate_enclosure`; any scheme will do."""
    return tag("source", uri=uri, contentType=content_type)


class PodcastEntryExtension(PodcastSharedExtension):
    """The item's tags; a live item takes the same."""

    def transcript(self, url: str, type: str, *, language: str = "", rel: str = "") -> None:
        """Add a transcript; `rel` is `captions` where the text has times."""
        self._tags.append(tag("transcript", url=url, type=type, language=language, rel=rel))

    def chapters(self, url: str, type: str = "application/json+chapters") -> None:
        """Set where the JSON chapters are."""
        self._set(tag("chapters", url=url, type=type))

    def soundbite(self, start: timedelta, duration: timedelta, title: str = "") -> None:
        """Add a passage that stands for the episode."""
        self._tags.append(
            tag("soundbite", title, startTime=seconds(start), duration=seconds(duration))
        )

    def season(self, number: int, *, name: str = "") -> None:
        """Set the season, and what it is called."""
        self._set(tag("season", str(number), name=name))

    def episode(self, number: int | Decimal, *, display: str = "") -> None:
        """Set the episode's number, decimal if need be, and how to show it."""
        self._set(tag("episode", decimal(Decimal(number)), display=display))

    def alternate_enclosure(
        self,
        type: str,
        sources: Iterable[Tag],
        *,
        integrity: tuple[str, str] | None = None,
        length: int | None = None,
        bitrate: Decimal | None = None,
        height: int | None = None,
        lang: str = "",
        title: str = "",
        rel: str = "",
        codecs: str = "",
        default: bool = False,
    ) -> None:
        """Add another encoding: each source made by `source`, integrity as (type, value)."""
        proof = [tag("integrity", type=integrity[0], value=integrity[1])] if integrity else []
        self._tags.append(
            tag(
                "alternateEnclosure",
                "",
                *sources,
                *proof,
                type=type,
                length=length,
                bitrate="" if bitrate is None else decimal(bitrate),
                height=height,
                lang=lang,
                title=title,
                rel=rel,
                codecs=codecs,
                default="true" if default else "",
            )
        )

    def content_link(self, href: str, text: str = "") -> None:
        """Add where else the episode can be heard or seen."""
        self._tags.append(tag("contentLink", text, href=href))
