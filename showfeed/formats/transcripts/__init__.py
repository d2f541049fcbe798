"""Transcripts: what people write beside an episode → cues → what apps read.

A form that is read is one module with a `parse_x` and one line in `FORMS`; one that is written is
a `format_x` and one line in `outputs/transcripts.py`. Content decides, the file's name only helps.
"""

from collections.abc import Callable
from dataclasses import dataclass

from showfeed.formats.transcripts import speakers, srt, vtt
from showfeed.formats.transcripts.told import Told
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

Parse = Callable[[str, list[Told]], list[Cue]]
FORMS: dict[TranscriptForm, Parse] = {
    TranscriptForm.VTT: vtt.parse_vtt,
    TranscriptForm.SRT: srt.parse_srt,
    TranscriptForm.TEXT: speakers.parse_speakers,
}
TEXT_FORMS = (TranscriptForm.TEXT,)


@dataclass(frozen=True)
class Read:
    """A transcript's text and what it is; see `model.Transcript`. *problems* know their lines."""

    form: TranscriptForm
    text: str
    timed: bool = False
    end: int = -1
    speakers: tuple[str, ...] = ()
    problems: tuple[Told, ...] = ()


def read(name: str, content: bytes) -> Read:
    """Read a transcript file. Never raises: what is wrong is among the problems."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(content, error)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        empty: Told = (
            1,
            1,
            "transcript",
            "the transcript is empty",
            "write it, or take the field out",
            Level.ERROR,
        )
        return Read(TranscriptForm.TEXT, "", problems=(empty,))
    form = form_of(name, text)
    told: list[Told] = []
    cues = FORMS[form](text, told)
    if not cues:
        told.append(
            (
                1,
                1,
                "transcript",
                "nothing that is said was found here",
                "look at the file: is it a transcript?",
                Level.ERROR,
            )
        )
    timed = form not in TEXT_FORMS
    return Read(
        form,
        text,
        timed,
        max((cue.end for cue in cues), default=-1) if timed else -1,
        tuple(dict.fromkeys(cue.speaker for cue in cues if cue.speaker)),
        tuple(told),
    )


def _refused(content: bytes, error: UnicodeDecodeError) -> Read:
    before = content[: error.start]
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    told: Told = (
        before.count(b"\n") + 1,
        column,
        "encoding",
        f"the byte {content[error.start]:02X} here is not UTF-8",
        "save the file as UTF-8",
        Level.ERROR,
    )
    return Read(TranscriptForm.TEXT, "", problems=(told,))


def form_of(name: str, text: str) -> TranscriptForm:
    """Tell the form by what stands in the file; its ending is asked where that leaves it open.

    >>> form_of("a.txt", "WEBVTT\\n\\n00:00.000 --> 00:01.000\\nHello.")
    <TranscriptForm.VTT: 'vtt'>
    """
    if text.startswith("WEBVTT"):
        return TranscriptForm.VTT
    if srt.TIMING.search(text, 0, 20_000):
        return TranscriptForm.VTT if name.lower().endswith(".vtt") else TranscriptForm.SRT
    return TranscriptForm.TEXT


def cues(transcript: Transcript) -> list[Cue]:
    """Return what is said. The transcript's own problems were told when it was read."""
    return FORMS[transcript.form](transcript.text, [])
