"""Show → transcripts, in every format that the source can honestly give."""

from collections.abc import Callable, Iterator, Mapping

from showfeed.artifacts import Artifact
from showfeed.formats import transcripts
from showfeed.formats.transcripts.columns import Columns
from showfeed.formats.transcripts.html import write_html
from showfeed.formats.transcripts.podcast_json import write_podcast_json
from showfeed.formats.transcripts.speakers import write_speakers
from showfeed.formats.transcripts.srt import write_srt
from showfeed.formats.transcripts.vtt import write_vtt
from showfeed.model import Episode, Show
from showfeed.outputs import addresses

WRITERS: dict[str, Callable[[Columns], str]] = {
    "vtt": write_vtt,
    "srt": write_srt,
    "json": write_podcast_json,
    "html": write_html,
    "txt": write_speakers,
}


def render(show: Show) -> Iterator[Artifact]:
    """Write every episode's transcripts; each is read once for all of its formats."""
    for episode in show.episodes:
        files = addresses.transcript_files(show, episode)
        for transcript, formats in zip(episode.transcripts, files, strict=True):
            cues = named(transcripts.in_columns(transcript), people(show, episode))
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


def named(cues: Columns, names: Mapping[str, str]) -> Columns:
    """Return the cues with people's names in the place of labels."""
    found = {label: names.get(label.casefold(), label) for label in set(cues.speakers)}
    if all(label == name for label, name in found.items()):
        return cues
    return cues._replace(speakers=[found[label] for label in cues.speakers])
