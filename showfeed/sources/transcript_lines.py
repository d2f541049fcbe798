"""A transcript written into the episode's file: a list of `{who, line, time}`."""

from datetime import timedelta

from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level, Origin
from showfeed.sources.fields import Fields, mapping
from showfeed.sources.kinds import MARKDOWN, TEXT, TIME
from showfeed.sources.reading import Reading, Stop
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence

NAMES = ("who", "line", "time")


def _read_line(fields: Fields) -> Cue:
    time = fields.may("time", TIME, None, "When it begins: `1:02:03`.")
    return Cue(
        -1 if time is None else time // timedelta(milliseconds=1),
        -1,
        fields.may("who", TEXT, "", "Who says it."),
        fields.must("line", MARKDOWN, "What is said."),
    )


LINE = mapping("a line of a transcript", _read_line, Cue(-1, -1, "Ana", "Hello."))


def are_lines(node: Node) -> bool:
    """Tell whether a list holds what is said, not files."""
    return isinstance(node, Sequence) and any(
        isinstance(item, Mapping) and "file" not in item.values and set(NAMES) & set(item.keys)
        for item in node.items
    )


def read_lines(node: Sequence, reading: Reading, language: str) -> Transcript:
    """Return the lines as a transcript; timed where each has its time."""
    from showfeed.formats.transcripts.escapes import tidy
    from showfeed.formats.transcripts.podcast_json import format_podcast_json
    from showfeed.formats.transcripts.timing import settled

    cues: list[Cue] = []
    whole = True
    for item in node.items:
        try:
            cue = LINE.read(item, reading)
            cues.append(cue._replace(text=tidy(cue.text)))
        except Stop:
            whole = False
    if not whole:
        raise Stop
    found, mended = settled(cues)
    known = sum(cue.start >= 0 for cue in cues)
    timed = known == len(cues)
    for at, message, hint in mended:
        if timed or known * 2 > len(cues):
            place = node.items[at].place
            reading.note(place, "transcript-times", message, hint, Level.WARNING)
    return Transcript(
        TranscriptForm.JSON,
        # Of times that only some lines have none is published, but a measurement starts from them.
        format_podcast_json(found if timed else cues),
        language,
        timed,
        max(cue.end for cue in found),
        tuple(dict.fromkeys(cue.speaker for cue in found if cue.speaker)),
        origin=Origin(node.place),
    )
