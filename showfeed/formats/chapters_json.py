"""JSON chapters 1.2. https://github.com/Podcastindex-org/podcast-namespace jsonChapters

Podlove's list of `{start, title, href, image}` is read too.
"""

import json
import math
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from showfeed.formats.chapters_marked import Marked, all_of
from showfeed.formats.json_kindly import Json, Mending, place
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import parse_timecode
from showfeed.model import Chapter, Location, Picture
from showfeed.problems import Malformed

VERSION = "1.2.0"
LONGEST = 10_000_000  # seconds
HINT = 'it has a list `chapters`, each with `"startTime"` in seconds and `"title"`'
STARTS = ("startTime", "start", "start_ms", "time")


class _Wrong(Exception):
    """A member of a chapter can't be read."""

    def __init__(self, member: str, reason: Malformed) -> None:
        super().__init__(reason.message)
        self.member, self.reason = member, reason


def parse_chapters_json(text: str) -> tuple[Chapter, ...]:
    """Read a chapters file. Raises Malformed where it, or one of its chapters, is none."""
    return all_of(mark_chapters_json(text))


def mark_chapters_json(text: str) -> Iterator[Marked]:
    """Read a chapters file, each chapter with its place."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        yield Marked(error.lineno, error.colno, Malformed("this is broken JSON", HINT))
        return
    except (ValueError, RecursionError):
        yield Marked(1, 1, Malformed("this is broken JSON", HINT))
        return
    found = Mending(text).read()
    root = found.value
    chapters = root.get("chapters") if isinstance(root, dict) else root
    if not isinstance(chapters, list) or (chapters is root and not chapters):
        yield Marked(1, 1, Malformed("this is no JSON chapters file", HINT))
        return
    for item in chapters:
        yield _marked(text, found, item)


def _marked(text: str, found: Json, item: object) -> Marked:
    if not isinstance(item, dict):
        words = f"{quoted(json.dumps(item, ensure_ascii=False))} is no chapter"
        return Marked(1, 1, Malformed(words, HINT))
    try:
        return Marked(*place(text, found.spot(item)), _chapter(item))
    except _Wrong as wrong:
        return Marked(*place(text, found.spot(item, wrong.member)), wrong.reason)


def _chapter(values: dict[str, Any]) -> Chapter:
    start = next((name for name in STARTS if values.get(name) is not None), "")
    if not start:
        raise _Wrong("", Malformed("a chapter has no `startTime`", "add it, in seconds"))
    end = values.get("endTime")
    image = _text(values, "img") or _text(values, "image")
    return Chapter(
        start=_time(values, start),
        title=_text(values, "title"),
        end=None if end is None else _time(values, "endTime"),
        url=_text(values, "url") or _text(values, "href"),
        image=Picture(image) if image else None,
        listed=values.get("toc", True) is not False,
        location=_location(values),
    )


def _time(values: dict[str, Any], name: str) -> timedelta:
    """Read seconds, or a time as people and Podlove write it."""
    value = values[name]
    if isinstance(value, str):
        try:
            return parse_timecode(value)
        except Malformed as error:
            raise _Wrong(name, error) from None
    seconds = value if isinstance(value, int | float) and value is not True else math.nan
    seconds = seconds / 1000 if name.endswith("_ms") else seconds
    if value is False or not 0 <= seconds < LONGEST:
        shown = quoted(json.dumps(value, ensure_ascii=False))
        words = f"{shown} is not a time in seconds"
        raise _Wrong(name, Malformed(words, "write it like `369` or `12.5`"))
    return timedelta(milliseconds=round(seconds * 1000))


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        words = f"`{name}` is not a text"
        raise _Wrong(name, Malformed(words, f'write `"{name}": "…"`'))
    return value


def _location(values: dict[str, Any]) -> Location | None:
    where = values.get("location")
    if not where:
        return None
    if not isinstance(where, dict) or not isinstance(where.get("name"), str):
        hint = 'write `"location": {"name": "…", "geo": "geo:…"}`'
        raise _Wrong("location", Malformed("the location has no name", hint))
    return Location(where["name"], geo=str(where.get("geo") or ""), osm=str(where.get("osm") or ""))


def _number(time: timedelta) -> int | float:
    milliseconds = round(time / timedelta(milliseconds=1))
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000


def format_chapters_json(
    chapters: tuple[Chapter, ...],
    *,
    title: str = "",
    show: str = "",
    picture: Callable[[Picture], str] = lambda picture: picture.href,
) -> str:
    """Write a chapters file, a chapter a line. *picture* gives a picture's address."""
    head: dict[str, object] = {"version": VERSION}
    if title:
        head["title"] = title
    if show:
        head["podcastName"] = show
    lines = [json.dumps(_values(c, picture), ensure_ascii=False) for c in chapters]
    top = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{top}, "chapters": [\n' + ",\n".join(lines) + "\n]}\n"


def _values(chapter: Chapter, picture: Callable[[Picture], str]) -> dict[str, object]:
    values: dict[str, object] = {"startTime": _number(chapter.start)}
    if chapter.end is not None:
        values["endTime"] = _number(chapter.end)
    if chapter.title:
        values["title"] = chapter.title
    if chapter.image:
        values["img"] = picture(chapter.image)
    if chapter.url:
        values["url"] = chapter.url
    if not chapter.listed:
        values["toc"] = False
    if chapter.location:
        place = {
            "name": chapter.location.name,
            "geo": chapter.location.geo,
            "osm": chapter.location.osm,
        }
        values["location"] = {key: value for key, value in place.items() if value}
    return values
