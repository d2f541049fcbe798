"""Show → transcripts, in every format that the source can honestly give."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import pairwise

from showfeed.artifacts import Artifact
from showfeed.formats import transcripts
from showfeed.formats.casting import anonymous, casting, folded
from showfeed.formats.transcripts.columns import Columns, columns, rows
from showfeed.formats.transcripts.cutting import captioned, unbroken
from showfeed.formats.transcripts.html import write_html
from showfeed.formats.transcripts.lines import behind
from showfeed.formats.transcripts.podcast_json import write_podcast_json
from showfeed.formats.transcripts.speakers import write_turns
from showfeed.formats.transcripts.srt import write_srt
from showfeed.formats.transcripts.turns import in_paragraphs, joined, turned
from showfeed.formats.transcripts.vtt import write_vtt
from showfeed.model import CaptionOptions, Episode, Person, Show, Transcript
from showfeed.outputs import addresses
from showfeed.outputs.notes_content import credited
from showfeed.outputs.program import program_digest

WRITERS: dict[str, Callable[[Columns], str]] = {
    "vtt": write_vtt,
    "srt": write_srt,
    "json": write_podcast_json,
    "html": write_html,
    "txt": write_turns,
}
MINUTE = 60_000  # how long one speaker goes on before a page tells the time again
DASH = "– "  # what tells that somebody else speaks, where nobody is named


def render(show: Show) -> Iterator[Artifact]:
    """Give every episode's transcripts. Where they are there already they are not written again."""
    for episode in show.episodes:
        yield from of_episode(show, episode)


def of_episode(show: Show, episode: Episode) -> Iterator[Artifact]:
    """Give one episode's transcripts."""
    files = addresses.transcript_files(show, episode)
    for transcript, formats in zip(episode.transcripts, files, strict=True):
        names = named(show, episode, transcript)
        digest = source_digest(transcript, names, show.captions)
        # All formats of a transcript come one after another: it is read once for them.
        read = lru_cache(maxsize=1)(partial(shapes_of, transcript, names, show.captions))
        for file in formats:
            yield Artifact(
                file.path,
                partial(write, file.extension, read),
                known_digest=f"{file.extension}:{digest}",
            )


def write(extension: str, read: Callable[[], Mapping[str, Columns]]) -> Iterator[bytes]:
    """Give a transcript in one format."""
    yield WRITERS[extension](read()[extension]).encode("utf-8")


def source_digest(
    transcript: Transcript, names: Mapping[str, str], limits: CaptionOptions | None = None
) -> str:
    """Return a digest of all that the files depend on; without *limits*, of what is heard."""
    reading = (transcript.form.value, transcript.timed, transcript.speakers)
    about = (program_digest(), *reading, sorted(names.items()), limits, text_digest(transcript))
    return hashlib.sha256(repr(about).encode("utf-8", "surrogatepass")).hexdigest()


# An episode's files and its page come one after another: all that is said is read once for both.
@lru_cache(maxsize=4)
def text_digest(transcript: Transcript) -> str:
    """Return the SHA-256 of a transcript's text, and of its measured times if it has some."""
    whole = hashlib.sha256(transcript.text.encode("utf-8"))
    whole.update(b"\0" + transcript.measured.encode("utf-8"))
    return whole.hexdigest()


@lru_cache(maxsize=4)
def columns_of(transcript: Transcript) -> Columns:
    """Return what is said, as the author wrote it."""
    return transcripts.in_columns(transcript)


def shapes_of(
    transcript: Transcript, names: Mapping[str, str], limits: CaptionOptions
) -> Mapping[str, Columns]:
    """Return what is said, by people's names, as each format wants it."""
    cues = spoken(columns_of(transcript), names)
    shapes = {
        extension: voiced(shape, names)
        for extension, shape in shaped(cues, transcript.timed, limits).items()
    }
    if "srt" in shapes:
        shapes["srt"] = labelled(shapes["srt"], limits)
    return shapes


