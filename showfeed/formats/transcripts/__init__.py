"""Transcripts: a file → what is in it, and its cues; one module for each form.

Another form is a module with a survey and a parser, a member of `TranscriptForm`, and a line here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from showfeed.formats.transcripts.captions import timed
from showfeed.formats.transcripts.reading import Reading, Remark, Survey, decode
from showfeed.formats.transcripts.speakers import parse_speakers, survey_speakers
from showfeed.formats.transcripts.srt import parse_srt, survey_srt
from showfeed.formats.transcripts.vtt import is_vtt, parse_vtt, survey_vtt
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

__all__ = ["FORMS", "Form", "Reading", "Remark", "cues", "read"]


@dataclass(frozen=True)
class Form:
    """How one form is recognised (by ending and text), surveyed and read."""

    recognises: Callable[[str, str], bool]
    survey: Callable[[str, Collection[str]], Survey]
    parse: Callable[[str, Collection[str]], list[Cue]]


# The first that recognises a text reads it: content decides, the ending where content is silent.
FORMS: dict[TranscriptForm, Form] = {
    TranscriptForm.VTT: Form(
        lambda ending, text: is_vtt(text) or (ending == "vtt" and timed(text)),
        survey_vtt,
        parse_vtt,
    ),
    TranscriptForm.SRT: Form(lambda ending, text: timed(text), survey_srt, parse_srt),
    TranscriptForm.TEXT: Form(lambda ending, text: True, survey_speakers, parse_speakers),
}
TIMED_ENDINGS = ("vtt", "srt")


def read(name: str, content: bytes, declared: Collection[str] = ()) -> Reading:
    """Understand a transcript file; any bytes give a Reading, mistakes are its problems.

    *declared* are names that the show knows: such a label is a speaker even if it comes once.

    >>> read("a.txt", b"Ana: Hello.\\nBen: Yes.\\nAna: Good.\\n").speakers
    ('Ana', 'Ben')
    """
    text, remarks = decode(content)
    ending = name.rpartition(".")[2].lower()
    if not text:
        return Reading(TranscriptForm.TEXT, "", problems=remarks)
    form = next(form for form, how in FORMS.items() if how.recognises(ending, text))
    survey = FORMS[form].survey(text, declared)
    remarks += tuple(survey.remarks)
    if form is TranscriptForm.TEXT:
        remarks += misfit(ending, text)
    elif survey.end < 0 and not remarks:
        remarks += (no_cue(),)
    return Reading(form, text, survey.end >= 0, survey.end, survey.speakers, remarks)


def cues(transcript: Transcript) -> list[Cue]:
    """Return who says what, and when it is known."""
    return FORMS[transcript.form].parse(transcript.text, transcript.speakers)


def no_cue() -> Remark:
    hint = "write cues like `00:00:01.000 --> 00:00:02.500`, with the words below"
    return Remark(1, 1, "transcript", "there is no cue with times", hint, Level.ERROR)


def misfit(ending: str, text: str) -> tuple[Remark, ...]:
    """Tell a text that is named, or written, as a form that it is not, or that is not read yet."""
    if ending in TIMED_ENDINGS:
        return (no_cue(),)
    found = "JSON" if text.lstrip()[:1] in ("{", "[") and ending == "json" else ""
    if ending in ("html", "htm"):
        found = "HTML"
    if not found:
        return ()
    hint = "write it as WebVTT (.vtt), SRT (.srt) or text with speakers (.txt)"
    message = f"a transcript in {found} is not read yet"
    return (Remark(1, 1, "transcript", message, hint, Level.ERROR),)
