"""An episode → the fields of its file, in the order of the manual, only what is there."""

import re

from showfeed.formats.chapters_text import format_chapter_line, parse_chapter_line
from showfeed.formats.durations import format_duration
from showfeed.formats.old_paths import format_place
from showfeed.formats.yaml_writing import Text, Value
from showfeed.model import (
    AlternateEnclosure,
    Chapter,
    Episode,
    EpisodeKind,
    LiveStream,
    Show,
    Soundbite,
    Transcript,
    TranscriptForm,
)
from showfeed.outputs.yaml_values import (
    Fields,
    chat,
    finds,
    funding,
    given,
    image,
    license_,
    location,
    one_or_many,
    payment,
    person,
    social,
    txt,
    worded,
)
from showfeed.problems import Malformed

EXTENSIONS = {
    TranscriptForm.VTT: "vtt",
    TranscriptForm.SRT: "srt",
    TranscriptForm.HTML: "html",
    TranscriptForm.MARKDOWN: "md",
    TranscriptForm.TEXT: "txt",
}
SPEAKS = re.compile(r".*\.[a-z]{2}(-[A-Z]{2})?")  # a name that says its language


def episode_fields(show: Show, episode: Episode) -> Fields:
    """Return what stands in an episode's file."""
    return {
        "title": episode.title,
        **given(
            date=episode.date,
            audio=episode.audio.href if episode.audio else "",
            duration=None
            if episode.typed_duration is None
            else format_duration(episode.typed_duration, episode.typed_to_minutes),
            chapters=_chapters(episode),
            transcript=_transcripts(episode),
            number=episode.number,
            number_display=episode.number_display,
            season=episode.season,
            kind="" if episode.kind is EpisodeKind.FULL else episode.kind.value,
        ),
        **_people(show, episode),
        **given(
            speakers=_speakers(show, episode),
            anonymous_speakers=_said(episode.anonymous_speakers),
            explicit=_said(episode.explicit),
            image=episode.image.href if episode.image else "",
            images=one_or_many([image(tag) for tag in episode.images]),
            subtitle=episode.subtitle,
            summary=episode.summary,
            author=episode.author,
            tags=episode.tags,
            draft=episode.draft,
            recorded=episode.recorded,
            guid=episode.guid,
            guid_is_permalink=episode.guid_is_permalink,
            link=episode.link,
            slug=episode.slug,
            moved_from=one_or_many([format_place(r.path, show.url) for r in episode.moved_from]),
            soundbites=tuple(_soundbite(bite) for bite in episode.soundbites),
            alternates=tuple(_alternate(other) for other in episode.alternates),
            live=_live(episode.live) if episode.live else None,
            links=tuple(given(href=link.href, text=link.text) for link in episode.links),
            block=episode.block,
            embed=_said(episode.embed),
            location=one_or_many([location(place) for place in episode.locations]),
            license=license_(episode.license) if episode.license else None,
            funding=one_or_many([funding(gift) for gift in episode.funding]),
            value=payment(episode.value) if episode.value else None,
            social=one_or_many([social(post) for post in episode.social]),
            chat=chat(episode.chat) if episode.chat else None,
            txt=one_or_many([txt(note) for note in episode.txt]),
            description=Text(episode.description) if episode.description else "",
        ),
    }


def _said(flag: bool | None) -> Value:
    return "" if flag is None else worded(flag)


def _chapters(episode: Episode) -> Value:
    if episode.chapters_in_audio:
        return "audio"
    if episode.chapters_in_description:
        return "description"
    return [_chapter(chapter) for chapter in episode.chapters]


def _chapter(chapter: Chapter) -> Value:
    """Write a chapter: a line, where a line says it all."""
    more = given(
        end=chapter.end,
        url=chapter.url,
        image=chapter.image.href if chapter.image else "",
        location=location(chapter.location) if chapter.location else None,
    )
    if not more and chapter.listed:
        line = format_chapter_line(chapter)
        try:
            read = parse_chapter_line(line)
        except Malformed:
            read = None
        if read is not None and (read.start, read.title) == (chapter.start, chapter.title):
            return line
    toc = {} if chapter.listed else {"toc": "no"}
    return {**given(start=chapter.start, title=chapter.title), **toc, **more}


def transcript_names(episode: Episode) -> list[str]:
    """Return what the files of an episode's transcripts are called, each beside the episode's."""
    names: list[str] = []
    for transcript in episode.transcripts:
        stem = f"{episode.id}.{transcript.language}" if transcript.language else episode.id
        if not transcript.language and SPEAKS.fullmatch(stem):
            stem += "-transcript"
        ending = EXTENSIONS.get(transcript.form, "json")
        number, name = 1, f"{stem}.{ending}"
        while name in names:
            number += 1
            name = f"{stem}-{number}.{ending}"
        names.append(name)
    return names


def _transcripts(episode: Episode) -> Value:
    """Write which files hold the transcripts: one, by language, or a list."""
    named = list(zip(transcript_names(episode), episode.transcripts, strict=True))
    languages = [transcript.language for _, transcript in named]
    if len(named) > 1 and all(languages) and len(set(languages)) == len(named):
        return {transcript.language: name for name, transcript in named}
    return one_or_many([_listed(name, transcript) for name, transcript in named])


def _listed(name: str, transcript: Transcript) -> Value:
    if transcript.language and not SPEAKS.fullmatch(name.rpartition(".")[0]):
        return {"file": name, "language": transcript.language}
    return name


def _people(show: Show, episode: Episode) -> Fields:
    """Write who is heard: hosts and guests by name, or everybody with their role."""
    hosts = [who for who in episode.people if (who.role, who.group) == ("Host", "Cast")]
    guests = [who for who in episode.people if (who.role, who.group) == ("Guest", "Cast")]
    known = show.registry
    if (*hosts, *guests) == episode.people:
        return given(
            hosts=one_or_many([_alone(person(who, known, "Host")) for who in hosts]),
            guests=one_or_many([_alone(person(who, known, "Guest")) for who in guests]),
        )
    return given(people=tuple(person(who, known) for who in episode.people))


def _alone(written: Value) -> Value:
    """Leave the role out where the field's name says it."""
    return re.sub(r" \((?:Host|Guest)\)$", "", written) if isinstance(written, str) else written


def _speakers(show: Show, episode: Episode) -> Value:
    nobody = "" if finds("no", show.registry) else "no"
    return {label: who or nobody for label, who in episode.speakers} or ""


def _soundbite(bite: Soundbite) -> Value:
    return {
        "start": worded(bite.start),
        "duration": worded(bite.duration),
        **given(title=bite.title),
    }


def _alternate(other: AlternateEnclosure) -> Value:
    sources = [
        given(uri=source.uri, content_type=source.content_type)
        if source.content_type
        else source.uri
        for source in other.sources
    ]
    proof = other.integrity
    return given(
        type=other.type,
        sources=one_or_many(sources),
        integrity=given(type=proof.type, value=proof.value) if proof else None,
        length=other.length,
        bitrate=other.bitrate,
        height=other.height,
        lang=other.lang,
        title=other.title,
        rel=other.rel,
        codecs=other.codecs,
        default=other.default,
    )


def _live(live: LiveStream) -> Value:
    return given(
        status=live.status.value,
        start=live.start,
        end=live.end,
        links=tuple(given(href=link.href, text=link.text) for link in live.links),
    )
