"""A site of Hugo: https://gohugo.io. Its themes for podcasts differ in names, not in shape."""

from datetime import datetime
from pathlib import PurePosixPath

from showfeed.importing.sites.asked import Asked, Data, flatten
from showfeed.importing.sites.data_files import ENDINGS
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.permalinks import date_words, filled, hugo_path
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
from showfeed.model import Person
from showfeed.problems import Problem

SECTIONS = ("host", "hosts", "guest", "guests", "people", "author", "authors")


def read_hugo(folder: SiteFolder) -> Site | None:
    """Return the site, None where it is none of Hugo's."""
    config, problems = _config(folder)
    if not config:
        return None
    settings = Asked(flatten(config))
    language = settings.text("defaultcontentlanguage").lower() or "en"
    content = _content(settings, language)
    base = web_base(settings.text("baseurl"))
    known = {key.split(".")[1] for key in settings.flat if key.startswith("languages.")}
    sources = tuple(_sources(folder, content, (language, *(known - {language})), problems))
    castanet = any(source.asked.text("podcast_file") for source in sources)
    return Site(
        "Hugo",
        folder,
        settings,
        base,
        sources,
        lambda source, date: _link(settings, base, content, source, date),
        roots=("static", "assets", content, ""),
        served=("static", "assets", content),
        media=settings.text("params.media_prefix", "params.mediaurl", "params.media_url"),
        made=(settings.text("publishdir") or "public",),
        feed="episode/index.xml" if castanet else "",
        guids=GuidRule.AUDIO if castanet else GuidRule.GUESS,
        timezone=settings.text("timezone") or "UTC",
        person=lambda kind, name: _person(folder, content, settings, kind, name),
        problems=tuple(problems),
    )


def _config(folder: SiteFolder) -> tuple[dict[str, Data], list[Problem]]:
    """Read the configuration: one file, or those of `config/_default`."""
    problems: list[Problem] = []
    config: dict[str, Data] = {}
    path = first_settings(folder, "hugo", "config")
    if path and (path.startswith("hugo.") or (folder.root / "content").is_dir()):
        config, found = read_settings(folder, path)
        problems += found
    for path in folder.files("config/_default"):
        stem, _, ending = PurePosixPath(path).name.rpartition(".")
        if ending in ENDINGS:
            data, found = read_settings(folder, path)
            problems += found
            config |= data if stem in ("hugo", "config") else {stem: data}
    return config, problems


def _content(settings: Asked, language: str) -> str:
    """Return the folder of the pages, in the main language."""
    own = settings.text(f"languages.{language}.contentdir", "contentdir")
    return own.strip("/") or "content"


def _sources(
    folder: SiteFolder, content: str, languages: tuple[str, ...], problems: list[Problem]
) -> list[Source]:
    """Return the pages; translations, `mouth.fr.md`, are left to the feed of their language."""
    stems = {
        path: stem
        for path in folder.files(content)
        if path.endswith(PAGES) and (stem := _stem(PurePosixPath(path).stem, languages))
    }
    bundles = {str(PurePosixPath(path).parent) for path, stem in stems.items() if stem == "index"}
    found = []
    for path, stem in stems.items():
        file = PurePosixPath(path)
        own = str(file.parent) in bundles
        inside = own or any(str(parent) in bundles for parent in file.parents)
        if stem == "_index" or (inside and stem != "index"):
            continue  # a list, or what belongs to the page of a bundle
        page = page_of(folder, path)
        problems += page.problems
        if not page.fronted:
            continue
        named = PurePosixPath(path).relative_to(content) if content else file
        front = asked(page.fields)
        section = named.parts[0] if len(named.parts) > 1 else ""
        waits = "true" in (front.text("draft").lower(), front.text("upcoming").lower())
        name = file.parent.name if own else stem
        found.append(
            Source(
                path,
                page,
                front,
                file.parent.name if own else name,
                str(file.parent),
                section,
                draft=waits,
                bundle=own,
            )
        )
    return found


def _stem(stem: str, languages: tuple[str, ...]) -> str:
    """Return a page's name without its language, "" for one that is not the main one."""
    name, _, language = stem.rpartition(".")
    if not name or language not in languages:
        return stem
    return name if language == languages[0] else ""


def _link(settings: Asked, base: str, content: str, source: Source, date: datetime | None) -> str:
    """Return the address of a page: what it states, else by its section's pattern or its path."""
    front = source.asked
    title, slug, url = front.text("title"), front.text("slug"), front.text("url")
    if url:
        return joined(base, url)
    home = PurePosixPath(source.path).relative_to(content or ".").parent
    if source.bundle:
        home = home.parent
    section = source.section
    pattern = settings.text(f"permalinks.page.{section}", f"permalinks.{section}")
    name = slug or source.name
    words = {
        **date_words(date),
        "section": section,
        "sections": home.as_posix(),
        "title": title,
        "slug": slug or title,
        "filename": source.name,
        "contentbasename": source.name,
        "slugorfilename": name,
        "slugorcontentbasename": name,
    }
    words = {key: hugo_path(value) for key, value in words.items()}
    path = filled(pattern, words) if pattern else hugo_path((home / name).as_posix())
    ugly = settings.text("uglyurls").lower() == "true"
    return joined(base, path.rstrip("/") + (".html" if ugly else "/")) if path else ""


def _person(
    folder: SiteFolder, content: str, settings: Asked, kind: str, name: str
) -> Person | None:
    """Return who has this short name: a page of theirs, a file of data, or the settings say."""
    for section in SECTIONS:
        path = f"{content}/{section}/{name}.md"
        if folder.has(path):
            return _told(asked(page_of(folder, path).fields))
    for stem in (f"data/{kind}/{name}", f"data/people/{name}", f"data/authors/{name}"):
        path = first_settings(folder, stem)
        if path:
            return _told(asked(read_settings(folder, path)[0]))
    found = settings.text(f"params.authors.{name.lower()}.name")
    return Person(found) if found else None


def _told(who: Asked) -> Person | None:
    name = who.text("name", "title")
    return Person(name, url=who.text("website", "homepage", "url")) if name else None
