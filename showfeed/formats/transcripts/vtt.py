"""WebVTT ⇄ cues; https://www.w3.org/TR/webvtt1/."""

import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape

from showfeed.formats.transcripts.captions import Captions, captions, clocks, remarks
from showfeed.formats.transcripts.escapes import at_once, escaped, tidy
from showfeed.formats.transcripts.reading import Remark, Survey
from showfeed.model import Cue

HEADER = "WEBVTT"
VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t\n]+([^>]*))?>")
TAG = re.compile(r"</?(?:[a-z][^>]*|[0-9:.]+)?>")
HINT = "begin the file with a line `WEBVTT` and an empty one"


def is_vtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does."""
    return text.startswith(HEADER) and text[6:7] in ("", " ", "\t", "\n")


def parse_vtt(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read WebVTT: voices, entities, hours or none; notes, styles, regions and settings passed by.

    >>> parse_vtt("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Ana>Salt &amp; tea")
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt & tea', words=())]
    """
    return cues_of(captions(text))


def cues_of(found: Captions) -> list[Cue]:
    """Return cues, those with a single voice and a single plain line the short way."""
    cues = []
    names = Names()
    for start, end, body in zip(*found, strict=True):
        tag, _, said = body.partition(">")
        speaker = names[tag] if tag.startswith("\n<v ") else ""
        if speaker and said.isprintable() and "<" not in said and "&" not in said:
            if said := said.strip():
                cues.append(Cue(start, end, speaker, said))
        else:
            cues += [Cue(start, end, *said) for said in voices(body)]
    return cues


class Names(dict[str, str]):
    """The name in a tag such as `<v Ana`, each worked out once."""

    def __missing__(self, tag: str) -> str:
        found = VOICE.search(f"{tag}>")
        self[tag] = name(found[1] or "") if found else ""
        return self[tag]


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
    return tidy(unescape(text) if "&" in text else text)


def name(written: str) -> str:
    """Return a voice's name in one line."""
    return " ".join(unescape(written).split())


def survey_vtt(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the voices and the mistakes of a file."""
    found = captions(text)
    tags = dict.fromkeys(piece.partition(">")[0] for piece in text.split("<v")[1:])
    names = Names()
    speakers = dict.fromkeys(filter(None, [names[f"<v{tag}"] for tag in tags]))
    return Survey(max(found.ends, default=-1), tuple(speakers), told(text, found))


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
    if not cues:
        return f"{HEADER}\n"
    starts, ends, speakers, texts, _ = zip(*cues, strict=True)
    tags = {who: f"<v {escaped(who)}>" if who else "" for who in set(speakers)}
    columns = zip(clocks(starts), clocks(ends), speakers, at_once(escaped, texts), strict=True)
    blocks = [f"\n{start} --> {end}\n{tags[who]}{text}\n" for start, end, who, text in columns]
    return f"{HEADER}\n{''.join(blocks)}"
