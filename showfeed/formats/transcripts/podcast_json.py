"""Podcast Index JSON: segments with speaker, startTime, endTime and body."""

import json
from json.encoder import encode_basestring

from showfeed.formats.transcripts.clock import decimal
from showfeed.formats.transcripts.told import Told
from showfeed.model import Cue
from showfeed.problems import Level


def format_podcast_json(cues: list[Cue]) -> str:
    """Write cues, one segment a line, so that a change is one line in a diff."""
    segments = []
    for start, end, speaker, said in cues:
        who = f'"speaker": {encode_basestring(speaker)}, ' if speaker else ""
        segments.append(
            f'{{{who}"startTime": {decimal(start)}, "endTime": {decimal(end)}, '
            f'"body": {encode_basestring(said)}}}'
        )
    return '{"version": "1.0.0", "segments": [\n' + ",\n".join(segments) + "\n]}\n"


def parse_podcast_json(text: str, told: list[Told]) -> list[Cue]:
    """Read cues back; what is not of this form is told."""
    try:
        segments = json.loads(text)["segments"]
        return [
            Cue(
                round(segment["startTime"] * 1000),
                round(segment.get("endTime", segment["startTime"]) * 1000),
                str(segment.get("speaker", "")),
                str(segment["body"]),
            )
            for segment in segments
        ]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        told.append(
            (
                1,
                1,
                "transcript",
                "this is no Podcast Index transcript",
                "see docs/fields.md for the forms that are read",
                Level.ERROR,
            )
        )
        return []
