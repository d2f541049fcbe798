"""The YAML of podcast-rss-generator, its command and its GitHub action → what comes in.

https://github.com/vpetersson/podcast-rss-generator: `metadata:` tells of the show, `episodes:` is
a list. A guid there is the audio's address, or what the server says of the audio's content.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from showfeed.importing.feed_episode import address
from showfeed.importing.ids import episode_id
from showfeed.importing.incoming import FileKind, Incoming, Remark, Topic, Wanted
from showfeed.importing.people import with_registry
from showfeed.importing.sites.asked import Asked, Data, as_comment, flatten, in_words
from showfeed.importing.sites.data_files import read_data
from showfeed.importing.sites.page_fields import (
    YES,
    moment,
    read_explicit,
    read_kind,
    read_number,
    read_season,
)
from showfeed.importing.sites.site_show import read_categories, read_language
from showfeed.importing.trimming import described_chapters
from showfeed.model import Audio, Episode, FeedOptions, Owner, Picture, Show
from showfeed.problems import Malformed, Problem
from showfeed.sources.feed import FIRST
from showfeed.sources.feed_channel import home

Left = tuple[tuple[str, str], ...]  # names that no field here stands for, and their words
SIGNS = (re.compile(r"^metadata:", re.MULTILINE), re.compile(r"^episodes:", re.MULTILINE))


def is_generator(text: str) -> bool:
    """Tell whether a text is such a file."""
    return all(sign.search(text) for sign in SIGNS)


def read_generator(text: str, source: str, url: str, known: Mapping[str, str]) -> Incoming:
    """Read such a file; what it says that has no field here is told."""
    data, problems = read_data(source, text, "yaml")
    metadata, listed = data.get("metadata"), data.get("episodes")
    about = Asked(flatten(metadata if isinstance(metadata, dict) else {}))
    told: list[Remark] = []
    show, feed, wanted = _show(about, url, told)
    hashed = about.text("use_asset_hash_as_guid").lower() in YES
    pairs = list(_episodes(listed if isinstance(listed, list) else [], show, about, hashed, told))
    if hashed:
        words = (
            "`use_asset_hash_as_guid`: guids stand in the feed alone, and a build would give "
            f"others: import the feed itself, `showfeed import {feed or 'ITS-ADDRESS'}`"
        )
        told.append(Remark(Topic.PROBLEM, words))
    ids, episodes, files, comments = dict(known), [], {"": wanted}, {}
    for episode, its, left in sorted(pairs, key=lambda pair: pair[0].date or FIRST):
        id_ = ids.get(episode.guid) or episode_id(
            episode.title, episode.number, episode.season, episode.date, ids.values()
        )
        ids[episode.guid or id_] = id_
        episodes.append(replace(episode, id=id_))
        files[id_] = its
        comments[id_] = as_comment(source, left)
    lost = [one for _, _, left in pairs for one in left]
    lost += [(f"metadata: {name}", words) for name, words in about.left()]
    many = Counter(name for name, _ in lost)
    return Incoming(
        with_registry(replace(show, episodes=tuple(reversed(episodes)))),
        source,
        feed,
        {id_: its for id_, its in files.items() if its},
        tuple(told),
        _plain(problems),
        tuple((name, count, dict(lost)[name][:100]) for name, count in many.items()),
        comments=comments,
    )


def _plain(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.rule != "yaml-comment")


def _show(about: Asked, url: str, told: list[Remark]) -> tuple[Show, str, tuple[Wanted, ...]]:
    """Return the show, the feed's address and the cover that is wanted."""
    feed = address(about.text("rss_feed_url"))
    stands, path = home(feed)
    title = about.text("title") or "A podcast"
    email = about.text("email", "itunes_email")
    link = address(about.text("link"))
    image = address(about.text("image", "itunes_image"))
    show = Show(
        title=title,
        url=(url or stands.replace("http://", "https://", 1) or "https://example.com").rstrip("/"),
        description=about.text("description") or title,
        language=read_language(about.text("language") or "en-us", told),
        author=about.text("author", "itunes_author") or title,
        categories=tuple(read_categories([about.text("category", "itunes_category")], told)),
        cover=Picture(image) if image else None,
        explicit=about.text("explicit", "itunes_explicit").lower() in YES,
        owner=Owner(email) if "@" in email else None,
        link="" if link.rstrip("/") == (url or stands).rstrip("/") else link,
        copyright=about.text("copyright"),
        locked=about.text("podcast_locked").lower() in YES,  # left out, it is open
        locked_owner=email,
        # As that tool makes it where none is written.
        guid=about.text("podcast_guid")
        or (str(uuid.uuid5(uuid.NAMESPACE_URL, feed)) if feed else ""),
        feed=FeedOptions(path if path.endswith(".xml") and not url else "feed.xml"),
    )
    return show, feed, (Wanted(FileKind.PICTURE, image),) if image else ()


def _episodes(
    listed: list[Data], show: Show, about: Asked, hashed: bool, told: list[Remark]
) -> Iterator[tuple[Episode, tuple[Wanted, ...], Left]]:
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict):
            asked = Asked(flatten(item))
            episode = _episode(asked, show, about.text("link"), hashed, told)
            yield episode, tuple(_files(asked, show, item)), tuple(asked.left())
        else:
            words = f"item {number} of `episodes` is no mapping, and is left out"
            told.append(Remark(Topic.DROPPED, words))


def _episode(asked: Asked, show: Show, link: str, hashed: bool, told: list[Remark]) -> Episode:
    title = asked.text("title")

    def tell(topic: Topic, words: str) -> None:
        told.append(Remark(topic, words, title))

    written = asked.text("publication_date")
    try:
        date = moment(written, "UTC")
    except Malformed as error:
        date = None
        tell(Topic.PROBLEM, f"publication_date: {error.message}: it stays a draft")
    named = asked.text("asset_url") or asked.text("link")  # its first versions knew a link alone
    href = address(named)
    if href:
        tell(Topic.PROBLEM, "the file does not say how large the audio is: the build will ask")
    else:
        tell(Topic.PROBLEM, "it has no address of audio: it stays a draft")
    description = asked.text("description")
    listed = described_chapters(description)
    own, image = asked.text("link"), address(asked.text("image"))
    cover = show.cover.href if show.cover else ""
    return Episode(
        id="",
        title=title or "An episode",
        date=date,
        audio=Audio(href) if href else None,
        chapters=listed,
        chapters_in_description=bool(listed),
        description=description,
        guid="" if hashed or not href else named,
        guid_is_permalink=not hashed and bool(href),
        number=read_number(asked, tell),
        season=read_season(asked, tell),
        kind=read_kind(asked, tell),
        draft=date is None or not href,
        explicit=read_explicit(asked, tell, show),
        image=Picture(image) if image and image != cover else None,
        link="" if own in (link, named) else address(own),
    )


def _files(asked: Asked, show: Show, item: Mapping[str, Data]) -> Iterator[Wanted]:
    """Give the transcripts and the picture of an episode."""
    listed = asked.value("transcripts")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and (url := address(in_words(one.get("url", "")))):
            language = in_words(one.get("language", ""))
            other = "" if language.lower() == show.language.lower() else language
            yield Wanted(FileKind.TRANSCRIPT, url, in_words(one.get("type", "")), other)
    image = address(in_words(item.get("image", "")))
    if image and image != (show.cover.href if show.cover else ""):
        yield Wanted(FileKind.PICTURE, image)
