"""A folder of a site generator → what comes in: a show, its episodes, and what is told of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from showfeed.formats.old_paths import parse_old_path
from showfeed.importing.ids import episode_id, slug, unique
from showfeed.importing.incoming import Incoming, Remark, Topic
from showfeed.importing.old_pages import with_old_page
from showfeed.importing.people import with_registry
from showfeed.importing.sites.asked import as_comment
from showfeed.importing.sites.eleventy import read_eleventy
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.guids import about_feed, built_feed, once, same_episodes, with_guid
from showfeed.importing.sites.hugo import read_hugo
from showfeed.importing.sites.jekyll import read_jekyll
from showfeed.importing.sites.page_episode import Coming, coming
from showfeed.importing.sites.page_fields import page_date
from showfeed.importing.sites.plain import read_plain
from showfeed.importing.sites.site import Site, Source, joined
from showfeed.importing.sites.site_show import read_show
from showfeed.model import Redirect
from showfeed.problems import Malformed, UsageError
from showfeed.sources.feed import FIRST, FeedRead

GENERATORS = (read_hugo, read_jekyll, read_eleventy, read_plain)


def read_site(
    root: Path, url: str, known: Mapping[str, str], feed: FeedRead | None
) -> tuple[Incoming, FeedRead | None]:
    """Return what a site brings, and the feed that its guids came from.

    *feed* is one that apps have; without it, one that lies in the built site is taken.
    Raises UsageError where there is no page of an episode.
    """
    folder = SiteFolder(root)
    site = next(site for read in GENERATORS if (site := read(folder)))
    told = read_show(site, url)
    find = _finder(site)
    pages = [(source, coming(site, source, told.show, find)) for source in site.sources]
    found = [page for _, page in pages if page]
    if not found:
        raise UsageError(
            f"no page in `{root}` names audio\n"
            "    name the folder of a Hugo, Jekyll or Eleventy site, or the address of its feed"
        )
    remarks = [*told.remarks, *_left_out(pages)]
    words = "its name is not UTF-8, and it is left out"
    remarks += [Remark(Topic.DROPPED, words, name) for name in sorted(folder.odd)]
    where = ""
    if feed is None and (built := built_feed(folder, site.made)):
        where, feed = built
    same = same_episodes(feed, found) if feed else {}
    remarks += about_feed(feed, where, same)
    found.sort(key=lambda page: page.source.path)
    found = [with_guid(site, page, same.get(page.source.path)) for page in found]
    found = [_moved(site, page, told.show.url) for page in once(found, remarks)]
    named = _named(found, known)
    for page, id_ in named:
        name = page.source.name
        remarks += [replace(r, episode=id_) if r.episode == name else r for r in page.remarks]
    named.sort(key=lambda pair: (pair[0].episode.date or FIRST, pair[1]), reverse=True)
    show = replace(told.show, episodes=tuple(replace(p.episode, id=id_) for p, id_ in named))
    if feed and feed.show:
        show = replace(show, guid=show.guid or feed.show.guid)
    wanted = {"": told.wanted} | {id_: page.wanted for page, id_ in named}
    files = told.files | {k: v for page in found for k, v in page.files.items()}
    return Incoming(
        with_registry(show),
        str(root),
        (feed.address if feed else "") or told.address,
        {id_: some for id_, some in wanted.items() if some},
        tuple(remarks),
        site.problems,
        _unknown(found),
        files={key: folder.root / path for key, path in files.items()},
        audio={id_: folder.root / page.file for page, id_ in named if page.file},
        comments={id_: as_comment(page.source.path, page.left) for page, id_ in named},
        sure=sum(page.sure for page in found),
    ), feed


def _moved(site: Site, page: Coming, url: str) -> Coming:
    """Return a page whose old paths lead on, where the show takes the site's place."""
    asked, name = page.source.asked, page.source.name

    def tell(topic: Topic, words: str) -> None:
        page.remarks.append(Remark(topic, words, name))

    if page.file and site.stands_at(url):
        tell(
            Topic.PROBLEM,
            "its audio lies in the site's folder: where the show takes the site's place it must "
            "stay there, or come along with `--audio`",
        )
    episode = with_old_page(page.episode, url, tell)
    for old in asked.texts("aliases", "redirect_from") if site.stands_at(url) else ():
        try:
            path = parse_old_path(joined(site.base, old), url)
        except Malformed as error:
            tell(Topic.PROBLEM, f"an old path: {error.message}")
            continue
        if path not in {redirect.path for redirect in episode.moved_from}:
            episode = replace(episode, moved_from=(*episode.moved_from, Redirect(path)))
    return replace(page, episode=episode)


def _finder(site: Site) -> Callable[[str], str]:
    """Return what finds the address of a page by its name or path."""
    by_name: dict[str, Source] = {}
    for source in site.sources:
        for name in (source.path, PurePosixPath(source.path).stem, source.name):
            by_name.setdefault(name, source)

    def find(name: str) -> str:
        source = by_name.get(name.strip("/")) or by_name.get(PurePosixPath(name).stem)
        return site.link(source, page_date(site, source, lambda *_: None)) if source else ""

    return find


def _left_out(pages: Iterable[tuple[Source, Coming | None]]) -> Iterable[Remark]:
    """Tell which pages have no audio: by name beside episodes, else by their folder."""
    pages = list(pages)
    homes = {_folder(source) for source, page in pages if page}
    others: Counter[str] = Counter()
    for source, page in pages:
        if page is None and _folder(source) in homes:
            words = "it names no audio, and is left out"
            yield Remark(Topic.DROPPED, words, source.path)
        elif page is None:
            others[_folder(source)] += 1
    for home, many in sorted(others.items()):
        word = "page that names" if many == 1 else "pages that name"
        yield Remark(Topic.DROPPED, f"{home or 'the folder itself'}: {many} {word} no audio")


def _folder(source: Source) -> str:
    home = PurePosixPath(source.home)
    return str(home.parent if source.bundle else home)


def _named(found: list[Coming], known: Mapping[str, str]) -> list[tuple[Coming, str]]:
    """Give each episode its id: the one it has, else its page's own name."""
    ids = {
        page.episode.guid: known[page.episode.guid] for page in found if page.episode.guid in known
    }
    taken = set(ids.values())
    named = []
    for page in found:
        episode = page.episode
        id_ = ids.get(episode.guid, "") if episode.guid else ""
        if not id_:
            date = page.source.date
            name = slug(f"{date} {page.source.name}" if date else page.source.name)
            id_ = (
                unique(name, taken)
                if name
                else episode_id(episode.title, None, None, episode.date, taken)
            )
        taken.add(id_)
        named.append((page, id_))
    return named


def _unknown(found: Iterable[Coming]) -> tuple[tuple[str, int, str], ...]:
    many: Counter[str] = Counter()
    example: dict[str, str] = {}
    for page in found:
        for name, words in page.left:
            many[name] += 1
            example.setdefault(name, words[:100])
    return tuple(
        (name, count, example[name])
        for name, count in sorted(many.items(), key=lambda p: (-p[1], p[0]))
    )
