"""`showfeed notes`: one episode's show notes on standard output."""

from typing import Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, Root


def notes(
    episode: Annotated[str, typer.Argument(metavar="ID", help="The file's name, without .yaml.")],
    root: Root = HERE,
) -> None:
    """Print one episode's show notes as plain text.

    Example: showfeed notes 003-rivers > notes.txt
    """
    from showfeed.cli import pipeline
    from showfeed.cli.check import unknown_episode
    from showfeed.outputs.notes import notes_text

    reading = pipeline.read(root, pipeline.moment_of(""))
    episodes = {e.id: e for e in (reading.show.episodes if reading.show else ())}
    if reading.show is None or (episode not in episodes and not reading.sound):
        report.tell(reading.problems)
        raise typer.Exit(1)
    if episode not in episodes:
        raise unknown_episode(episode, set(episodes))
    print(notes_text(reading.show, episodes[episode]), end="")
