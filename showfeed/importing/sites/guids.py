"""Guids from a feed that apps have: which of its items is which page, by what both say."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from showfeed.importing.incoming import Remark, Topic
from showfeed.importing.sites.folder import SiteFolder
from showfeed.importing.sites.page_episode import Coming
from showfeed.importing.sites.site import LOCAL, GuidRule, Site
from showfeed.model import Episode
from showfeed.problems import Malformed
from showfeed.sources.feed import FeedRead, read_feed

Sign = Callable[[str, Episode], str]  # the audio's address or file, the episode
NO_ADDRESS = (
    "no guid is stated, and no address is known: "
    "`--guids FEED` takes it from the feed that apps have"
)
MOST = 60  # files of a built site that are looked into
FEEDS = (".xml", ".rss", "/podcast", "/feed", "/rss")


def built_feed(folder: SiteFolder, made: Sequence[str]) -> tuple[str, FeedRead] | None:
    """Return the feed with the most audio that lies in the built site, and its path."""
    best: tuple[int, str, FeedRead] | None = None
    for path in list(_candidates(folder, made))[:MOST]:
        try:
            content = folder.read(path)
        except Malformed:
            continue
        head = content[:3000].lstrip().lower()
        if b"<rss" not in head or b"<enclosure" not in content:
            continue
        read = read_feed(content, path)
        many = _many(read)
        if many and (best is None or many > best[0]):
            best = many, path, read
    return (best[1], best[2]) if best else None


def _many(read: FeedRead) -> int:
    """Count the items with audio; a preview's, with addresses of this machine, do not count."""
    items = read.show.episodes if read.show else ()
    if any(here in f"{item.guid} {item.link}" for item in items for here in LOCAL[:-1]):
        return 0
    return sum(item.audio is not None for item in items)


def _candidates(folder: SiteFolder, made: Sequence[str]) -> Iterator[str]:
    """Give what may be a feed; those that are named like one first."""
    for top in made:
        if top.strip("/.") and (folder.root / top).is_dir():
            found = [p for p in folder.files(top, everything=True) if p.endswith(FEEDS)]
            yield from sorted(found, key=lambda p: (p.count("/"), p))


def same_episodes(read: FeedRead, pages: Sequence[Coming]) -> dict[str, Episode]:
    """Return the item of the feed for each page, by the page's path.

    They are the same by the audio's address, the page's, the audio's file, or title and day; what
    two share tells nothing.
    """
    assert read.show is not None
    found: dict[str, Episode] = {}
    for sign in SIGNS:
        items = _alone((sign(e.audio.href if e.audio else "", e), e) for e in read.show.episodes)
        left = [page for page in pages if page.source.path not in found]
        taken = {episode.guid for episode in found.values()}
        told = Counter(_sign(sign, page) for page in left)
        for page in left:
            key = _sign(sign, page)
            item = items.get(key)
            if key and item and told[key] == 1 and item.guid not in taken:
                found[page.source.path] = item
    return found


def _alone(given: Iterable[tuple[str, Episode]]) -> dict[str, Episode]:
    pairs = list(given)
    many = Counter(key for key, _ in pairs)
    return {key: episode for key, episode in pairs if key and many[key] == 1}


def _sign(sign: Sign, page: Coming) -> str:
    audio = page.episode.audio.href if page.episode.audio else page.file
    return sign(audio, page.episode)


def _audio(href: str, episode: Episode) -> str:
    return unquote(href.partition("://")[2])


def _link(href: str, episode: Episode) -> str:
    return unquote(episode.link.partition("://")[2].rstrip("/"))


def _file(href: str, episode: Episode) -> str:
    try:
        return unquote(PurePosixPath(urlsplit(href).path).name)
    except ValueError:
        return ""


def _title(href: str, episode: Episode) -> str:
    title = "".join(filter(str.isalnum, episode.title)).lower()
    return f"{title} {episode.date:%Y-%m-%d}" if episode.date else ""


SIGNS: tuple[Sign, ...] = (_audio, _link, _file, _title)


def about_feed(feed: FeedRead | None, where: str, same: Mapping[str, Episode]) -> Iterable[Remark]:
    """Tell how many guids a feed knew, and what else it has."""
    if feed is None or feed.show is None:
        return
    named = where or feed.address or "the feed"
    many = len(feed.show.episodes)
    whose = "1 episode" if len(same) == 1 else f"{len(same)} episodes"
    words = f"the guids of {whose} come from `{named}`, to the letter"
    yield Remark(Topic.CHANGED, words)
    if many > len(same):
        words = (
            f"{many - len(same)} of {many} items of `{named}` have no page here: "
            "to have all of them, import the feed itself"
        )
        yield Remark(Topic.PROBLEM, words)


def with_guid(site: Site, page: Coming, item: Episode | None) -> Coming:
    """Return an episode with its guid: the feed's, the one that is stated, or the theme's way.

    A feed says best, too, when the episode appeared, and how large its audio is.
    """
    episode, audio = page.episode, page.episode.audio
    told = []
    if item:
        if audio and audio.facts is None and item.audio:
            audio = replace(audio, facts=item.audio.facts)
        date, guid = item.date or episode.date, item.guid
        own = item.guid_is_permalink and guid.startswith("http")
        episode = replace(episode, date=date, audio=audio, guid=guid, guid_is_permalink=own)
    elif not episode.guid and not episode.draft:
        rule, named = site.guids, page.source.asked.text("podcast_file")
        if rule is GuidRule.AUDIO and not named:
            rule = GuidRule.GUESS
        # To the letter, blanks and all.
        guid = site.media + named if rule is GuidRule.AUDIO else page.link
        told.append(f"no guid is stated: {rule.value}" if guid else NO_ADDRESS)
        own = site.guid_is_permalink and guid.startswith("http")
        episode = replace(episode, guid=guid, guid_is_permalink=own)
    if audio is None and page.file:
        told.append("its audio lies in the folder, at no known address: `--audio` copies it")
    elif audio and audio.facts is None:
        told.append("nothing says how large the audio is: the build will ask")
    remarks = [Remark(Topic.PROBLEM, words, page.source.name) for words in told]
    sure = bool(item or page.episode.guid)
    return replace(page, episode=episode, remarks=[*page.remarks, *remarks], sure=sure)


def once(found: Iterable[Coming], remarks: list[Remark]) -> list[Coming]:
    """Leave out pages whose guid another has."""
    kept: list[Coming] = []
    seen: dict[str, str] = {}
    for page in found:
        guid = page.episode.guid
        if guid and guid in seen:
            words = f"its guid is that of `{seen[guid]}` too: it is left out"
            remarks.append(Remark(Topic.PROBLEM, words, page.source.path))
            continue
        seen[guid] = page.source.path
        kept.append(page)
    return kept
