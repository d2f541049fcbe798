"""What a feed says twice, or what showfeed says itself, taken out of descriptions.

A feed of our own carries the notes that were built: description, chapters, people, transcript,
licence, link. They are built again, so they must not come in as the author's words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from showfeed.formats.chapters_text import mark_chapters_within
from showfeed.formats.entities import unescaped
from showfeed.model import Chapter, Episode, Show
from showfeed.outputs.words import Words

BLOCK_END = re.compile(r"\n{2,}")
HTML_TAG = re.compile(r"<[^>]*>")
HEADING = re.compile(
    r"[*_#\s]*(?:chapters?|chapitres?|kapitel|cap[ií]tulos|timestamps?|time ?codes?|timeline|"
    r"sommaire)[*_\s]*:?[*_\s]*",
    re.IGNORECASE,
)
CLOCK_LINES = re.compile(r"(?:\(\d{2,}:\d{2}:\d{2}\) [^\n]*(?:\n|$))+")


def without_built_notes(markdown: str, say: Words) -> str:
    """Return a description without the blocks that a build of showfeed put below it."""
    blocks = BLOCK_END.split(markdown)
    labels = (say.page, say.more)
    if not any(blocks[-1].startswith(f"{label}{say.colon}") for label in labels):
        return markdown
    blocks.pop()
    kinds = (
        rf"{re.escape(say.license + say.colon)}.*",
        rf"(?:\[{re.escape(say.transcript)}[^\]]*\]\([^)\s]*\)(?:, )?)+",
        rf"{re.escape(say.people + say.colon)}.*",
        CLOCK_LINES.pattern,
    )
    for kind in kinds:
        if blocks and re.fullmatch(kind, blocks[-1]):
            blocks.pop()
    return "\n\n".join(blocks)


def described_chapters(markdown: str) -> tuple[Chapter, ...]:
    """Return the chapters that a description lists, if they are in order from the start."""
    found = [m.what for m in mark_chapters_within(markdown) if isinstance(m.what, Chapter)]
    starts = [chapter.start for chapter in found]
    in_order = starts == sorted(set(starts))
    return tuple(found) if in_order and starts and starts[0].total_seconds() < 120 else ()


def same_chapters(some: Sequence[Chapter], others: Sequence[Chapter]) -> bool:
    """Tell whether two lists name the same places by the same words, to the second."""

    def told(chapters: Sequence[Chapter]) -> list[tuple[int, str]]:
        return [
            (int(chapter.start.total_seconds()), " ".join(chapter.title.split()).lower())
            for chapter in chapters
            if chapter.listed
        ]

    return told(some) == told(others)


def without_chapter_lines(markdown: str) -> str:
    """Return a description without the lines that list chapters, and their heading."""
    lines = markdown.split("\n")
    listed = {m.line - 1 for m in mark_chapters_within(markdown)}
    for at in sorted(listed):
        before = at - 1
        while before >= 0 and not lines[before].strip():
            before -= 1
        if before >= 0 and before not in listed and HEADING.fullmatch(lines[before]):
            listed.add(before)
            break
    kept = "\n".join(line for at, line in enumerate(lines) if at not in listed)
    return BLOCK_END.sub("\n\n", kept).strip()


def bare(html: str) -> str:
    """Return the letters of a text, to tell whether two say the same."""
    return "".join(filter(str.isalnum, unescaped(HTML_TAG.sub(" ", html)))).lower()


def repeats(text: str, description: str) -> bool:
    """Tell whether a text is the description again, or its beginning."""
    said = bare(text.removesuffix("...").removesuffix("…"))
    return bare(description).startswith(said)


def cover_of(part: Show | Episode) -> str:
    """Return the address of the picture of a show or an episode."""
    picture = part.cover if isinstance(part, Show) else part.image
    return picture.href if picture else ""


def without_repeats(show: Show) -> Show:
    """Return a show as it is heard, without what its episodes repeat of it.

    An import leaves that out: apps take it from the show.
    """
    return replace(show, episodes=tuple(_unrepeated(e, show) for e in show.episodes))


def _unrepeated(episode: Episode, show: Show) -> Episode:
    return replace(
        episode,
        author="" if episode.author == show.author else episode.author,
        image=None if cover_of(episode) == cover_of(show) else episode.image,
        explicit=show.explicit if episode.explicit is None else episode.explicit,
        subtitle="" if repeats(episode.subtitle, episode.description) else episode.subtitle,
        summary="" if repeats(episode.summary, episode.description) else episode.summary,
    )
