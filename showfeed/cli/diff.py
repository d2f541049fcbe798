"""`showfeed diff`: what subscribers will see."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, At, Root
from showfeed.problems import Level, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from showfeed.cli.heard_files import Read
    from showfeed.compare import Heard

FORMATS = ("text", "markdown", "json")
FILES = ("newest", "all", "none")


def diff(
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="URL|FILE|REVISION",
            help="A feed, or a revision of git; else what is published.",
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, markdown or json.")
    ] = "text",
    files: Annotated[
        str,
        typer.Option(
            "--files",
            metavar="WHICH",
            help="Transcripts and chapters that are compared too: newest, all or none.",
        ),
    ] = "newest",
    root: Root = HERE,
    at: At = "",
) -> None:
    """Tell what subscribers will see once this folder is published.

    Exit code 1 if it would hurt them: another guid, an episode gone, a feed that moves away.

    Example: showfeed diff --against main --format markdown
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format `{form}`\n    write text, markdown or json")
    if files not in FILES:
        raise UsageError(f"there is no `--files {files}`\n    write newest, all or none")
    from showfeed.cli import heard, heard_files, pipeline
    from showfeed.compare import Changes, compare, telling
    from showfeed.outputs import addresses

    moment = pipeline.moment_of(at)
    # Guids that changed and episodes that are gone are what a diff is for: it tells them.
    reading = pipeline.read(root, moment, accept=True)
    if reading.show is None or not reading.sound:
        report.tell([p for p in reading.problems if p.level is Level.ERROR])
        raise typer.Exit(1)
    show = reading.show.as_of(moment)
    place = against or addresses.feed_url(show)
    before, read = _published(place, root, moment)
    now = heard.of_show(show)
    notes: tuple[str, ...] = ()
    if before and files != "none":
        most = heard_files.NEWEST if files == "newest" and on_the_web(place) else None
        before, now, notes = heard_files.with_files(
            before, now, read, heard_files.in_show(show), most
        )
    changes = compare(before, now) if before else Changes()
    if form == "json":
        print(telling.as_json(changes, place, published=before is not None, notes=notes))
    elif before is None:
        many = len(now.show.episodes)
        news = f"nothing is published yet: {'the only' if many == 1 else f'all {many}'} episode"
        print(f"{news}{'s are' if many != 1 else ' is'} new")
    elif form == "markdown":
        print(telling.as_markdown(changes, place, notes), end="")
    else:
        print("\n".join([telling.as_text(changes), *map(telling.printable, notes)]))
    if changes.hurting:
        raise typer.Exit(1)


def on_the_web(place: str) -> bool:
    """Tell whether a place is asked over HTTP."""
    return place.startswith(("https://", "http://"))


def _published(place: str, root: Path, moment: "datetime") -> "tuple[Heard | None, Read]":
    """Return what *place* holds (None: nothing was published there yet), and how to read more."""
    from showfeed.cli import heard, heard_files
    from showfeed.sources.fetch import NotThere

    if on_the_web(place):
        try:
            return heard.at_url(place), heard_files.fetched()
        except NotThere:
            return None, heard_files.fetched()
    if Path(place).is_file():
        found = heard.in_file(Path(place))
        return found, heard_files.beside(Path(place), found.address)
    show = heard.at_revision(root, place, moment)
    return heard.of_show(show), heard_files.in_show(show)
