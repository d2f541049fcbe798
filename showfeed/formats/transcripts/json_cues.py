"""What all transcripts in JSON share: a list of segments with times, speaker, text and words."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from showfeed.formats.json_kindly import Json, Mending, load, place
from showfeed.formats.languages import understood_language
from showfeed.formats.quoting import quoted
from showfeed.formats.timecode import HINT, parse_timecode
from showfeed.formats.transcripts.escapes import tidy
from showfeed.formats.transcripts.phrases import phrases, word_by_word
from showfeed.formats.transcripts.reading import CONTROLS, Remark, Survey
from showfeed.formats.transcripts.timing import settled
from showfeed.formats.transcripts.words import Word, starts
from showfeed.model import Cue
from showfeed.problems import Level, Malformed

WARNING = Level.WARNING
LONGEST = 100_000 * 3600_000  # milliseconds
# JSON can spell control characters, which `reading.decode` takes out of any other text.
UNPRINTABLE = dict.fromkeys(CONTROLS)

Object = Mapping[str, object]
# The members in which a time may stand, the best first, and their milliseconds to one.
Times = tuple[tuple[str, int], ...]


class Shape(NamedTuple):
    """Where one form of JSON keeps what is said."""

    segments: Callable[[object], Sequence[object] | None]  # None: it is another form
    starts: Times
    ends: Times
    speakers: tuple[str, ...]
    text: str
    words: Callable[[Object], tuple[Word, ...]] = lambda segment: ()
    language: str = ""  # the member that names it


class Told(NamedTuple):
    """Something to tell about a member of an object."""

    holder: object
    member: str
    rule: str
    message: str
    hint: str
    level: Level = WARNING


class Segments(NamedTuple):
    """Cues of a file, and what is to be told about it."""

    cues: list[Cue]
    told: list[Told]


def looks_json(text: str) -> bool:
    """Tell whether a text begins as a JSON object, or a list of them, does.

    >>> looks_json(' [{"start": 1}]'), looks_json("[00:04] Ana: Hello.")
    (True, False)
    """
    start = text[:200].lstrip()
    inner = start[1:].lstrip()[:1]
    return (start[:1] == "{" and inner in ('"', "}", "")) or (
        start[:1] == "[" and inner in ("{", "]")
    )


def recognises(shape: Shape, text: str) -> bool:
    """Tell whether a text is JSON of this shape."""
    return looks_json(text) and shape.segments(load(text).value) is not None


def parse(shape: Shape, text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Return the cues, as far as they can be read."""
    return segments(shape, load(text)).cues