def shaped(cues: Columns, timed: bool, limits: CaptionOptions) -> Mapping[str, Columns]:
    """Return the cues as each format wants them: captions, phrases, or whole turns."""
    if timed and -1 in cues.starts:
        return {**captions_of(without_doubt(cues), limits), "html": cues, "txt": cues}
    paragraphs = in_paragraphs(cues)
    turns = {"html": turned(paragraphs, MINUTE), "txt": turned(paragraphs)}
    return {**captions_of(cues, limits), **turns} if timed else turns


def without_doubt(cues: Columns) -> Columns:
    """Return the cues whose times were measured for sure: no caption comes at a guessed time."""
    return columns([cue for cue in rows(cues) if cue.start >= 0])


def captions_of(cues: Columns, limits: CaptionOptions) -> Mapping[str, Columns]:
    """Return timed cues as captions, and as JSON has them."""
    captions = captioned(cues, limits)
    return {"vtt": captions, "srt": captions, "json": unbroken(captions)}


def labelled(captions: Columns, limits: CaptionOptions) -> Columns:
    """Return captions whose lines leave room for the name that SRT sets before the words."""
    if limits.lines < 2 or not any(captions.speakers):
        return captions
    labels = {who: f"{who}: " if who else "" for who in set(captions.speakers)}
    before = [labels[who] for who in captions.speakers]
    return captions._replace(texts=behind(before, captions.texts, limits.columns))


def cast_of(show: Show, episode: Episode) -> dict[str, Person]:
    """Return folded label → person of the episode or the show."""
    known = (*show.registry.values(), *show.people, *episode.people)
    return casting(credited(show, episode), known)


def hides_anonymous(show: Show, episode: Episode) -> bool:
    """Tell whether labels such as `Speaker 1` stay out of the episode's transcripts."""
    kept = episode.anonymous_speakers
    return not (show.anonymous_speakers if kept is None else kept)


def named(show: Show, episode: Episode, transcript: Transcript) -> dict[str, str]:
    """Return label → name for every label that changes; "" where nobody is to be named."""
    told = {folded(label): name for label, name in episode.speakers}
    cast, hidden = cast_of(show, episode), hides_anonymous(show, episode)
    names = {}
    for label in transcript.speakers:
        name = folded(label)
        if name in told:
            names[label] = told[name]
        elif name in cast:
            names[label] = cast[name].name
        elif hidden and anonymous(label):
            names[label] = ""
    return {label: name for label, name in names.items() if label != name}


def spoken(cues: Columns, names: Mapping[str, str]) -> Columns:
    """Return the cues with people's names in the place of labels.

    Who is not to be named keeps the label until `voiced`, so that nobody's words are joined with
    another's; a dash tells that somebody else speaks.
    """
    if not names:
        return cues
    nobody = {label for label, name in names.items() if not name}
    speakers = [names.get(label) or label for label in cues.speakers]
    texts, words = list(cues.texts), list(cues.words)
    for at, (before, label) in enumerate(pairwise(cues.speakers), 1) if nobody else ():
        if label in nobody and label != before:
            texts[at] = DASH + texts[at]
            if words and words[at]:
                words[at] = (words[at][0], *words[at])
    return cues._replace(speakers=speakers, texts=texts, words=words)


def voiced(cues: Columns, names: Mapping[str, str]) -> Columns:
    """Return the cues without the labels that are not to be named."""
    nobody = {label for label, name in names.items() if not name}
    if not nobody:
        return cues
    return cues._replace(speakers=["" if who in nobody else who for who in cues.speakers])


def heard(show: Show, episode: Episode, transcript: Transcript) -> Columns:
    """Return what is said, by people's names, as the author cut it."""
    names = named(show, episode, transcript)
    return voiced(spoken(columns_of(transcript), names), names)


def in_words(show: Show, episode: Episode, transcript: Transcript) -> str:
    """Return a transcript as its text file says it."""
    names = named(show, episode, transcript)
    cues = spoken(columns_of(transcript), names)
    return write_turns(voiced(joined(cues), names))
