"""An episode of a feed as it was read → as a person would keep it, with the files it names."""

from dataclasses import replace
from functools import partial

from showfeed.formats.html_markdown import html_to_markdown
from showfeed.formats.quoting import quoted
from showfeed.formats.urls import parse_url
from showfeed.importing.incoming import FileKind, Topic, Wanted
from showfeed.importing.trimming import (
    cover_of,
    described_chapters,
    repeats,
    same_chapters,
    without_built_notes,
    without_chapter_lines,
)
from showfeed.model import Audio, Episode, Show
from showfeed.outputs.words import Words
from showfeed.problems import Malformed
from showfeed.sources.feed import FeedItem

# Which transcript is kept where there are several of one language: it gives the others again.
BEST = ("text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html")


def markdown(html: str, base: str) -> str:
    """Return HTML as Markdown; half addresses are made whole by *base*."""
    return html_to_markdown(html, base) if html.strip() else ""


def base_of(*addresses: str) -> str:
    """Return what half addresses are made whole by: the first of *addresses* that is whole.

    >>> base_of("", "javascript:alert(1)", "https://rivers.example/show")
    'https://rivers.example/show/'
    """
    for address in addresses:
        try:
            return f"{parse_url(address)}/"
        except Malformed:
            continue
    return ""


def adapted(
    episode: Episode, item: FeedItem, show: Show, base: str, say: Words, tell: partial[None]
) -> Episode:
    """Return an episode with Markdown notes, and without what it repeats of the show."""
    described = without_built_notes(markdown(episode.description, base), say)
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
        image=None if cover_of(episode) == cover_of(show) else episode.image,
        typed_duration=episode.duration,
    )


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


def files(item: FeedItem, language: str) -> tuple[Wanted, ...]:
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


def pictures(show: Show, episode: Episode | None) -> tuple[Wanted, ...]:
    """Return the cover of the show, or of an episode that has its own."""
    image = episode.image if episode else show.cover
    if image is None or (episode and show.cover and image.href == show.cover.href):
        return ()
    url = address(image.href)
    return (Wanted(FileKind.PICTURE, url),) if url else ()


def address(text: str) -> str:
    """Return a web address in the letters that a feed may carry, blanks encoded; "" if none."""
    try:
        return parse_url(text.strip().replace(" ", "%20"))
    except Malformed:
        return ""
