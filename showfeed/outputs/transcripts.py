"""Show → transcripts, in every format that the source can honestly give."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from showfeed.artifacts import Artifact
from showfeed.formats import transcripts
from showfeed.formats.transcripts.html import format_html
from showfeed.formats.transcripts.podcast_json import format_podcast_json
from showfeed.formats.transcripts.speakers import format_speakers
from showfeed.formats.transcripts.srt import format_srt
from showfeed.formats.transcripts.vtt import format_vtt
from showfeed.model import Cue, Episode, Show
from showfeed.outputs import addresses

WRITERS: dict[str, Callable[[Sequence[Cue]], str]] = {
    "vtt": format_vtt,
    "srt": format_srt,
    "json": format_podcast_json,
    "html": format_html,
    "txt": format_speakers,
}


def render(show: Show) -> Iterator[Artifact]:
    """Write every episode's transcripts; each is read once for all of its formats."""
    for episode in show.episodes:
        files = addresses.transcript_files(show, episode)
        for transcript, formats in zip(episode.transcripts, files, strict=True):
            cues = named(transcripts.cues(transcript), people(show, episode))
            for file in formats:
                yield Artifact(file.path, WRITERS[file.extension](cues).encode("utf-8"))


def people(show: Show, episode: Episode) -> Mapping[str, str]:
    """Return label → name of the people that the show or the episode knows."""
    return {
        label.casefold(): person.name
        for person in (*show.registry.values(), *show.people, *episode.people)
        for label in (person.key, person.name, *person.aliases)
        if label
    }


def named(cues: list[Cue], names: Mapping[str, str]) -> list[Cue]:
    """Return the cues with people's names in the place of labels."""
    found = {cue.speaker: names.get(cue.speaker.casefold(), cue.speaker) for cue in cues}
    if all(label == name for label, name in found.items()):
        return cues
    return [cue._replace(speaker=found[cue.speaker]) for cue in cues]
