"""Podlove Simple Chapters as a file of its own. The feed's are written by `psc_extension`."""

from showfeed.formats.timecode import parse_timecode
from showfeed.model import Chapter, Picture
from showfeed.problems import Malformed

NAMESPACE = "http://podlove.org/simple-chapters"


def parse_psc(text: str) -> tuple[Chapter, ...]:
    """Read a chapters element, in time order as the specification asks of readers."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Malformed("this is not XML", "see docs/fields.md for chapter files") from None
    found = []
    for element in root.iter(f"{{{NAMESPACE}}}chapter", "chapter"):
        start, title = element.get("start"), element.get("title")
        if start is None or title is None:
            raise Malformed("a chapter lacks its `start` or `title`", "add them")
        image = element.get("image")
        found.append(
            Chapter(
                parse_timecode(start),
                title,
                url=element.get("href") or "",
                image=Picture(image) if image else None,
            )
        )
    if not found:
        raise Malformed("there are no Podlove chapters here", "see docs/fields.md")
    return tuple(sorted(found, key=lambda chapter: chapter.start))
