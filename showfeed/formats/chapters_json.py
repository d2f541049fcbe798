"""JSON chapters 1.2. https://github.com/Podcastindex-org/podcast-namespace jsonChapters"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from showfeed.model import Chapter, Location, Picture
from showfeed.problems import Malformed

VERSION = "1.2.0"


def parse_chapters_json(text: str) -> tuple[Chapter, ...]:
    """Read a chapters file. Raises Malformed where it is none."""
    try:
        chapters = json.loads(text)["chapters"]
        return tuple(_chapter(values) for values in chapters)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Malformed(
            "this is no JSON chapters file",
            'it has a list `chapters`, each with `"startTime"` in seconds and `"title"`',
        ) from None


def _time(seconds: float) -> timedelta:
    if isinstance(seconds, bool) or not 0 <= seconds < 10_000_000:
        raise ValueError
    return timedelta(milliseconds=round(seconds * 1000))


def _chapter(values: Any) -> Chapter:
    place = values.get("location")
    image = values.get("img")
    return Chapter(
        start=_time(values["startTime"]),
        title=str(values.get("title", "")),
        end=_time(values["endTime"]) if "endTime" in values else None,
        url=str(values.get("url", "")),
        image=Picture(str(image)) if image else None,
        listed=values.get("toc", True) is not False,
        location=Location(
            str(place["name"]), geo=str(place.get("geo", "")), osm=str(place.get("osm", ""))
        )
        if place
        else None,
    )


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
