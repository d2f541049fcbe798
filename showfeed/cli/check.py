"""`showfeed check`: every mistake with its place and mend."""

import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, At, Root
from showfeed.problems import Level, Problem, UsageError

if TYPE_CHECKING:
    from showfeed.cli.pipeline import Reading


def check(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID|FEED]...", help="Episodes; or feeds, by URL or .xml file."),
    ] = None,
    root: Root = HERE,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, json, github, gitlab or sarif.")
    ] = "text",
    explain: Annotated[
        str, typer.Option("--explain", metavar="RULE", help="Explain a rule and stop.")
    ] = "",
    at: At = "",
    live: Annotated[
        bool, typer.Option("--live", help="Look at the published show instead, as listeners do.")
    ] = False,
) -> None:
    """Tell every mistake of all files, with its place and what to write instead.

    Asks no server (but for a feed by its URL) and writes nothing. With --live every address of the
    published feed is asked, audio only for its first bytes. Exit code 1 if there are errors, 3 if
    the site can't be reached.

    Example: showfeed check 003-rivers --format github
    """
    if form not in report.FORMATS:
        raise UsageError(
            f"there is no format `{form}`\n    write text, json, github, gitlab or sarif"
        )
    if explain:
        from showfeed.cli.explain import explanation

        print(explanation(explain))
        return
    from showfeed.cli import check_feed

    if ids and any(map(check_feed.is_feed, ids)):
        if live:
            raise UsageError("--live asks about the show of a folder: leave the feed out")
        if check_feed.check_feeds(ids, form, report.colourful(sys.stdout)):
            raise typer.Exit(1)
        return
    if live:
        from showfeed.cli.live import live_problems

        problems = live_problems(root, at, ids or [])
    else:
        from showfeed.cli import pipeline

        reading = pipeline.read(root, pipeline.moment_of(at))
        problems = _of(reading, ids) if ids else reading.problems
    if form == "text":
        _print(problems, live)
    else:
        print(report.FORMATS[form](problems))
    if any(problem.level == Level.ERROR for problem in problems):
        raise typer.Exit(1)


def _print(problems: Sequence[Problem], live: bool) -> None:
    """Tell a person; what one server does wrong at every file is told a few times and counted."""
    colour = report.colourful(sys.stdout)
    if not live:
        print(report.text(problems, colour))
        return
    from showfeed.cli.live import folded

    kept, more = folded(problems)
    *lines, _ = report.text(kept, colour).split("\n")
    print("\n".join([*lines, *more, report.counts(problems)]))


def _of(reading: "Reading", ids: list[str]) -> tuple[Problem, ...]:
    """Return the problems in the files of these episodes."""
    known = {path.stem for path in reading.inputs if path.suffix in (".yaml", ".yml")} - {"show"}
    known |= {episode.id for episode in (reading.show.episodes if reading.show else ())}
    for wanted in ids:
        if wanted not in known:
            raise unknown_episode(wanted, known)
    return tuple(
        problem
        for problem in reading.problems
        if any(PurePath(problem.place.path).name.startswith(f"{wanted}.") for wanted in ids)
    )


def unknown_episode(wanted: str, known: set[str]) -> UsageError:
    """Say that there is no such episode, and which may be meant."""
    from showfeed.formats.names import nearest

    near = nearest(wanted, sorted(known))
    hint = f"did you mean `{near}`?" if near else "an episode's id is its file's name without .yaml"
    return UsageError(f"there is no episode `{wanted}`\n    {hint}")
