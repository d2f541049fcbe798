"""HTML transcripts in: `<cite>`, `<time>` and `<p>`, or paragraphs that say who speaks."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from showfeed.formats.json_kindly import place
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import HINT, parse_timecode
from showfeed.formats.transcripts.escapes import tidy
from showfeed.formats.transcripts.html_pieces import BOLD, BREAK, Piece, pieces
from showfeed.formats.transcripts.labels import LABEL, returning
from showfeed.formats.transcripts.reading import Remark, Survey
from showfeed.formats.transcripts.timed_turns import Pins, Turns, read_turns
from showfeed.formats.transcripts.timing import settled, untimed
from showfeed.model import Cue
from showfeed.problems import Level, Malformed

RULE = "transcript-times"


class Sequence(NamedTuple):
    """The cues of `<cite>`, `<time>` and `<p>`, where each begins, and what can't be read."""

    cues: list[Cue]
    places: list[int]
    told: list[tuple[int, str, str]]


def sequence(found: list[Piece]) -> Sequence:
    """Read the sequence: a name or a time begins a cue, paragraphs without either go on with it."""
    held = Sequence([], [], [])
    times = any(piece.kind == "time" for piece in found)
    start, speaker, begun = -1, "", True
    paragraphs = any(piece.kind == "p" for piece in found)
    for kind, markup, at in found:
        if not times:  # lines of a paragraph are only wrapped; those of a caption are its own
            markup = markup.replace("\n", " ")
        words = tidy(markup.replace(BOLD, "").replace(BREAK, "\n"))
        if kind == "cite":
            speaker, begun = " ".join(words.removesuffix(":").split()), True
        elif kind == "time":
            start, begun = time(words, at, held.told), True
        elif kind == "p" or (kind == "text" and (begun or not paragraphs)):
            if begun:
                held.cues.append(Cue(start, -1, speaker, words))
                held.places.append(at)
            elif words:
                held.cues[-1] = held.cues[-1]._replace(text=f"{held.cues[-1].text}\n{words}")
            start, speaker, begun = -1, "", False
    return held


def time(written: str, at: int, told: list[tuple[int, str, str]]) -> int:
    """Return a time in milliseconds, -1 where it can't be read."""
    try:
        return round(parse_timecode(written.strip("[]() \n")).total_seconds() * 1000)
    except Malformed:
        told.append((at, f"the time {quoted(written)} can't be read", HINT))
        return -1


def read_html(text: str, declared: Collection[str] = ()) -> Turns:
    """Read HTML, and tie its times to its turns."""
    found = pieces(text)
    if not any(piece.kind in ("cite", "time") for piece in found):
        return of_paragraphs(found, declared)
    held = sequence(found)
    cues = held.cues
    if not any(cue.speaker for cue in cues):
        cues = list(labelled(cues, declared))
    told = held.told
    pins = tuple((at, cue.start) for at, cue in enumerate(cues) if cue.start >= 0)
    if len(pins) == len(cues):
        cues, mended = settled(cues)
        told += [(held.places[at], message, hint) for at, message, hint in mended]
    else:
        lacking = next(at for at, cue in enumerate(cues) if cue.start < 0)
        if not told and len(pins) > len(cues) - len(pins):
            message = "this turn has no time, so that the transcript counts as untimed"
            told.append((held.places[lacking], message, "write a `<time>` before each turn"))
        cues = [untimed(cue) for cue in cues]
    remarks = [Remark(*place(text, at), RULE, message, hint) for at, message, hint in told]
    return Turns(cues, pins, tuple(sorted(remarks)))


def of_paragraphs(found: list[Piece], declared: Collection[str]) -> Turns:
    """Read paragraphs as text with speakers: `<p><b>Ana:</b> …`, `<p>Ana: …`."""
    paragraphs = any(piece.kind == "p" for piece in found)
    kinds = ("p",) if paragraphs else ("p", "text")
    said = [
        tidy(piece.text.replace("\n", " ").replace(BOLD, "**").replace(BREAK, "\n")).replace(
            "\n", "\n\n"
        )
        for piece in found
        if piece.kind in kinds
    ]
    read = read_turns("\n\n".join(said) + "\n", declared)
    # Lines are not those of the file; what is told of them can't be placed.
    return read._replace(told=tuple(remark._replace(line=1, column=1) for remark in read.told))


def labelled(cues: list[Cue], declared: Collection[str]) -> Iterator[Cue]:
    """Return cues with `Name:` as their speaker, where it returns or is declared."""
    labels = [LABEL.match(cue.text) for cue in cues]
    known = returning((label[1] for label in labels if label), declared)
    for cue, label in zip(cues, labels, strict=True):
        if label and label[1] in known and (said := cue.text[label.end() :].strip()):
            yield cue._replace(speaker=label[1], text=said)
        else:
            yield cue


def parse_page(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Return the cues of HTML; one ends where the next begins."""
    return read_html(text, declared).cues


def survey_page(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of HTML."""
    found = read_html(text, declared)
    speakers = dict.fromkeys(cue.speaker for cue in found.cues if cue.speaker)
    told = found.told
    if not found.cues:
        hint = "write `<p>Ana: Hello.</p>`, with a `<cite>` and a `<time>` if you know them"
        told += (Remark(1, 1, "transcript", "nothing is said in it", hint, Level.ERROR),)
    return Survey(max((cue.end for cue in found.cues), default=-1), tuple(speakers), told)


def page_pins(text: str, declared: Collection[str]) -> Pins:
    """Return the times that stand before turns."""
    return read_html(text, declared).pins
