"""`showfeed soundbite`: a passage that could stand for the episode, as lines of YAML."""

import json
from typing import Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, Json, Root
from showfeed.problems import ShowfeedError


def soundbite(
    episode: Annotated[str, typer.Argument(metavar="ID", help="The file's name, without .yaml.")],
    as_json: Json = False,
    root: Root = HERE,
) -> None:
    """Suggest a soundbite from an episode's transcript, as lines for its file; writes nothing.

    Example: showfeed soundbite 003-rivers
    """
    import sys

    from showfeed.cli import pipeline
    from showfeed.cli.check import unknown_episode
    from showfeed.formats.timecode import format_seconds, format_timecode
    from showfeed.formats.transcripts.columns import rows
    from showfeed.formats.transcripts.soundbites import suggested
    from showfeed.outputs.transcripts import heard

    reading = pipeline.read(root, pipeline.moment_of(""))
    episodes = {e.id: e for e in (reading.show.episodes if reading.show else ())}
    if reading.show is None or (episode not in episodes and not reading.sound):
        report.tell(reading.problems)
        raise typer.Exit(1)
    if episode not in episodes:
        raise unknown_episode(episode, set(episodes))
    found = episodes[episode]
    transcript = next((t for t in found.transcripts if t.timed), None)
    if transcript is None:
        raise ShowfeedError(
            f"no transcript of `{episode}` has times, so that nobody knows where a passage lies\n"
            "    name one with times under `transcript`: WebVTT, SRT or JSON"
        )
    best = suggested(rows(heard(reading.show, found, transcript)))
    if best is None:
        raise ShowfeedError(
            f"the transcript of `{episode}` has no passage for a soundbite: 15 to 120 seconds of "
            "whole sentences by one speaker\n    write one of your own under `soundbites`"
        )
    bite = best.soundbite
    if as_json:
        value = {
            "start": bite.start.total_seconds(),
            "duration": bite.duration.total_seconds(),
            "title": bite.title,
            "speaker": best.speaker,
            "text": best.text,
        }
        print(json.dumps(value, ensure_ascii=False))
        return
    who = f"{best.speaker}: " if best.speaker else ""
    print(f"{who}{best.text}\n", file=sys.stderr)
    start, title = format_timecode(bite.start), json.dumps(bite.title, ensure_ascii=False)
    print(
        f"soundbites:\n"
        f'  - {{start: "{start}", duration: {format_seconds(bite.duration)}, title: {title}}}'
    )
