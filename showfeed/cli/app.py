"""The commands, one file each, in the order of the help."""

from typing import Annotated

import typer

from showfeed import __version__
from showfeed.cli import (
    align,
    build,
    check,
    comment,
    diff,
    import_,
    init,
    new,
    next,
    notes,
    notify,
    publish,
    redirects,
    schema,
    serve,
    shift,
    soundbite,
)
from showfeed.cli.explained import explained

app = typer.Typer(
    name="showfeed",
    epilog="Begin with `showfeed init my-show`; `showfeed build --help` explains a command.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"showfeed {__version__}")
        raise typer.Exit


@app.callback()
def showfeed(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A podcast is a folder: YAML in, a feed that every podcast app accepts out."""


for command in (
    init.init,
    new.new,
    check.check,
    build.build,
    diff.diff,
    publish.publish,
    redirects.redirects,
    notes.notes,
    align.align,
    soundbite.soundbite,
    serve.serve,
    comment.comment,
    schema.schema,
):
    app.command(help=explained(command))(command)
app.command("next", help=explained(next.next_))(next.next_)
app.command("notify", help=explained(notify.notify))(notify.notify)
app.command("import", help=explained(import_.import_))(import_.import_)
# A time such as -3 is no option.
app.command(help=explained(shift.shift), context_settings={"ignore_unknown_options": True})(
    shift.shift
)
