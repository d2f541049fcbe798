"""A feed as it was read → a show as a person would keep it in a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from showfeed.formats.html_markdown import html_to_markdown
from showfeed.formats.languages import parse_language
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import parse_category
from showfeed.formats.urls import parse_url
from showfeed.importing.ids import episode_id
from showfeed.importing.incoming import FileKind, Incoming, Remark, Topic, Wanted
from showfeed.importing.people import with_registry
from showfeed.importing.trimming import (
    described_chapters,
    repeats,
    same_chapters,
    without_built_notes,
    without_chapter_lines,
)
from showfeed.model import Audio, Category, Episode, FeedOptions, Show
from showfeed.outputs.words import Words, words
from showfeed.problems import Malformed
from showfeed.sources.feed import FeedItem, FeedRead

# Which transcript is kept where there are several of one language: it gives the others again.
BEST = ("text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html")


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
    base, say = f"{show.link or show.url or read.address}/", words(show.language)
    ids = dict(known)
    episodes, wanted = [], {"": _pictures(read.show, None)}
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
        adapted = _episode(replace(episode, id=id_), item, show, base, say, tell)
        episodes.append(adapted)
        wanted[id_] = (*_files(item, show.language), *_pictures(read.show, episode))
    show = with_registry(replace(show, episodes=tuple(episodes)))
    return Incoming(
        show,
        source,
        read.address,
        {id_: files for id_, files in wanted.items() if files},
        tuple(remarks.found),
        read.problems,
        tuple((tag.name, tag.count, tag.example) for tag in read.unknown),
    )


def _tell(remarks: Remarks, id_: str, topic: Topic, words: str) -> None:
    remarks.tell(topic, words, id_)


def address(text: str) -> str:
    """Return a web address in the letters that a feed may carry, blanks encoded; "" if none."""
    try:
        return parse_url(text.strip().replace(" ", "%20"))
    except Malformed:
        return ""


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
        description=_markdown(show.description, f"{show.link or feed}/") or show.title,
        language=_language(show.language, remarks),
        author=show.author or (show.owner.name if show.owner else "") or show.title,
        categories=_categories(show.categories, remarks),
        link="" if show.link.rstrip("/") == url.rstrip("/") else show.link,
        new_feed_url="",
    )


def _markdown(html: str, base: str) -> str:
    return html_to_markdown(html, base) if html.strip() else ""


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


def _episode(
    episode: Episode, item: FeedItem, show: Show, base: str, say: Words, tell: partial[None]
) -> Episode:
    """Return an episode with Markdown notes, and without what it repeats of the show."""
    described = without_built_notes(_markdown(episode.description, base), say)
    listed = described_chapters(described)
    in_description = False
    if listed and not episode.chapters and item.chapters is None:
        episode, in_description = replace(episode, chapters=listed), True
    elif listed and same_chapters(listed, episode.chapters):
        described = without_chapter_lines(described)
    title = episode.title
    if not title:
        title = episode.id
        tell(Topic.PROBLEM, "it has no title: its file's name stands in")
    return replace(
        episode,
        title=title,
        audio=_audio(episode.audio, tell),
        description=described,
        chapters_in_description=in_description,
        explicit=None if episode.explicit == show.explicit else episode.explicit,
        author="" if episode.author == show.author else episode.author,
        subtitle=_new(episode.subtitle, episode.description, "subtitle", tell),
        summary=_new(episode.summary, episode.description, "summary", tell),
        image=None if _cover(episode) == _cover(show) else episode.image,
        typed_duration=episode.duration,
    )


def _cover(part: Show | Episode) -> str:
    picture = part.cover if isinstance(part, Show) else part.image
    return picture.href if picture else ""


def _new(text: str, described: str, name: str, tell: partial[None]) -> str:
    """Return a text, unless it is the description again."""
    if text and repeats(text, described):
        tell(Topic.DROPPED, f"a `{name}` that is the description again, or its beginning")
        return ""
    return text


def _audio(audio: Audio | None, tell: partial[None]) -> Audio | None:
    if audio is None:
        tell(Topic.PROBLEM, "it has no audio")
        return None
    href = address(audio.href)
    if not href:
        tell(Topic.PROBLEM, f"{quoted(audio.href)} is no address of audio")
        return None
    if href != audio.href:
        tell(Topic.CHANGED, f"the audio's address is written as {quoted(href)}")
    if audio.facts is None:
        tell(Topic.PROBLEM, "the feed does not say how large the audio is: the build will ask")
    return replace(audio, href=href)


def _files(item: FeedItem, language: str) -> tuple[Wanted, ...]:
    """Return the transcripts, the best of each language first, and the file of chapters.

    That a transcript is in the language of the show goes without saying.
    """

    def other(said: str) -> str:
        return "" if said.lower() == language.lower() else said

    def rank(wanted: Wanted) -> tuple[str, int]:
        kind = wanted.type.lower()
        return wanted.language, BEST.index(kind) if kind in BEST else len(BEST)

    found = [
        Wanted(FileKind.TRANSCRIPT, url, file.type, other(file.language.strip()))
        for file in item.transcripts
        if (url := address(file.url))
    ]
    found.sort(key=rank)
    if item.chapters and (url := address(item.chapters.url)):
        found.append(Wanted(FileKind.CHAPTERS, url, item.chapters.type))
    return tuple(found)


def _pictures(show: Show, episode: Episode | None) -> tuple[Wanted, ...]:
    """Return the cover of the show, or of an episode that has its own."""
    image = episode.image if episode else show.cover
    if image is None or (episode and show.cover and image.href == show.cover.href):
        return ()
    url = address(image.href)
    return (Wanted(FileKind.PICTURE, url),) if url else ()


def without_repeats(show: Show) -> Show:
    """Return a show as it is heard, without what its episodes repeat of it.

    An import leaves that out: apps take it from the show.
    """
    return replace(show, episodes=tuple(_unrepeated(e, show) for e in show.episodes))


def _unrepeated(episode: Episode, show: Show) -> Episode:
    return replace(
        episode,
        author="" if episode.author == show.author else episode.author,
        image=None if _cover(episode) == _cover(show) else episode.image,
        explicit=show.explicit if episode.explicit is None else episode.explicit,
        subtitle="" if repeats(episode.subtitle, episode.description) else episode.subtitle,
        summary="" if repeats(episode.summary, episode.description) else episode.summary,
    )
