"""SubRip (SRT) ⇄ cues."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from showfeed.formats.transcripts.captions import ARROW, Captions, captions, longest, remarks
from showfeed.formats.transcripts.columns import Columns, columns, lines_of, rows, woven
from showfeed.formats.transcripts.escapes import at_once, tidied
from showfeed.formats.transcripts.labels import apart
from showfeed.formats.transcripts.reading import Survey
from showfeed.model import Cue

MARKUP = re.compile(r"</?[bius]>|</?font\b[^<>]*>|\{\\[^{}\n]*\}", re.IGNORECASE)


def parse_srt(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read SubRip: comma or dot, index or none; `Name:` as a speaker if it returns or is declared.

    >>> parse_srt("1\\n00:00:01,000 --> 00:00:02,500\\nAna: Salt", ["Ana"])
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt', words=())]
    """
    return rows(read_srt(text, declared))


def read_srt(text: str, declared: Collection[str] = ()) -> Columns:
    """Read SubRip as `parse_srt` does, into columns."""
    return columns_of(captions(text), declared)


def columns_of(found: Captions, declared: Collection[str]) -> Columns:
    """Return cues with their speakers apart."""
    texts = tidied(
        [MARKUP.sub("", body) if "<" in body or "{" in body else body for body in found.bodies]
    )
    speakers = apart(texts, declared)
    if all(texts):
        return Columns(found.starts, found.ends, speakers, texts, lines=found.lines)
    cues = zip(found.starts, found.ends, speakers, texts, strict=True)
    return columns([Cue(*cue) for cue in cues if cue[3]])


def survey_srt(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of a file."""
    found = captions(text)
    speakers = dict.fromkeys(filter(None, columns_of(found, declared).speakers))
    end = max(found.ends, default=-1)
    return Survey(end, tuple(speakers), remarks(text, found), longest(found))


def format_srt(cues: Sequence[Cue]) -> str:
    """Write SubRip; each cue names its speaker, so that reading it gives the same cues.

    >>> format_srt([Cue(1000, 2500, "Ana", "Salt")])
    '1\\n00:00:01,000 --> 00:00:02,500\\nAna: Salt\\n'
    """
    return write_srt(columns(cues))


def write_srt(cues: Columns) -> str:
    """Write columns as `format_srt` writes cues."""
    count = len(cues.texts)
    numbers = numbered(-(-count // 1000))[:count]
    lines = at_once(commas, lines_of(cues))
    labels = {who: f"{who}: " if who else "" for who in set(cues.speakers)}
    names = [labels[who] for who in cues.speakers]
    texts = at_once(plain, cues.texts)
    return woven("\n", numbers, "\n", lines, names, texts, "\n", count=count)[1:]


@lru_cache(maxsize=4)
def numbered(thousands: int) -> Sequence[str]:
    """Return the numbers from 1 on, as text; transcripts of one show have as many thousands."""
    return list(map(str, range(1, thousands * 1000 + 1)))


def commas(lines: str) -> str:
    """Return times with the comma that SubRip sets before milliseconds."""
    return lines.replace(".", ",")


def plain(text: str) -> str:
    """Return text without the arrow that would be read as another cue's times."""
    return text.replace(ARROW, "→")
