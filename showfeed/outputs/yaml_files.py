"""A show → its folder: show.yaml, a file an episode, and its transcripts beside it.

The inverse of `sources.folder.load`. Pictures and audio that lie in the folder already are named,
not made.
"""

from collections.abc import Iterator

from showfeed.artifacts import Artifact
from showfeed.formats.yaml_writing import format_fields
from showfeed.model import Episode, Show
from showfeed.outputs.yaml_episode import episode_fields, transcript_names
from showfeed.outputs.yaml_show import show_fields

FOLDER = "episodes/"


def render(show: Show) -> Iterator[Artifact]:
    """Give the files that a person would have written for the show."""
    yield Artifact("show.yaml", format_fields(show_fields(show)).encode())
    for episode in show.episodes:
        yield from render_episode(show, episode)


def render_episode(show: Show, episode: Episode) -> Iterator[Artifact]:
    """Give an episode's file and its transcripts."""
    content = format_fields(episode_fields(show, episode))
    yield Artifact(f"{FOLDER}{episode.id}.yaml", content.encode())
    for name, transcript in zip(transcript_names(episode), episode.transcripts, strict=True):
        yield Artifact(FOLDER + name, transcript.text.encode())
