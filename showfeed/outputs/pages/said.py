"""What is said in an episode: for its page, and for the search. Read only where it must be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from showfeed.formats.transcripts.columns import Columns
from showfeed.model import Episode, Transcript
from showfeed.outputs import words
from showfeed.outputs.memory import Memory
from showfeed.outputs.pages.folding import words_of
from showfeed.outputs.pages.spoken import spoken_html
from showfeed.outputs.pages.told import Late
from showfeed.outputs.pages.views import View, Views
from showfeed.outputs.transcripts import heard, named, source_digest


@dataclass(frozen=True)
class Said:
    """A transcript: when its first cue starts (None where it has none), and the words said.

    *source* is a digest of all that is heard.
    """

    transcript: Transcript
    source: str
    first: int | None
    words: Callable[[], Iterable[str]]
    cues: Callable[[], Columns]


def said_in(views: Views, episode: Episode, memory: Memory) -> Iterator[Said]:
    """Give an episode's transcripts as far as *memory* knows them; else they are read."""
    for transcript in episode.transcripts:
        source = source_digest(transcript, named(views.show, episode, transcript))
        cues = partial(heard, views.show, episode, transcript)
        kept = memory.get(f"words-{source}")
        if kept is None:
            kept = format_words(cues())
            memory.keep(f"words-{source}", kept)
        first = kept.partition(b"\n")[0]
        yield Said(
            transcript, source, int(first) if first else None, partial(parse_words, kept), cues
        )


def format_words(cues: Columns) -> bytes:
    """Write when the first cue starts, if there is one, and every word that is said."""
    first = str(cues.starts[0]) if cues.texts else ""
    return "\n".join([first, *sorted(words_of("\n".join(cues.texts)))]).encode()


def parse_words(kept: bytes) -> list[str]:
    """Return the words.

    >>> parse_words(format_words(Columns([0], [900], [""], ["Salt and tea"])))
    ['and', 'salt', 'tea']
    """
    return kept.decode().split("\n")[1:]


def spoken_views(views: Views, said: Iterable[Said]) -> list[View]:
    """Return each transcript as the page shows it."""
    found: list[View] = []
    for one in said:
        if one.first is None:
            continue
        language = one.transcript.language or views.language
        values = {
            "language": language,
            "name": words.language_name(language, views.language),
            "direction": words.direction(language),
            "timed": one.first >= 0,
        }
        anchors = not found
        html = partial(_html, one.cues, anchors)
        found.append(Late(values, "html", f"{one.source} {anchors}", html))
    return found


def _html(cues: Callable[[], Columns], anchors: bool) -> Markup:
    return Markup(spoken_html(cues(), anchors=anchors))
