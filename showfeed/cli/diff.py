"""`showfeed diff`: what subscribers will see."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, At, Root
from showfeed.problems import Level, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from showfeed.compare import Heard

FORMATS = ("text", "markdown", "json")


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
    root: Root = HERE,
    at: At = "",
) -> None:
    """Tell what subscribers will see once this folder is published.

    Exit code 1 if it would hurt them: another guid, an episode gone, a feed that moves away.

    Example: showfeed diff --against main --format markdown
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format `{form}`\n    write text, markdown or json")
    from showfeed.cli import heard, pipeline
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
    before = _published(place, root, moment)
    now = heard.of_show(show)
    changes = compare(before, now) if before else Changes()
    if form == "json":
        print(telling.as_json(changes, place, published=before is not None))
    elif before is None:
        many = len(now.show.episodes)
        news = f"nothing is published yet: {'the only' if many == 1 else f'all {many}'} episode"
        print(f"{news}{'s are' if many != 1 else ' is'} new")
    elif form == "markdown":
        print(telling.as_markdown(changes, place), end="")
    else:
        print(telling.as_text(changes))
    if changes.hurting:
        raise typer.Exit(1)


def _published(place: str, root: Path, moment: "datetime") -> "Heard | None":
    """Return what *place* holds; None where nothing was published there yet."""
    from showfeed.cli import heard
    from showfeed.sources.fetch import NotThere

    if place.startswith(("https://", "http://")):
        try:
            return heard.at_url(place)
        except NotThere:
            return None
    if Path(place).is_file():
        return heard.in_file(Path(place))
    return heard.at_revision(root, place, moment)
