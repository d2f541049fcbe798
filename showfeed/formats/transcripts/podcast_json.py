"""The Podcast Index JSON transcript ⇄ cues."""

import json
from collections.abc import Collection, Sequence
from json.encoder import encode_basestring

from showfeed.formats.transcripts import json_cues
from showfeed.formats.transcripts.columns import Columns, Written, columns, woven
from showfeed.formats.transcripts.escapes import at_once
from showfeed.formats.transcripts.json_cues import Shape
from showfeed.model import Cue

VERSION = "1.0.0"
# What follows a whole second: "", ".001", … ".5"; a table is five times as fast as formatting.
DECIMALS = [f".{part:03d}".rstrip("0").rstrip(".") + "," for part in range(1000)]
WHOLES = {name: Written(f'"{name}":{{}}'.format) for name in ("startTime", "endTime")}
# What the short way of escaping does not know.
RARE = bytes(set(range(32)) - set(b"\n\t"))


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
    return write_podcast_json(columns(cues))


def write_podcast_json(cues: Columns) -> str:
    """Write columns as `format_podcast_json` writes cues."""
    bodies = at_once(quotable, cues.texts)
    names = {who: opening(who) for who in set(cues.speakers)}
    begun = [names[who] for who in cues.speakers]
    starts, ends = members_of("startTime", cues.starts), members_of("endTime", cues.ends)
    segments = woven(begun, starts, ends, '"body":"', bodies, '"}', count=len(bodies))
    return f'{{"version":"{VERSION}","segments":[{segments[1:]}\n]}}\n'


def opening(speaker: str) -> str:
    """Return how a segment of a speaker begins, after the one before it."""
    return f',\n{{"speaker":{json.dumps(speaker, ensure_ascii=False)},' if speaker else ",\n{"


def members_of(name: str, times: Sequence[int]) -> list[str]:
    """Return times as a member each, or nothing where there is none."""
    if min(times, default=0) >= 0:
        wholes = WHOLES[name]
        return [wholes[time // 1000] + DECIMALS[time % 1000] for time in times]
    return [known(name, time) for time in times]


def known(member: str, time: int) -> str:
    """Return a time as a member, or nothing where there is none."""
    return f'"{member}":{time // 1000}{DECIMALS[time % 1000]}' if time >= 0 else ""


def quotable(text: str) -> str:
    """Return text as it stands between the quotes of JSON."""
    content = text.encode("utf-8", "surrogatepass")
    if len(content.translate(None, RARE)) < len(content):
        return str(encode_basestring(text))[1:-1]
    text = text.replace("\\", r"\\").replace('"', r"\"")
    return text.replace("\n", r"\n").replace("\t", r"\t")
