"""A page of a site → an episode as a person would keep it, and what goes with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from showfeed.formats.html_markdown import html_to_markdown
from showfeed.importing.incoming import Remark, Topic, Wanted
from showfeed.importing.sites.asked import names
from showfeed.importing.sites.audio import heard
from showfeed.importing.sites.beside import beside
from showfeed.importing.sites.cast import cast
from showfeed.importing.sites.page_fields import (
    GENERIC,
    in_one_line,
    page_date,
    read_author,
    read_explicit,
    read_kind,
    read_number,
    read_recorded,
    read_season,
    read_tags,
)
from showfeed.importing.sites.site import Site, Source
from showfeed.importing.sites.template_tags import Around, for_everybody
from showfeed.importing.trimming import (
    described_chapters,
    repeats,
    same_chapters,
    without_chapter_lines,
)
from showfeed.model import Episode, Show

PLUMBING = (  # what says how a page is shown, not what it is
    *("layout", "type", "weight", "url", "slug", "permalink", "lastmod", "comments", "toc"),
    *(
        "truncate",
        "sitemap",
        "outputs",
        "menu",
        "draft",
        "published",
        "upcoming",
        "eleventynavigation",
    ),
    *(
        "eleventyexcludefromcollections",
        "created_at",
        "updated_at",
        "collection",
        "templateengineoverride",
    ),
)


@dataclass
class Coming:
    """An episode on its way in; *sure*: its guid is the one that apps know.

    *file*: its audio, where that lies in the folder. *left*: what no field here stands for.
    """

    source: Source
    episode: Episode
    link: str
    file: str = ""
    wanted: tuple[Wanted, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    left: tuple[tuple[str, str], ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    sure: bool = False


def coming(site: Site, source: Source, show: Show, find: Callable[[str], str]) -> Coming | None:
    """Return the episode of a page, None where it names no audio and waits for none."""
    asked, remarks = source.asked, list[Remark]()

    def tell(topic: Topic, words: str) -> None:
        remarks.append(Remark(topic, words, source.name))

    date = page_date(site, source, tell)
    link = site.link(source, date)
    sound = heard(site, source, link, tell)
    if sound is None and not (source.draft and _about_a_podcast(source)):
        return None
    if sound is None:
        tell(Topic.PROBLEM, "it names no audio: it stays a draft")
    found = beside(site, source, link, tell)
    asked.ignore(*PLUMBING)
    if site.stands_at(show.url):
        asked.ignore("aliases", "redirect_from")  # they lead on: `reading.py`
    description, summary = _notes(site, source, link, find, remarks)
    episode = Episode(
        id=source.name,
        title=asked.text("episode.title", "podcast.title", "title") or source.name,
        date=date,
        audio=sound.audio if sound else None,
        typed_duration=sound.length if sound else None,
        chapters=found.chapters,
        description=description,
        guid=asked.text(*names("guid", "podcast_guid", "episode_guid")),
        number=read_number(asked, tell),
        season=read_season(asked, tell),
        kind=read_kind(asked, tell),
        draft=source.draft or date is None or sound is None,
        explicit=read_explicit(asked, tell, show),
        image=found.image,
        subtitle=in_one_line(asked.text(*names("subtitle", "itunes_subtitle"))),
        summary=summary,
        author=read_author(asked, show),
        people=cast(site, asked),
        tags=read_tags(asked),
        link=link,
        alternates=sound.alternates if sound else (),
        recorded=read_recorded(asked, site.timezone),
    )
    return Coming(
        source,
        _chaptered(episode),
        link,
        sound.file if sound else "",
        tuple(found.wanted),
        found.files,
        tuple(asked.left()),
        remarks,
    )


def _about_a_podcast(source: Source) -> bool:
    keys = source.asked.flat.keys()
    return any(key.startswith(("podcast", "episode", "itunes")) for key in keys) or (
        source.section.lower() in GENERIC - {"post", "posts"}
    )


def _notes(
    site: Site, source: Source, link: str, find: Callable[[str], str], remarks: list[Remark]
) -> tuple[str, str]:
    """Return the description and the summary, without what the generator alone understands."""
    around = Around(site.base, link, find, site.program != "Hugo")
    words = for_everybody(source.page.body, source.page.line, around)
    for line, tag in words.taken:
        where = f"{source.path}:{line}"
        remarks.append(Remark(Topic.CHANGED, f"{tag} is taken out: apps would show it", where))
    body = words.text
    if source.html and body:
        body = html_to_markdown(body, link or site.base)
    short = source.asked.text(*names("description", "summary", "excerpt", "itunes_summary"))
    shortened = for_everybody(short, 1, around)
    for _, tag in shortened.taken:
        told = f"{tag} is taken out of its description: apps would show it"
        remarks.append(Remark(Topic.CHANGED, told, source.path))
    short = shortened.text
    if not body:
        return short, ""
    return body, "" if not short or repeats(short, body) else short


def _chaptered(episode: Episode) -> Episode:
    """Return an episode whose chapters stand once: as lines of its description, or as fields."""
    listed = described_chapters(episode.description)
    if listed and not episode.chapters:
        return replace(episode, chapters=listed, chapters_in_description=True)
    if listed and same_chapters(listed, episode.chapters):
        return replace(episode, description=without_chapter_lines(episode.description))
    return episode
