"""JSON of whisper.cpp (`--output-json`, `--output-json-full`) → cues."""

import re
from collections.abc import Collection, Iterator, Sequence

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.json_cues import Object, Shape, spoken
from showfeed.formats.transcripts.words import Word
from showfeed.model import Cue

MARK = re.compile(r"\[_[A-Za-z0-9_]{1,20}\]")  # `[_BEG_]`, `[_TT_250]`: no words


def segments_of(whole: object) -> Sequence[object] | None:
    """Return the segments if this is the JSON of whisper.cpp."""
    found = whole.get("transcription") if isinstance(whole, dict) else None
    return found if isinstance(found, list) else None


def words_of(segment: Object) -> tuple[Word, ...]:
    """Return the tokens of the full JSON, which are words or parts of words."""
    found = segment.get("tokens")
    return tuple(tokens(found)) if isinstance(found, list) else ()


def tokens(found: Sequence[object]) -> Iterator[Word]:
    """Return the tokens that are spoken."""
    for token in found:
        if not isinstance(token, dict):
            continue
        text = spoken(token.get("text"))
        offsets = token.get("offsets")
        if not MARK.fullmatch(text.strip()):
            times = offsets if isinstance(offsets, dict) else {}
            yield Word(whole_number(times.get("from")), whole_number(times.get("to")), text)


def whole_number(value: object) -> int:
    """Return milliseconds, -1 where there are none."""
    return value if isinstance(value, int) and 0 <= value <= json_cues.LONGEST else -1


SHAPE = Shape(
    segments_of,
    (("offsets.from", 1), ("timestamps.from", 1000)),
    (("offsets.to", 1), ("timestamps.to", 1000)),
    ("speaker",),
    "text",
    words_of,
    "result.language",
)


def parse_whisper_cpp_json(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read the segments; one word in each, as `--max-len 1` writes them, are joined.

    >>> parse_whisper_cpp_json('{"transcription": [{"timestamps": {"from": "00:00:01,000", '
    ...     '"to": "00:00:02,500"}, "text": " Salt"}]}')
    [Cue(start=1000, end=2500, speaker='', text='Salt', words=())]
    """
    return json_cues.parse(SHAPE, text)
