"""A site of Jekyll: https://jekyllrb.com. Posts, drafts and collections, with their defaults."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from showfeed.importing.sites.asked import Asked, Data, flatten
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.permalinks import date_words, filled, jekyll_slug
from showfeed.importing.sites.site import (
    PAGES,
    GuidRule,
    Site,
    Source,
    asked,
    first_settings,
    joined,
    page_of,
    read_settings,
    web_base,
)
from showfeed.problems import Problem

DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<name>.+)")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
ROOTS = (
    *("", "episodes", "assets/episodes", "_episodes", "audio", "assets/audio"),
    *("assets/img", "assets/images", "img", "images"),
)


def read_jekyll(folder: SiteFolder) -> Site | None:
    """Return the site, None where it is none of Jekyll's."""
    path = first_settings(folder, "_config")
    if not path and not (folder.root / "_posts").is_dir():
        return None
    config, told = read_settings(folder, path) if path else ({}, ())
    problems = list(told)
    settings = Asked(flatten(config))
    base = web_base(settings.text("url"), settings.text("baseurl"))
    sources = tuple(_sources(folder, config, settings, problems))
    program = f"{settings.text('theme')} {settings.value('plugins', 'gems')}".lower()
    octopod = "octopod" in program
    return Site(
        "Jekyll",
        folder,
        settings,
        base,
        sources,
        lambda source, date: _link(settings, base, source, date),
        roots=ROOTS,
        media=_media(settings, base, octopod),
        covers=("assets/img/logo-itunes.jpg", "assets/images/podcast-logo.jpeg"),
        made=(settings.text("destination") or "_site",),
        feed="episodes.mp3.rss" if octopod else "",
        guids=GuidRule.PAGE if octopod else GuidRule.GUESS,
        guid_is_permalink=not octopod,
        timezone=settings.text("timezone") or "UTC",
        problems=tuple(problems),
    )


def _media(settings: Asked, base: str, octopod: bool) -> str:
    """Return what stands before the name of an audio file."""
    before = settings.text("download_url", "podcast.remote_episode_host", "podcast.media_url")
    if not before and octopod:
        before = f"{base}episodes"
    counter = settings.text("podcast.tracking_prefix")
    if counter and (before or base):
        where = before or f"{base}assets/episodes"
        before = f"{counter.rstrip('/')}/{where.partition('://')[2] or where}"
    return f"{before.rstrip('/')}/" if before else ""


def _collections(config: Mapping[str, Data], folder: SiteFolder) -> list[str]:
    """Return the collections whose pages may be episodes."""
    said = config.get("collections", [])
    names = [name for name in said if isinstance(name, str)]  # a list, or a mapping
    usual = [name for name in ("episodes", "podcasts") if (folder.root / f"_{name}").is_dir()]
    return list(dict.fromkeys(["posts", "drafts", *names, *usual]))


def _sources(
    folder: SiteFolder, config: Mapping[str, Data], settings: Asked, problems: list[Problem]
) -> Iterator[Source]:
    collections = {f"_{name}": name for name in _collections(config, folder)}
    defaults = list(_defaults(config))
    source = settings.text("source", "collections_dir").strip("./")
    for path in folder.files(source):
        file = PurePosixPath(path)
        kind = next((collections[p] for p in reversed(file.parts[:-1]) if p in collections), "")
        if not kind or not path.endswith(PAGES):
            continue
        page = page_of(folder, path)
        problems += page.problems
        if not page.fronted:
            continue
        usual = [values for where, of, values in defaults if _within(path, kind, where, of)]
        front = asked(page.fields, *reversed(usual))
        dated = DATED.fullmatch(file.stem)
        yield Source(
            path,
            page,
            front,
            dated["name"] if dated else file.stem,
            str(file.parent),
            "posts" if kind == "drafts" else kind,
            dated["date"] if dated else "",
            kind == "drafts"
            or front.text("published").lower() == "false"
            or front.text("draft").lower() == "true",
        )


def _defaults(config: Mapping[str, Data]) -> Iterator[tuple[str, str, dict[str, Data]]]:
    """Give the front matter that the settings put below pages: for which path and collection."""
    said = config.get("defaults", [])
    for one in said if isinstance(said, list) else []:
        scope = one.get("scope", {}) if isinstance(one, dict) else {}
        values = one.get("values", {}) if isinstance(one, dict) else {}
        if isinstance(scope, dict) and isinstance(values, dict):
            yield str(scope.get("path", "")).strip("/"), str(scope.get("type", "")), values


def _within(path: str, kind: str, where: str, of: str) -> bool:
    inside = not where or path == where or path.startswith(f"{where}/")
    return inside and of in ("", kind)


def _link(settings: Asked, base: str, source: Source, date: datetime | None) -> str:
    """Return the address of a page: what it states, else by its collection's pattern."""
    front, kind = source.asked, source.section
    usual = settings.text("permalink") or "date"
    if kind == "posts":
        pattern = front.text("permalink") or STYLES.get(usual, usual)
    else:
        own = settings.text(f"collections.{kind}.permalink")
        pattern = front.text("permalink") or own
        pattern = pattern or f"/:collection/:path{'/' if usual == 'pretty' else ':output_ext'}"
    file = PurePosixPath(source.path)
    at = next((i for i, part in enumerate(file.parts) if part == f"_{kind}"), 0)
    named = [*file.parts[:at], *front.texts("categories", "category")]
    inner = PurePosixPath(*file.parts[at + 1 :]).with_suffix("").as_posix()
    words = {
        **date_words(date),
        "categories": "/".join(dict.fromkeys(map(jekyll_slug, named))),
        "title": front.text("slug") or source.name,
        "slug": jekyll_slug(front.text("slug") or source.name),
        "name": file.stem,
        "path": inner,
        "collection": kind,
        "output_ext": ".html",
        "podcast_episode": front.text("podcast.episode"),
    }
    return joined(base, filled(pattern, words))
