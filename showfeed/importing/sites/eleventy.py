"""A site of Eleventy: https://www.11ty.dev. Front matter over files of data beside it and above."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from showfeed.importing.sites.asked import Asked, Data
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.jekyll import DATED
from showfeed.importing.sites.permalinks import plain_slug
from showfeed.importing.sites.podcaster import find_file, number_by_name, plugin_path
from showfeed.importing.sites.site import (
    PAGES,
    GuidRule,
    Site,
    Source,
    asked,
    joined,
    page_of,
    read_settings,
    web_base,
)
from showfeed.problems import Place, Problem

CONFIGS = tuple(
    name
    for ending in ("js", "mjs", "cjs", "ts")
    for name in (f"eleventy.config.{ending}", f".eleventy.{ending}")
)
PROGRAMS = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
SHOW = ("podcast", "site", "metadata", "meta")
# `{{ page.fileSlug }}` and `{{ title | slugify }}` in a permalink; any other program is not run.
TEMPLATE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)(?:\s*\|\s*(?:slugify|slug))?\s*-?\}\}")


def read_eleventy(folder: SiteFolder) -> Site | None:
    """Return the site, None where it is none of Eleventy's."""
    if not any(folder.has(name) for name in CONFIGS) and not (folder.root / "_data").is_dir():
        return None
    top = _input(folder)
    problems: list[Problem] = []
    data = {stem: _data(folder, top, stem, problems) for stem in (*SHOW, "episodeData")}
    show: dict[str, Data] = {"podcast": data["podcast"]}
    settings = asked(show, *(data[stem] for stem in SHOW[1:]))
    base = web_base(settings.text("podcast.siteurl", "url", "siteurl", "podcast.url"))
    sources = tuple(_sources(folder, top, problems))
    for source in sources:
        find_file(source.asked, data["episodeData"])
    podcaster = bool(data["podcast"]) and any(
        s.asked.flat.keys() & {"episode.filename"} for s in sources
    )
    media = settings.text("podcast.episodeurlbase", "podcast.episodeurlprefix")
    made = data["episodeData"]
    facts = {
        name: (str(told.get("size", "")), str(told.get("duration", "")))
        for name, told in made.items()
        if isinstance(told, dict)
    }
    return Site(
        "Eleventy",
        folder,
        settings,
        base,
        sources,
        lambda source, _: _link(settings, base, top, source),
        roots=tuple(
            dict.fromkeys((top, f"{top}/public", "public", "episodes", "episode-files", ""))
        ),
        served=(f"{top}/public", "public", top),
        media=media or (f"{base}episodes/" if podcaster and base else ""),
        covers=tuple(f"{top}/{name}".strip("/") for name in ("img/podcast-logo.jpg",)),
        made=("_site", "dist", "public", "docs"),
        feed=settings.text("podcast.feedpath").lstrip("/")
        or ("feed/podcast.xml" if podcaster else ""),
        guids=GuidRule.PAGE if podcaster else GuidRule.GUESS,
        facts=facts,
        problems=tuple(problems),
    )


def _input(folder: SiteFolder) -> str:
    """Return the folder of the pages: where `_data` lies, or a usual one."""
    for top in ("", "src", "content", "site", "source"):
        if (folder.root / top / "_data").is_dir():
            return top
    return "src" if (folder.root / "src").is_dir() else ""


def _data(folder: SiteFolder, top: str, stem: str, problems: list[Problem]) -> dict[str, Data]:
    """Read a file of `_data`; one that is a program is told."""
    for place in (f"{top}/_data/{stem}".lstrip("/"), f"_data/{stem}"):
        for ending in ("json", "yaml", "yml", "toml"):
            if folder.has(f"{place}.{ending}"):
                found, told = read_settings(folder, f"{place}.{ending}")
                problems += told
                return found
        for ending in ("js", "mjs", "cjs", "ts"):
            if folder.has(f"{place}.{ending}"):
                problems.append(_program(f"{place}.{ending}"))
    return {}


def _program(path: str) -> Problem:
    words = "this file is a program: it is not run, and what it says is not known here"
    return Problem(Place(path), "yaml", words, "write what it says as JSON beside it")


def _sources(folder: SiteFolder, top: str, problems: list[Problem]) -> Iterator[Source]:
    known: dict[str, dict[str, Data]] = {}

    def beside(stem: str) -> dict[str, Data]:
        """Return the data beside a page or a folder, read once."""
        if stem not in known:
            known[stem] = {}
            for ending in (".11tydata.json", ".json"):
                if folder.has(stem + ending):
                    known[stem], told = read_settings(folder, stem + ending)
                    problems.extend(told)
                    break
            problems.extend(_program(stem + e) for e in PROGRAMS if folder.has(stem + e))
        return known[stem]

    for path in folder.files(top):
        file = PurePosixPath(path)
        if not path.endswith(PAGES) or any(part.startswith("_") for part in file.parts[:-1]):
            continue
        page = page_of(folder, path)
        if not page.fronted:
            continue
        problems += page.problems
        folders = [parent for parent in file.parents if str(parent) != "."]
        above = [beside(f"{parent.as_posix()}/{parent.name}") for parent in folders]
        front = asked(page.fields, beside(str(file.with_suffix(""))), *above)
        own = file.stem == "index" and len(file.parts) > 1
        stem = file.parent.name if own else file.stem
        dated = DATED.fullmatch(stem)
        number_by_name(front, dated["name"] if dated else stem)
        hidden = front.text("draft").lower() == "true" or front.text("permalink") == "false"
        yield Source(
            path,
            page,
            front,
            dated["name"] if dated else stem,
            str(file.parent),
            file.parts[-2] if len(file.parts) > 1 else "",
            dated["date"] if dated else "",
            hidden,
            own,
        )


def _link(settings: Asked, base: str, top: str, source: Source) -> str:
    """Return the address of a page: what it states, the show's pattern, or its path."""
    front = source.asked
    stated = front.text("permalink")
    if stated and stated != "false":
        words = {
            "page.fileSlug": source.name,
            "slug": front.text("slug"),
            "title": plain_slug(front.text("title")),
        }
        found = TEMPLATE.sub(lambda m: words.get(m["name"], "{"), stated)
        told = "{" not in found  # else it is a program, which is not run
        return joined(base, found.removesuffix("index.html")) if told else ""
    if own := plugin_path(settings, front):
        return joined(base, own)
    home = PurePosixPath(source.path).relative_to(top or ".").parent
    if source.bundle:
        home = home.parent
    return joined(base, f"{(home / source.name).as_posix()}/")
