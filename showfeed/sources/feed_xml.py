"""The bytes of a feed → its elements, as far as sense goes. Nothing is fetched or expanded."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showfeed.problems import Level, Place, Problem
from showfeed.sources.feed_mending import mend
from showfeed.sources.feed_text import feed_text

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element, _LogEntry

MOST = 25_000_000  # Podcast Index reads so many characters of a feed
PREFIX = re.compile(r"Namespace prefix (\S+) .*not defined")
KINDS = 5  # of broken places that are told


@dataclass(frozen=True)
class Document:
    """The root of a feed (None where there is none), its lines, and what was wrong with it."""

    root: "_Element | None"
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_xml(content: bytes, path: str) -> Document:
    """Read XML; where it is broken, mend what is clear and take what can be read of the rest."""
    if len(content) > MOST:
        words = f"the feed is larger than {MOST:,} bytes, and was not read"
        hint = "leave the notes of old episodes shorter, or set `feed: {limit: 300}`"
        return Document(None, (), (Problem(Place(path), "feed-size", words, hint),))
    text, problems = feed_text(content, path)
    lines = tuple(text.split("\n"))
    root = strict(text)
    if root is None:
        text, mended = mend(text, path)
        root, broken = recovered(text, path)
        problems = [*problems, *mended, *broken]
    return Document(root, lines, tuple(problems))


def parser(recover: bool) -> "XMLParser":
    """Return a parser that opens nothing: no entities, no document type, no network."""
    from lxml.etree import XMLParser

    return XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def strict(text: str) -> "_Element | None":
    """Read XML that is as it should be."""
    from lxml.etree import XMLSyntaxError, fromstring

    try:
        return fromstring(text.encode("utf-8", "surrogatepass"), parser(recover=False))
    except XMLSyntaxError:
        return None


def recovered(text: str, path: str) -> tuple["_Element | None", list[Problem]]:
    """Read what can be read, and tell where it is broken."""
    from lxml.etree import XMLSyntaxError, fromstring

    reader = parser(recover=True)
    root = None
    try:
        root = fromstring(text.encode("utf-8", "replace"), reader)
    except XMLSyntaxError as error:
        if not len(reader.error_log):
            return None, [_broken(path, error.position, str(error.msg))]
    return root, list(_told(reader.error_log, path))


def _told(log: "list[_LogEntry]", path: str) -> list[Problem]:
    """Tell the first of every kind of break, and prefixes without a namespace once each."""
    told: list[Problem] = []
    seen: Counter[str] = Counter()
    for entry in log:
        prefix = PREFIX.search(entry.message)
        kind = f"{entry.type_name} {prefix[1] if prefix else ''}"
        seen[kind] += 1
        if seen[kind] > 1 or len(told) >= KINDS:
            continue
        if prefix:
            place = Place(path, max(entry.line, 1), max(entry.column, 1))
            words = f"the prefix `{prefix[1]}:` has no namespace"
            hint = f'write `xmlns:{prefix[1]}="…"` into `<rss>`; apps ignore such tags'
            told.append(Problem(place, "feed-namespace", words, hint))
        else:
            told.append(_broken(path, (entry.line, entry.column), entry.message))
    return told


def _broken(path: str, at: tuple[int, int], reason: str) -> Problem:
    reason = reason.partition(", line ")[0].strip()[:200]
    return Problem(
        Place(path, max(at[0], 1), max(at[1], 1)),
        "feed-xml",
        f"this is broken XML: {reason}",
        "let a program write the feed, not templates of text; many apps stop reading here",
        Level.ERROR,
    )
