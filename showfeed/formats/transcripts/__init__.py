"""Transcripts: a file → what is in it, and its cues; one module for each form.

Another form is a module with a survey and a parser, a member of `TranscriptForm`, and a line here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from showfeed.formats.json_kindly import load, place
from showfeed.formats.transcripts import (
    dote_json,
    json_cues,
    podcast_json,
    podlove_json,
    whisper_cpp_json,
    whisper_json,
)
from showfeed.formats.transcripts.captions import timed
from showfeed.formats.transcripts.columns import Columns
from showfeed.formats.transcripts.columns import columns as columns_of
from showfeed.formats.transcripts.html_pieces import is_html
from showfeed.formats.transcripts.html_reading import page_pins, parse_page, survey_page
from showfeed.formats.transcripts.markdown_text import (
    markdown_pins,
    parse_markdown,
    survey_markdown,
)
from showfeed.formats.transcripts.reading import Reading, Remark, Survey, decode
from showfeed.formats.transcripts.srt import parse_srt, read_srt, survey_srt
from showfeed.formats.transcripts.timed_turns import Pins, parse_turns, survey_turns, turn_pins
from showfeed.formats.transcripts.times import parse_times, told
from showfeed.formats.transcripts.vtt import is_vtt, parse_vtt, read_vtt, survey_vtt
from showfeed.model import Cue, Transcript, TranscriptForm
from showfeed.problems import Level

__all__ = ["FORMS", "Form", "Reading", "Remark", "cues", "in_columns", "pins", "read"]


@dataclass(frozen=True)
class Form:
    """How one form is recognised (by ending and text), surveyed and read."""

    recognises: Callable[[str, str], bool]
    survey: Callable[[str, Collection[str]], Survey]
    parse: Callable[[str, Collection[str]], list[Cue]]
    columns: Callable[[str, Collection[str]], Columns] | None = None  # where there is a faster way
    pins: Callable[[str, Collection[str]], Pins] | None = None  # where not all cues have times


def json_form(shape: json_cues.Shape) -> Form:
    """Return how a form of JSON is read, whose members stand where *shape* tells."""
    return Form(
        lambda ending, text: json_cues.recognises(shape, text),
        partial(json_cues.survey, shape),
        partial(json_cues.parse, shape),
        pins=partial(json_cues.pins, shape),
    )


# The first that recognises a text reads it: content decides, the ending where content is silent.
FORMS: dict[TranscriptForm, Form] = {
    TranscriptForm.JSON: json_form(podcast_json.SHAPE),
    TranscriptForm.WHISPER_CPP: json_form(whisper_cpp_json.SHAPE),
    TranscriptForm.PODLOVE: json_form(podlove_json.SHAPE),
    TranscriptForm.DOTE: json_form(dote_json.SHAPE),
    TranscriptForm.WHISPER: json_form(whisper_json.SHAPE),
    TranscriptForm.HTML: Form(is_html, survey_page, parse_page, pins=page_pins),
    TranscriptForm.VTT: Form(
        lambda ending, text: is_vtt(text) or (ending == "vtt" and timed(text)),
        survey_vtt,
        parse_vtt,
        read_vtt,
    ),
    TranscriptForm.SRT: Form(lambda ending, text: timed(text), survey_srt, parse_srt, read_srt),
    TranscriptForm.MARKDOWN: Form(
        lambda ending, text: ending in ("md", "markdown"),
        survey_markdown,
        parse_markdown,
        pins=markdown_pins,
    ),
    TranscriptForm.TEXT: Form(lambda ending, text: True, survey_turns, parse_turns, pins=turn_pins),
}
CAPTIONS = (TranscriptForm.VTT, TranscriptForm.SRT)
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
    elif survey.end < 0 and form in CAPTIONS and not remarks:
        remarks += (no_cue(),)
    return Reading(
        form,
        text,
        survey.end >= 0,
        survey.end,
        survey.speakers,
        remarks,
        survey.longest,
        survey.language,
    )


def cues(transcript: Transcript) -> list[Cue]:
    """Return who says what, and when it is known."""
    found = FORMS[transcript.form].parse(transcript.text, transcript.speakers)
    return told(found, parse_times(transcript.measured)) if transcript.measured else found


def in_columns(transcript: Transcript) -> Columns:
    """Return the same as `cues`, as columns."""
    form = FORMS[transcript.form]
    if form.columns and not transcript.measured:
        return form.columns(transcript.text, transcript.speakers)
    return columns_of(cues(transcript))


def pins(transcript: Transcript) -> Pins:
    """Return the times that the author ties to turns: (the cue's number, milliseconds).

    An untimed text may have some: a measurement of its times has to go through them.
    """
    form = FORMS[transcript.form]
    if form.pins:
        return form.pins(transcript.text, transcript.speakers)
    return tuple((at, cue.start) for at, cue in enumerate(cues(transcript)))


def no_cue() -> Remark:
    hint = "write cues like `00:00:01.000 --> 00:00:02.500`, with the words below"
    return Remark(1, 1, "transcript", "there is no cue with times", hint, Level.ERROR)


def misfit(ending: str, text: str) -> tuple[Remark, ...]:
    """Tell a text that is named, or written, as a form that it is not, or that is not read."""
    if ending in TIMED_ENDINGS:
        return (no_cue(),)
    if json_cues.looks_json(text):
        return (unknown_json(text),)
    return ()


def unknown_json(text: str) -> Remark:
    """Tell JSON that is none of the forms; where it is broken, that it is."""
    for at, message, hint, lost in load(text).repairs:
        if lost:
            return Remark(*place(text, at), "transcript-json", message, hint, Level.ERROR)
    hint = 'write `{"segments": [{"startTime": 0, "endTime": 2.5, "body": "Hello."}]}`'
    message = "this JSON is no transcript that is known"
    return Remark(1, 1, "transcript", message, hint, Level.ERROR)
