"""A feed as it was read → a show as a person would keep it in a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from showfeed.formats.languages import parse_language
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import parse_category
from showfeed.importing.feed_episode import adapted, base_of, files, markdown, pictures
from showfeed.importing.ids import episode_id
from showfeed.importing.incoming import Incoming, Remark, Topic
from showfeed.importing.old_pages import with_old_page
from showfeed.importing.people import CAST, with_registry
from showfeed.model import Category, FeedOptions, Show
from showfeed.outputs.words import words
from showfeed.problems import Malformed
from showfeed.sources.feed import FeedRead


@dataclass
class Remarks:
    """The remarks so far."""

    found: list[Remark] = field(default_factory=list)

    def tell(self, topic: Topic, words: str, episode: str = "") -> None:
        """Note a remark."""
        self.found.append(Remark(topic, words, episode))


def incoming(read: FeedRead, source: str, url: str, known: Mapping[str, str]) -> Incoming:
    """Return what a feed brings; *url* is where the show will stand, *known* has ids by guid."""
    assert read.show is not None
    remarks = Remarks()
    show = _show(read.show, read.address, url, remarks)
    base, say = base_of(show.link, show.url, read.address), words(show.language)
    ids = dict(known)
    episodes, wanted = [], {"": pictures(read.show, None)}
    pairs = list(zip(read.show.episodes, read.items, strict=True))
    for episode, _ in reversed(pairs):  # the oldest has the first choice of names
        if episode.guid not in ids:
            ids[episode.guid] = episode_id(
                episode.title, episode.number, episode.season, episode.date, ids.values()
            )
    seen: set[str] = set()
    for episode, item in pairs:
        id_ = ids[episode.guid]
        if episode.guid in seen:
            remarks.tell(Topic.PROBLEM, "its guid stands twice in the feed: the newer is kept", id_)
            continue
        seen.add(episode.guid)
        tell = partial(_tell, remarks, id_)
        kept = adapted(replace(episode, id=id_), item, show, base, say, tell)
        episodes.append(with_old_page(kept, url, tell))
        wanted[id_] = (*files(item, show.language), *pictures(read.show, episode))
    _tell_people(read.show, remarks)
    show = with_registry(replace(show, episodes=tuple(episodes)))
    return Incoming(
        show,
        source,
        read.address,
        {id_: some for id_, some in wanted.items() if some},
        tuple(remarks.found),
        read.problems,
        tuple((tag.name, tag.count, tag.example) for tag in read.unknown),
    )


def _tell(remarks: Remarks, id_: str, topic: Topic, words: str) -> None:
    remarks.tell(topic, words, id_)


def _tell_people(show: Show, remarks: Remarks) -> None:
    """Tell of people behind the show as a whole: a build credits its hosts alone everywhere."""
    for person in show.people:
        if person.role not in CAST:
            words = (
                f"{person.name} ({person.role.lower()}) stands at the whole show: the registry of "
                "show.yaml keeps the name, and credits go where an episode's `people` say so"
            )
            remarks.tell(Topic.CHANGED, words)


def _show(show: Show, feed: str, url: str, remarks: Remarks) -> Show:
    """Return the show without what its old host alone can say."""
    moved = show.new_feed_url
    if moved:
        words = f"`new_feed_url` led apps to {quoted(moved)}: write it when you move again"
        remarks.tell(Topic.DROPPED, words)
    if url:
        path = show.feed.path if url == show.url else "feed.xml"
    else:
        url, path = show.url.replace("http://", "https://", 1), show.feed.path
    return replace(
        show,
        url=url.rstrip("/"),
        feed=FeedOptions(path if path.endswith(".xml") else "feed.xml"),
        description=markdown(show.description, base_of(show.link, feed)) or show.title,
        language=_language(show.language, remarks),
        author=show.author or (show.owner.name if show.owner else "") or show.title,
        categories=_categories(show.categories, remarks),
        link="" if show.link.rstrip("/") == url.rstrip("/") else show.link,
        new_feed_url="",
    )


def _language(text: str, remarks: Remarks) -> str:
    try:
        return parse_language(text)
    except Malformed as error:
        remarks.tell(Topic.PROBLEM, f"language: {error.message}; `en` stands in for it")
        return "en"


def _categories(found: Sequence[Category], remarks: Remarks) -> tuple[Category, ...]:
    kept = []
    for category in found:
        text = f"{category.name} > {category.sub}" if category.sub else category.name
        try:
            kept.append(Category(*parse_category(text)))
        except Malformed as error:
            words = f"category: {error.message} ({error.hint})"
            remarks.tell(Topic.DROPPED, words)
    whole = [c.name for c in kept if c.sub]  # `Business` goes without saying beside one below it
    return tuple(dict.fromkeys(c for c in kept if c.sub or c.name not in whole))
