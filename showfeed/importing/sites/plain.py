"""A folder of pages with front matter that no generator is known to make."""

from pathlib import PurePosixPath

from showfeed.importing.sites.asked import Asked
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.jekyll import DATED
from showfeed.importing.sites.site import PAGES, Site, Source, asked, page_of
from showfeed.problems import Problem


def read_plain(folder: SiteFolder) -> Site:
    """Return the pages of a folder; where they would stand is not known."""
    problems: list[Problem] = []
    sources = []
    for path in folder.files():
        page = page_of(folder, path) if path.endswith(PAGES) else None
        if page is None or not page.fronted:
            continue
        problems += page.problems
        file = PurePosixPath(path)
        front, dated = asked(page.fields), DATED.fullmatch(file.stem)
        bundle = file.stem == "index" and len(file.parts) > 1
        name = dated["name"] if dated else file.parent.name if bundle else file.stem
        draft = front.text("draft").lower() == "true" or front.text("published").lower() == "false"
        date = dated["date"] if dated else ""
        home = str(file.parent)
        if file.stem != "_index":
            sources.append(Source(path, page, front, name, home, "", date, draft, bundle))
    return Site(
        "", folder, Asked({}), "", tuple(sources), lambda _, __: "", problems=tuple(problems)
    )
