"""WebVTT ⇄ cues; https://www.w3.org/TR/webvtt1/."""

import re
from collections.abc import Collection, Iterator, Sequence

from showfeed.formats.entities import unescaped
from showfeed.formats.languages import understood_language
from showfeed.formats.transcripts.captions import (
    Captions,
    captions,
    longest,
    loose_times,
    remarks,
)
from showfeed.formats.transcripts.columns import Columns, columns, lines_of, rows, woven
from showfeed.formats.transcripts.escapes import PART, at_once, escaped, tidied, tidy
from showfeed.formats.transcripts.labels import apart
from showfeed.formats.transcripts.reading import Remark, Survey
from showfeed.formats.transcripts.words import Word, starts
from showfeed.model import Cue

HEADER = "WEBVTT"
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>")
TAG = re.compile(r"</?(?:[a-z][^<>]*|[0-9:.]+)?>")
STAMP = re.compile(r"<((?:[0-9]{2,}:)?[0-9]{1,2}:[0-9]{2}\.[0-9]{3})>")
LANGUAGE = re.compile(r"WEBVTT[^\n]*(?:\n[^\n]+)*?\nLanguage:[ \t]*([A-Za-z-]+)")
TOGETHER = 3  # words at most for which one time stands
HINT = "begin the file with a line `WEBVTT` and an empty one"


def is_vtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does."""
    return text.startswith(HEADER) and text[6:7] in ("", " ", "\t", "\n")


def parse_vtt(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read WebVTT: voices, entities, hours or none; notes, styles, regions and settings passed by.

    >>> parse_vtt("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Ana>Salt &amp; tea")
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt & tea', words=())]
    """
    return rows(read_vtt(text, declared))


def read_vtt(text: str, declared: Collection[str] = ()) -> Columns:
    """Read WebVTT as `parse_vtt` does, into columns."""
    return columns_of(captions(text), declared)


def columns_of(found: Captions, declared: Collection[str]) -> Columns:
    """Return cues with their voices; where no cue has one, `Name:` is a speaker as in SubRip."""
    voiced = single_voices(found.bodies)
    if voiced is None:
        cues = columns(cues_of(found))
    else:
        cues = Columns(found.starts, found.ends, *voiced, lines=found.lines)
    if any(cues.speakers) or not cues.texts:
        return cues
    texts = list(cues.texts)
    speakers = apart(texts, declared)
    if not any(speakers):
        return cues
    words = [  # those of the name are no longer of the text
        known[len(known) - len(text.split()) :]
        for known, text in zip(cues.words, texts, strict=False)
    ]
    if all(texts):
        return cues._replace(speakers=speakers, texts=texts, words=words)
    known_words = words or [()] * len(texts)
    named = zip(cues.starts, cues.ends, speakers, texts, known_words, strict=True)
    return columns([Cue(*cue) for cue in named if cue[3]])


def single_voices(bodies: Sequence[str]) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return speakers and texts if each cue has one voice and no other tag, or none has any."""
    whole = PART.join(bodies)
    if "</v>" in whole:
        whole = f"{whole}{PART}".replace(f"</v>{PART}", PART)[:-1]
        bodies, cues = whole.split(PART), len(bodies)
        if len(bodies) != cues:
            return None
    if "<" not in whole:
        speakers: Sequence[str] = [""] * len(bodies)
    else:
        tags, _, bodies = zip(*[body.partition(">") for body in bodies], strict=True)
        met = set(tags)
        names = {t: name(voice[1] or "") for t in met if (voice := VOICE.fullmatch(f"{t}>"))}
        if "<" in PART.join(bodies) or len(names) < len(met):
            return None
        speakers = [names[tag] for tag in tags]
    texts = tidied(at_once(unescaped, bodies) if "&" in whole else bodies)
    return (speakers, texts) if all(texts) else None


def cues_of(found: Captions) -> list[Cue]:
    """Return cues of any number of voices and any tags."""
    return [
        Cue(start, end, *said, words_of(body, start, end, said[1]) if STAMP.search(body) else ())
        for start, end, body in zip(found.starts, found.ends, found.bodies, strict=True)
        for said in voices(body)
    ]


def words_of(body: str, start: int, end: int, text: str) -> tuple[int, ...]:
    """Return when each word of a cue begins, if times stand between them and one voice says it.

    >>> words_of("Salt<00:00:01.500> and tea", 1000, 3000, "Salt and tea")
    (1000, 1500, 1500)
    """
    pieces = [str(start), *STAMP.split(VOICE.sub("", body))]
    words = []
    for at, said in zip(pieces[::2], pieces[1::2], strict=True):
        times = loose_times(f"{at} --> {at}") if ":" in at else (int(at), 0)
        words.append(Word(times[0] if times else end + 1, -1, bare(said)))
    if max(word.start for word in words) > end:
        return ()
    if any(len(word.text.split()) > TOGETHER for word in words):
        return ()
    return starts(text, start, words)


def voices(body: str) -> Iterator[tuple[str, str]]:
    """Return who says what in one cue: most have one voice, some two or none."""
    pieces = ["", *VOICE.split(body)]
    for speaker, said in zip(pieces[::2], pieces[1::2], strict=True):
        voiced, _, after = said.partition("</v>")
        if text := bare(voiced):
            yield name(speaker or ""), text
        if text := bare(after):
            yield "", text


def bare(markup: str) -> str:
    """Return a cue's text without tags and entities."""
    text = TAG.sub("", markup) if "<" in markup else markup
    return tidy(unescaped(text) if "&" in text else text)


def name(written: str) -> str:
    """Return a voice's name in one line."""
    return " ".join(unescaped(written).split())


def survey_vtt(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the voices and the mistakes of a file."""
    found = captions(text)
    speakers = dict.fromkeys(filter(None, dict.fromkeys(columns_of(found, declared).speakers)))
    end = max(found.ends, default=-1)
    header = LANGUAGE.match(text)
    language = understood_language(header[1]) if header else ""
    return Survey(end, tuple(speakers), told(text, found), longest(found), language)


def told(text: str, found: Captions) -> Iterator[Remark]:
    """Tell what is wrong with the header and with the times."""
    if not is_vtt(text):
        yield Remark(1, 1, "transcript", "the line `WEBVTT` is missing at the top", HINT)
    yield from remarks(text, found)


def format_vtt(cues: Sequence[Cue]) -> str:
    """Write WebVTT, a voice in each cue that has a speaker; the inverse of `parse_vtt`.

    >>> format_vtt([Cue(1000, 2500, "Ana", "Salt & tea")])
    'WEBVTT\\n\\n00:00:01.000 --> 00:00:02.500\\n<v Ana>Salt &amp; tea\\n'
    """
    return write_vtt(columns(cues))


def write_vtt(cues: Columns) -> str:
    """Write columns as `format_vtt` writes cues."""
    tags = {who: f"<v {escaped(who)}>" if who else "" for who in set(cues.speakers)}
    voices = [tags[who] for who in cues.speakers]
    texts = at_once(escaped, cues.texts)
    return f"{HEADER}\n" + woven("\n", lines_of(cues), voices, texts, "\n", count=len(texts))
