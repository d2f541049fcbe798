"""Show → JSON chapters, one file an episode that has any."""

from collections.abc import Iterator

from showfeed.artifacts import Artifact
from showfeed.formats.chapters_json import format_chapters_json
from showfeed.model import Show
from showfeed.outputs import addresses


def render(show: Show) -> Iterator[Artifact]:
    """Write every episode's chapters."""
    for episode in show.episodes:
        if episode.chapters:
            text = format_chapters_json(
                episode.chapters,
                title=episode.title,
                show=show.title,
                picture=lambda picture: addresses.picture_url(show, picture),
            )
            yield Artifact(addresses.chapters_path(episode), text.encode("utf-8"))
