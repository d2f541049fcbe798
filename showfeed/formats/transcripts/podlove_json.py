"""Transcripts of the Podlove Publisher and Web Player (JSON) → cues."""

from collections.abc import Collection, Sequence

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.json_cues import Shape
from showfeed.model import Cue


def segments_of(whole: object) -> Sequence[object] | None:
    """Return the lines if this is Podlove's JSON: alone, grouped by speaker, or in a player's."""
    found = whole.get("transcripts") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        return None
    first = next((line for line in found if isinstance(line, dict)), {})
    if "start_ms" not in first and "voice" not in first:
        return None
    lines: list[object] = []
    for line in found:
        grouped = line.get("items") if isinstance(line, dict) else None
        lines += grouped if isinstance(grouped, list) else [line]
    return lines


SHAPE = Shape(
    segments_of,
    (("start_ms", 1), ("start", 1000)),
    (("end_ms", 1), ("end", 1000)),
    ("voice", "speaker"),
    "text",
)


def parse_podlove_json(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read the lines; the voice's name is the speaker, its number where there is no name.

    >>> parse_podlove_json('[{"start_ms": 1000, "end_ms": 2500, "voice": "Ana", "text": "Salt"}]')
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt', words=())]
    """
    return json_cues.parse(SHAPE, text)
