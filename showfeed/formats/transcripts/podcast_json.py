"""The Podcast Index JSON transcript ⇄ cues."""

import json
from collections.abc import Collection, Sequence
from json.encoder import encode_basestring

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.escapes import at_once
from showfeed.formats.transcripts.json_cues import Shape
from showfeed.model import Cue

VERSION = "1.0.0"
# What follows a whole second: "", ".001", … ".5"; a table is five times as fast as formatting.
DECIMALS = [f".{part:03d}".rstrip("0").rstrip(".") for part in range(1000)]


def segments_of(whole: object) -> Sequence[object] | None:
    """Return the segments if this is the Podcast Index's JSON, None if it is another."""
    found = whole.get("segments") if isinstance(whole, dict) else None
    if not isinstance(found, list):
        return None
    first = next((segment for segment in found if isinstance(segment, dict)), {})
    return found if not found or "body" in first or "startTime" in first else None


SHAPE = Shape(segments_of, (("startTime", 1000),), (("endTime", 1000),), ("speaker",), "body")


def parse_podcast_json(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read the segments; where each is a single word, those of one speaker are joined.

    >>> parse_podcast_json('{"segments": [{"startTime": 1, "endTime": 2, "body": "Salt"}]}')
    [Cue(start=1000, end=2000, speaker='', text='Salt', words=())]
    """
    return json_cues.parse(SHAPE, text)


def format_podcast_json(cues: Sequence[Cue]) -> str:
    """Write the segments, one on a line; the inverse of `parse_podcast_json`.

    >>> format_podcast_json([Cue(1000, 2500, "Ana", "Salt")]).split("\\n")[1]
    '{"speaker":"Ana","startTime":1,"endTime":2.5,"body":"Salt"}'
    """
    head = f'{{"version":"{VERSION}","segments":[\n'
    if not cues:
        return f"{head}]}}\n"
    starts, ends, speakers, texts, _ = zip(*cues, strict=True)
    names = {
        w: f'"speaker":{json.dumps(w, ensure_ascii=False)},' if w else "" for w in set(speakers)
    }
    bodies = at_once(quotable, texts)
    segments = [
        f'{{{names[who]}"startTime":{start // 1000}{DECIMALS[start % 1000]},'
        f'"endTime":{end // 1000}{DECIMALS[end % 1000]},"body":"{body}"}}'
        if end >= 0 <= start
        else f'{{{names[who]}{known("startTime", start)}{known("endTime", end)}"body":"{body}"}}'
        for start, end, who, body in zip(starts, ends, speakers, bodies, strict=True)
    ]
    return head + ",\n".join(segments) + "\n]}\n"


def known(member: str, time: int) -> str:
    """Return a time as a member, or nothing where there is none."""
    return f'"{member}":{time // 1000}{DECIMALS[time % 1000]},' if time >= 0 else ""


def quotable(text: str) -> str:
    """Return text as it stands between the quotes of JSON."""
    return str(encode_basestring(text))[1:-1]
