"""A transcript's cues → HTML of the page: turns by speaker, paragraphs with times, lines to click.

Made by joining text, not by a template: an episode has a thousand cues.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from showfeed.formats.transcripts.columns import Columns
from showfeed.formats.transcripts.escapes import at_once, escaped

Line = tuple[int, str, str]  # start in milliseconds, speaker, escaped text

LONG = 360  # characters after which a paragraph ends with its sentence
LONGEST = 900  # … and after which it ends anyway
STOPS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")


def clock(milliseconds: int) -> str:
    """Return a time as people write it, down to the second that has begun.

    >>> clock(9_900), clock(3_723_000)
    ('0:09', '1:02:03')
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def in_seconds(milliseconds: int) -> str:
    """Return a time in seconds, as `#t=` has it.

    >>> in_seconds(12_500), in_seconds(120_000), in_seconds(7)
    ('12.5', '120', '0.007')
    """
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else f"{whole}"


def spoken_html(cues: Columns, *, anchors: bool = True) -> str:
    """Return the turns as HTML. *anchors* gives paragraphs their ids, once a page."""
    lines = list(zip(cues.starts, cues.speakers, at_once(escaped, cues.texts), strict=True))
    taken: set[int] | None = set() if anchors else None
    pieces: list[str] = []
    for speaker, turn in groupby(lines, key=itemgetter(1)):
        pieces.append('<div class="turn">')
        if speaker:
            pieces.append(f'<p class="who">{escaped(speaker)}</p>')
        pieces += [_paragraph(paragraph, taken) for paragraph in _paragraphs(turn)]
        pieces.append("</div>\n")
    return "".join(pieces)


def _paragraphs(turn: Iterator[Line]) -> Iterator[list[Line]]:
    """Cut a turn where a sentence ends, so that no paragraph is a page long."""
    kept: list[Line] = []
    size = 0
    for line in turn:
        start, _, text = line
        kept.append(line)
        size += len(text)
        if start < 0 or size > LONGEST or (size > LONG and text.endswith(STOPS)):
            yield kept
            kept, size = [], 0
    if kept:
        yield kept


def _paragraph(lines: list[Line], taken: set[int] | None) -> str:
    start, _, text = lines[0]
    if start < 0:
        return "".join([f"<p>{part}</p>" for part in text.split("\n")])
    named = ""
    at = in_seconds(start)
    if taken is not None and start not in taken:
        taken.add(start)
        named = f' id="t={at}"'
    spans = " ".join(
        [f'<span data-t="{in_seconds(start)}">{text}</span>' for start, _, text in lines]
    ).replace("\n", " ")
    return f'<p{named}><a class="at" href="#t={at}">{clock(start)}</a> {spans}</p>'
