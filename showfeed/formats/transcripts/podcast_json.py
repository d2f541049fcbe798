"""The Podcast Index JSON transcript ⇄ cues."""

import json
from collections.abc import Sequence
from json.encoder import encode_basestring

from showfeed.formats.json_text import members, milliseconds, words
from showfeed.formats.transcripts.escapes import at_once, tidy
from showfeed.model import Cue
from showfeed.problems import Malformed

VERSION = "1.0.0"
# What follows a whole second: "", ".001", … ".5"; a table is five times as fast as formatting.
DECIMALS = [f".{part:03d}".rstrip("0").rstrip(".") for part in range(1000)]


def parse_podcast_json(text: str) -> list[Cue]:
    """Read the segments; a time that is left out is -1.

    >>> parse_podcast_json('{"segments": [{"startTime": 1, "speaker": "Ana", "body": "Salt"}]}')
    [Cue(start=1000, end=-1, speaker='Ana', text='Salt', words=())]
    """
    cues = []
    for number, segment in enumerate(members(text, "segments"), 1):
        if not isinstance(segment, dict):
            raise Malformed(f"segment {number} is no object", "write `{…}` for each segment")
        start = milliseconds(segment, "startTime", f"segment {number}")
        end = milliseconds(segment, "endTime", f"segment {number}")
        speaker = " ".join(words(segment, "speaker").split())
        if said := tidy(words(segment, "body")):
            cues.append(Cue(start, end, speaker, said))
    return cues


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
