"""JSON of openai-whisper, faster-whisper and WhisperX → cues."""

from collections.abc import Collection, Sequence

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.json_cues import Object, Shape, label, spoken
from showfeed.formats.transcripts.words import Word
from showfeed.model import Cue
from showfeed.problems import Malformed


def segments_of(whole: object) -> Sequence[object] | None:
    """Return the segments if this is Whisper's JSON, in an object or as a bare list."""
    found = whole.get("segments") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        return None
    first = next((segment for segment in found if isinstance(segment, dict)), {})
    return found if "text" in first and ("start" in first or "words" in first) else None


def words_of(segment: Object) -> tuple[Word, ...]:
    """Return a segment's words; WhisperX leaves out the times of those that it can't align."""
    found = segment.get("words")
    if not isinstance(found, list):
        return ()
    return tuple(
        Word(
            time(word.get("start")),
            time(word.get("end")),
            spoken(word.get("word", word.get("text"))),
            label(word.get("speaker")),
        )
        for word in found
        if isinstance(word, dict)
    )


def time(value: object) -> int:
    """Return a word's time, -1 where there is none."""
    try:
        return -1 if value is None else json_cues.milliseconds(value)
    except Malformed:
        return -1


SHAPE = Shape(
    segments_of,
    (("start", 1000),),
    (("end", 1000),),
    ("speaker", "speaker_id"),
    "text",
    words_of,
    "language",
)


def parse_whisper_json(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read the segments, with the speakers of WhisperX and when each word begins.

    >>> parse_whisper_json('{"segments": [{"start": 1, "end": 2, "text": " Salt", "words": '
    ...     '[{"word": " Salt", "start": 1.2, "end": 1.9}]}]}')
    [Cue(start=1000, end=2000, speaker='', text='Salt', words=(1200,))]
    """
    return json_cues.parse(SHAPE, text)