def pins(shape: Shape, text: str, declared: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Return the cues' starts that are written, by their number."""
    cues = segments(shape, load(text)).cues
    if any(cue.start >= 0 for cue in cues):
        return tuple((at, cue.start) for at, cue in enumerate(cues))
    written = (
        segment_cue(shape, one, [])
        for one in shape.segments(load(text).value) or ()
        if isinstance(one, dict)
    )
    said = (cue.start for cue in written if cue)
    return tuple((at, start) for at, start in enumerate(said) if start >= 0)


def survey(shape: Shape, text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of a file."""
    found = segments(shape, load(text))
    speakers = tuple(dict.fromkeys(cue.speaker for cue in found.cues if cue.speaker))
    end = max((cue.end for cue in found.cues), default=-1)
    told = remarks(shape, text) if found.told or load(text).repairs else ()
    return Survey(end, speakers, told, language=language_of(load(text).value, shape.language))


def language_of(whole: object, path: str) -> str:
    """Return the language that a member names, "" where it names none."""
    value = whole
    for member in filter(None, path.split(".")):
        value = value.get(member) if isinstance(value, dict) else None
    return understood_language(value) if path and isinstance(value, str) else ""


def remarks(shape: Shape, text: str) -> Iterator[Remark]:
    """Tell the mistakes where they stand: what is read once more knows its places."""
    json = Mending(text).read()
    told = [
        (at, Told(None, "", "transcript-json", message, hint, Level.ERROR if lost else WARNING))
        for at, message, hint, lost in json.repairs
    ]
    told += [(json.spot(one.holder, one.member), one) for one in segments(shape, json).told]
    for at, (_, _, rule, message, hint, level) in sorted(told, key=lambda one: one[0]):
        yield Remark(*place(text, at), rule, message, hint, level)


def segments(shape: Shape, json: Json) -> Segments:
    """Read all segments; single words become phrases."""
    told: list[Told] = []
    cues: list[Cue] = []
    holders: list[object] = []
    for number, segment in enumerate(shape.segments(json.value) or (), 1):
        if not isinstance(segment, dict):
            what = f"segment {number} is no object and is left out"
            hint = "write `{…}` for each segment"
            told.append(Told(json.value, "", "transcript-json", what, hint, Level.ERROR))
        elif (cue := segment_cue(shape, segment, told)) is not None:
            cues.append(cue)
            holders.append(segment)
    found, mended = settled(cues)
    refused = {id(one.holder) for one in told}
    for at, message, hint in mended:
        if id(holders[at]) not in refused:
            told.append(Told(holders[at], shape.starts[0][0], "transcript-times", message, hint))
    if not cues and not told:
        hint = "look whether it is the right file"
        told.append(Told(json.value, "", "transcript", "nothing is said in it", hint, Level.ERROR))
    if word_by_word(found):
        return Segments(phrases(found), told)
    return Segments([cue._replace(text=tidy(cue.text)) for cue in found], told)


def segment_cue(shape: Shape, segment: Object, told: list[Told]) -> Cue | None:
    """Return a segment as it is written, None if nothing is said in it."""
    text = spoken(segment.get(shape.text))
    if not text or text.isspace():
        return None
    start = time_of(segment, shape.starts, told)
    words = shape.words(segment)
    speaker = next(filter(None, (label(segment.get(name)) for name in shape.speakers)), "")
    if not speaker and words:
        speaker = most_heard(words)
    return Cue(start, time_of(segment, shape.ends, told), speaker, text, starts(text, start, words))


def most_heard(words: Sequence[Word]) -> str:
    """Return who says most of the words."""
    counted: dict[str, int] = {}
    for word in words:
        counted[word.speaker] = counted.get(word.speaker, 0) + 1
    return max(counted, key=lambda who: counted[who])


def spoken(value: object) -> str:
    """Return a member's text without what no file can hold, "" if it is no text."""
    if not isinstance(value, str):
        return ""
    if not value.isprintable():
        # JSON can spell half of a surrogate pair too.
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        value = value.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTABLE)
    return value


def label(value: object) -> str:
    """Return a speaker's name on one line; a number is one too.

    >>> label(" Ana\\n María "), label(3), label(None)
    ('Ana María', '3', '')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if -1 < value < 1000 else ""
    return " ".join(spoken(value).split())


def time_of(segment: Object, times: Times, told: list[Told]) -> int:
    """Return a segment's time in milliseconds, -1 where there is none that can be read."""
    for path, unit in times:
        name, _, inner = path.partition(".")
        value = segment.get(name)
        if inner:
            value = value.get(inner) if isinstance(value, dict) else None
        if value is not None:
            try:
                return milliseconds(value, unit)
            except Malformed as wrong:
                told.append(
                    Told(segment, name, "transcript-times", wrong.message, wrong.hint, Level.ERROR)
                )
                return -1
    return -1


def milliseconds(value: object, unit: int = 1000) -> int:
    """Return a time: a number of seconds, or of *unit* milliseconds, or text. Raises Malformed.

    >>> milliseconds(1.5), milliseconds("00:01:02,250"), milliseconds(40, 1)
    (1500, 62250, 40)
    """
    if isinstance(value, str):
        return parse_timecode(value) // timedelta(milliseconds=1)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value * unit <= LONGEST:
            return round(value * unit)
        if value < 0:
            what = f"{quoted(str(value)[:40])} lies before the start of the audio"
            raise Malformed(what, "write seconds from the start, like `12.5`")
    what = "a list or an object" if isinstance(value, dict | list) else quoted(str(value))
    raise Malformed(f"{what} is not a time in the audio", HINT)
