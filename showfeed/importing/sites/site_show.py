"""The settings of a site → the show, without its episodes."""

from collections.abc import Iterable
from dataclasses import dataclass

from showfeed.formats.languages import parse_language
from showfeed.formats.offsets import in_zone
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import CATEGORIES, parse_category
from showfeed.importing.feed_episode import address
from showfeed.importing.incoming import FileKind, Remark, Topic, Wanted
from showfeed.importing.sites.asked import Asked, in_words, names
from showfeed.importing.sites.page_fields import YES
from showfeed.importing.sites.site import Site, joined
from showfeed.model import Category, FeedOptions, Owner, Picture, Show, ShowType
from showfeed.problems import Malformed

WITHIN = ("params.feed", "params.podcast", "podcast", "itunes", "params")
ABOUT = ("podcast.", "itunes.", "params.feed.", "params.podcast.")  # what is told if unknown


@dataclass(frozen=True)
class SiteShow:
    """A show as its site's settings have it, and the cover that is wanted."""

    show: Show
    address: str
    wanted: tuple[Wanted, ...]
    files: dict[str, str]
    remarks: tuple[Remark, ...]


def _names(*bases: str) -> tuple[str, ...]:
    """Return the names of a setting: in a podcast's own mapping, with a prefix, alone."""
    more = [name for base in bases for name in (f"itunes_{base}", f"podcast_{base}", base)]
    return names(*more, within=WITHIN)


def read_show(site: Site, url: str) -> SiteShow:
    """Return the show; *url* is where it will stand, the site's address if nothing is said."""
    told, remarks = site.settings, list[Remark]()
    base = site.base.rstrip("/")
    feed = joined(site.base, site.feed)
    stands = url or base.replace("http://", "https://", 1) or "https://example.com"
    if not url and not base:
        words = "the site's address is not told in the folder: write `url:` into show.yaml"
        remarks.append(Remark(Topic.PROBLEM, words))
    title = told.text(*_names("title", "name")) or site.folder.root.name
    author = told.text(*_names("author"), "params.author.name", "author.name", "owner.name")
    description = told.text(*_names("description", "summary", "subtitle", "tagline"))
    image, wanted, files = _cover(site, told)
    show = Show(
        title=" ".join(title.split()),
        url=stands.rstrip("/"),
        description=description or title,
        language=read_language(
            told.text(
                *_names("language", "languagecode", "locale", "lang"), "defaultcontentlanguage"
            ),
            remarks,
        ),
        author=" ".join((author or title).split()),
        categories=tuple(read_categories(_categories(told), remarks)),
        cover=image,
        explicit=told.text(*_names("explicit")).lower() in YES,
        timezone=site.timezone if _zone(site.timezone, remarks) else "UTC",
        type=ShowType.SERIAL
        if told.text(*_names("type")).lower() == "serial"
        else ShowType.EPISODIC,
        owner=_owner(told),
        link="" if not base or site.stands_at(stands) else f"{base}/",
        copyright=told.text(*_names("copyright")),
        guid=told.text(*_names("guid")),
        complete=told.text(*_names("complete")).lower() in YES,
        feed=FeedOptions(_path(site.feed) if not url or site.stands_at(url) else "feed.xml"),
    )
    lacking = [
        name
        for name, there in (
            ("description", description),
            ("author", author),
            ("categories", show.categories),
            ("cover", image or wanted),
        )
        if not there
    ]
    if lacking:
        words = f"the settings say nothing of {', '.join(lacking)}: write it into show.yaml"
        remarks.append(Remark(Topic.PROBLEM, words))
    remarks += _left(told)
    return SiteShow(show, feed, wanted, files, tuple(remarks))


def _left(told: Asked) -> Iterable[Remark]:
    """Tell of settings that no field stands for: those of the podcast with their words."""
    others = []
    for name, said in told.left():
        if name.lower().startswith(ABOUT):
            words = f"no field here stands for the setting {quoted(name)}: {quoted(said)}"
            yield Remark(Topic.DROPPED, words)
        else:
            others.append(".".join(name.split(".")[:2]))
    if others:
        words = ", ".join(dict.fromkeys(others))
        yield Remark(Topic.DROPPED, f"settings of the site that no field here stands for: {words}")


def _path(feed: str) -> str:
    return feed if feed.endswith(".xml") else "feed.xml"


def read_language(text: str, remarks: list[Remark]) -> str:
    """Read the show's language; another stands in for what is none, and is told."""
    try:
        return parse_language(text or "en")
    except Malformed as error:
        remarks.append(Remark(Topic.PROBLEM, f"language: {error.message}; `en` stands in for it"))
        return "en"


def _zone(zone: str, remarks: list[Remark]) -> bool:
    from datetime import datetime

    try:
        in_zone(datetime(2024, 1, 1), zone)  # noqa: DTZ001
    except Malformed as error:
        remarks.append(Remark(Topic.PROBLEM, f"timezone: {error.message}; `UTC` stands in for it"))
        return False
    return True


def _categories(told: Asked) -> list[str]:
    """Return the categories as they are written, those below others with the one above."""
    top = told.text(*_names("top_category", "category"))
    subs = [
        told.text(*_names(name))
        for name in (
            *("first_sub_category", "second_sub_category", "subcategory"),
            *("sub_category", "subcategory_one", "subcategory_two"),
        )
    ]
    subs += told.texts(*_names("subcategories"))
    listed = told.value(*_names("categories"))
    items = listed.split(",") if isinstance(listed, str) else listed
    texts = [f"{top} > {sub}" for sub in subs if sub and top] or [top]
    return texts + [in_words(item) for item in items]


def read_categories(texts: Iterable[str], remarks: list[Remark]) -> Iterable[Category]:
    """Read Apple's categories; what is none of them is told."""
    kept = []
    for text in filter(None, texts):
        try:
            kept.append(Category(*parse_category(text.replace("&amp;", "&"))))
        except Malformed as error:
            words = f"category: {error.message} ({error.hint})"
            remarks.append(Remark(Topic.DROPPED, words))
            head = text.partition(" > ")[0]
            kept += [Category(head)] if head in CATEGORIES else []
    whole = [c.name for c in kept if c.sub]
    return dict.fromkeys(c for c in kept if c.sub or c.name not in whole)


def _owner(told: Asked) -> Owner | None:
    owner = told.text(*_names("owner", "owner_name"), "owner.name", "podcast.owner.name")
    email = told.text(
        *_names("owner_email", "email"), "podcast.owner.email", "owner.email", "itunesowner"
    )
    email = email or told.text("params.author.email", "author.email")
    return Owner(email, owner if "@" not in owner else "") if "@" in email else None


def _cover(site: Site, told: Asked) -> tuple[Picture | None, tuple[Wanted, ...], dict[str, str]]:
    """Return the show's picture: an address, or a file of the folder."""
    said = told.text(
        *_names("image", "album_art", "art", "artwork", "cover", "imagepath", "feedimage"),
        *("image.url", "podcast.image.url"),
    )
    whole = "//" in said
    candidates = [said.removeprefix(site.base) if site.base else said, *site.covers]
    file = ""
    for name in candidates:
        if name and "//" not in name and not file:
            try:
                file = site.folder.find(name, *site.roots)
            except Malformed:
                continue
    href = address(said) if whole else joined(site.base, said)
    wanted = Wanted(FileKind.PICTURE, file or href) if file or href else None
    picture = Picture(href) if href else None
    return picture, (wanted,) if wanted else (), {file: file} if file else {}
