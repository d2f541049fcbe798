"""One line of showfeed.lock ⇄ what it says: JSON, for the show or for an episode."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from showfeed.formats.quoting import quoted
from showfeed.model import MediaFacts
from showfeed.problems import Malformed

VERSION = 1
RESTORE = "bring the file back with `git checkout HEAD -- showfeed.lock`"
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True)
class LockedEpisode:
    """An episode's guid, when it is (or is to be) published, and what its media files are.

    *slug* is the name of its page where that is not its id, *pages* are names that it had before.
    """

    id: str
    guid: str
    published: datetime | None = None
    media: Mapping[str, MediaFacts] = field(default_factory=dict)
    slug: str = ""
    pages: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


def parse_line(line: str, number: int) -> str | LockedEpisode:
    """Read a line: the show's guid, or an episode. Raises Malformed."""
    if line.startswith(MARKS):
        raise Malformed(
            "git left the marks of a merge here",
            "keep the episode lines of both sides and the oldest guid of each; delete the marks",
        )
    try:
        values = json.loads(line)
        if "showfeed" not in values:
            return _episode(values, number)
        if values["showfeed"] != VERSION:
            raise Malformed("this lock is of another version of showfeed", "update showfeed")
        _only(values, "showfeed", "guid")
        return _text(values["guid"])
    except Malformed:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError):
        raise Malformed("this line is not as showfeed wrote it", RESTORE) from None


def _episode(values: Any, line: int) -> LockedEpisode:
    _only(values, "id", "guid", "published", "media", "slug", "pages")
    moment = None
    if "published" in values:
        moment = datetime.fromisoformat(values["published"])
        moment.astimezone(UTC)  # an hour before year 1 can't be compared with any other
        if moment.tzinfo is None:
            raise ValueError
    media = {_text(href): _facts(facts) for href, facts in values.get("media", {}).items()}
    guid = _text(values["guid"])
    if not guid:
        raise ValueError
    slug, pages = _text(values.get("slug", "")), tuple(map(_text, values.get("pages", ())))
    return LockedEpisode(_text(values["id"]), guid, moment, media, slug, pages, line)


def _facts(values: Any) -> MediaFacts:
    _only(values, "size", "type", "seconds", "sha256", "etag", "chapters", "embedded")
    seconds = values.get("seconds")
    return MediaFacts(
        size=_count(values["size"]),
        type=_text(values["type"]),
        duration=None if seconds is None else timedelta(milliseconds=_count(round(seconds * 1000))),
        digest=_text(values.get("sha256", "")),
        etag=_text(values.get("etag", "")),
        chapters=tuple(
            (_count(start), _text(title)) for start, title in values.get("chapters", ())
        ),
        embedded=_count(values.get("embedded", 0)),
    )


def _only(values: Any, *names: str) -> None:
    """Refuse what a newer showfeed wrote: it would be lost when the lock is written again."""
    unknown = sorted(set(values) - set(names))
    if unknown:
        raise Malformed(
            f"{quoted(unknown[0])} is not known to this version of showfeed", "update showfeed"
        )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode("utf-8")  # half a character (a lone surrogate) could not be written again
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def format_header(guid: str) -> str:
    """Write the first line, about the show."""
    return json.dumps({"showfeed": VERSION, "guid": guid}, ensure_ascii=False)


def format_line(episode: LockedEpisode) -> str:
    """Write an episode's line; the inverse of `parse_line`."""
    values: dict[str, Any] = {"id": episode.id, "guid": episode.guid}
    if episode.published:
        values["published"] = _moment(episode.published)
    if episode.media:
        values["media"] = {h: _values(facts) for h, facts in sorted(episode.media.items())}
    if episode.slug:
        values["slug"] = episode.slug
    if episode.pages:
        values["pages"] = list(episode.pages)
    return json.dumps(values, ensure_ascii=False)


def _moment(moment: datetime) -> str:
    """Write RFC 3339, which knows no seconds in offsets (as zones had before 1920)."""
    offset = moment.utcoffset() or timedelta()
    return (moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment).isoformat()


def _values(facts: MediaFacts) -> dict[str, Any]:
    values: dict[str, Any] = {"size": facts.size, "type": facts.type}
    if facts.duration is not None:
        values["seconds"] = facts.duration // timedelta(milliseconds=1) / 1000
    if facts.digest:
        values["sha256"] = facts.digest
    if facts.etag:
        values["etag"] = facts.etag
    if facts.chapters:
        values["chapters"] = [list(chapter) for chapter in facts.chapters]
    if facts.embedded:
        values["embedded"] = facts.embedded
    return values
