"""How the published feed differs from the one that would be built, in one line."""

from lxml import etree


class NotAFeed(ValueError):
    """What was published can't be read as a feed."""


def difference(published: bytes, built: bytes) -> str:
    """Say what differs, in episodes; "" where nothing does. Raises NotAFeed.

    >>> feed = b"<rss><channel><item><guid>a</guid></item></channel></rss>"
    >>> difference(feed, feed.replace(b"<item>", b"<item><guid>b</guid></item><item>"))
    '1 episode is not published yet'
    """
    if published == built:
        return ""
    head, there = _parts(published)
    own_head, ours = _parts(built)
    new = len(ours.keys() - there.keys())
    gone = len(there.keys() - ours.keys())
    changed = sum(there[guid] != ours[guid] for guid in there.keys() & ours.keys())
    parts = [
        _words(new, "not published yet"),
        _words(gone, "published but not in this folder"),
        _words(changed, "published as it was before a change"),
    ]
    if head != own_head:
        parts.append("what it says of the show is another")
    elif not any(parts) and list(there) != list(ours):
        parts.append("the episodes are in another order")
    return ", ".join(filter(None, parts))


def _words(count: int, what: str) -> str:
    if not count:
        return ""
    return f"{count} episode{'' if count == 1 else 's'} {'is' if count == 1 else 'are'} {what}"


def _parts(document: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a feed's head and its items by guid, each in one way of writing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    items = {}
    try:
        root = etree.fromstring(document, parser)
        channel = root.find("channel")
        if channel is None:
            raise NotAFeed
        for date in channel.findall("lastBuildDate"):  # is that of the newest episode
            channel.remove(date)
        _tighten(root)
        for number, item in enumerate(channel.findall("item")):
            guid = (item.findtext("guid") or "").strip() or f"#{number}"
            items[guid] = _canonical(item)
            channel.remove(item)
        return _canonical(root), items
    # An entity, which no feed needs, has no canonical form.
    except (etree.XMLSyntaxError, etree.C14NError, ValueError) as error:
        raise NotAFeed from error


def _tighten(root: etree._Element) -> None:
    """Take away the blanks between tags."""
    for element in root.iter():
        if not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None


def _canonical(element: etree._Element) -> bytes:
    written: bytes = etree.tostring(element, method="c14n", exclusive=True)
    return written
