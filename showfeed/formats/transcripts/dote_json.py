"""DOTe, the JSON of a transcription editor → cues."""

from collections.abc import Collection, Sequence

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.json_cues import Shape
from showfeed.model import Cue


def segments_of(whole: object) -> Sequence[object] | None:
    """Return the lines if this is DOTe."""
    found = whole.get("lines") if isinstance(whole, dict) else None
    if not isinstance(found, list):
        return None
    first = next((line for line in found if isinstance(line, dict)), {})
    return found if "startTime" in first or "speakerDesignation" in first else None


SHAPE = Shape(
    segments_of, (("startTime", 1000),), (("endTime", 1000),), ("speakerDesignation",), "text"
)


def parse_dote_json(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read the lines.

    >>> parse_dote_json('{"lines": [{"startTime": "00:00:01,000", "endTime": "00:00:02,500", '
    ...     '"speakerDesignation": "Ana", "text": "Salt"}]}')
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt', words=())]
    """
    return json_cues.parse(SHAPE, text)
