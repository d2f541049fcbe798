"""Show → transcripts, in every format that the source can honestly give."""

from collections.abc import Iterator, Mapping

from showfeed.artifacts import Artifact
from showfeed.formats import transcripts
from showfeed.formats.transcripts import clock, html, plain, podcast_json, srt, vtt
from showfeed.model import Cue, Episode, Show
from showfeed.outputs import addresses


def render(show: Show) -> Iterator[Artifact]:
    """Write every episode's transcripts; each is read once for all of its formats."""
    for episode in show.episodes:
        files = addresses.transcript_files(show, episode)
        names = _names(show, episode)
        for transcript, formats in zip(episode.transcripts, files, strict=True):
            cues = _named(transcripts.cues(transcript), names)
            texts = timed(cues) if transcript.timed else untimed(cues)
            for file in formats:
                yield Artifact(file.path, texts[file.extension].encode("utf-8"))


def timed(cues: list[Cue]) -> dict[str, str]:
    """Return all formats of cues whose times were measured."""
    clocks = clock.clocks(cues)
    return {
        "vtt": vtt.format_vtt(cues, clocks),
        "srt": srt.format_srt(cues, clocks),
        "json": podcast_json.format_podcast_json(cues),
        "html": html.format_html(cues),
        "txt": plain.format_turns(cues),
    }


def untimed(cues: list[Cue]) -> dict[str, str]:
    """Return the formats that need no times: none are made up."""
    return {"html": html.format_html(cues), "txt": plain.format_plain(cues)}


def _names(show: Show, episode: Episode) -> Mapping[str, str]:
    """Return label → name of the people that the show or the episode knows."""
    names = {}
    for person in (*show.registry.values(), *show.people, *episode.people):
        for label in (person.key, person.name, *person.aliases):
            if label:
                names[label.casefold()] = person.name
    return names


def _named(cues: list[Cue], names: Mapping[str, str]) -> list[Cue]:
    """Return the cues with the people's own names in the place of labels."""
    labels = {cue.speaker for cue in cues}
    others = {s: names[s.casefold()] for s in labels if names.get(s.casefold(), s) != s}
    if not others:
        return cues
    return [c._replace(speaker=others[c.speaker]) if c.speaker in others else c for c in cues]
