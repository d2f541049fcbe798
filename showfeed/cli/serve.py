"""`showfeed serve`: build, then serve the output to a podcast app on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from showfeed.cli.options import HERE, Drafts, Offline, Root


def serve(
    root: Root = HERE,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.")] = 8000,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="DIR", help="Serve DIR as it is; nothing is built."),
    ] = None,
    drafts: Drafts = False,
    offline: Offline = False,
) -> None:
    """Build, then serve public/ on this machine until Ctrl-C.

    Example: showfeed serve --drafts --port 8080
    """
    from showfeed.cli import serve_folder

    if folder is not None:
        serve_folder.serve_folder(folder, host, port)
        return
    from showfeed.cli import report
    from showfeed.cli.build import build_show

    result = build_show(
        root, shown=True, locked=False, at="", drafts=drafts, accept=False, offline=offline,
        compress=False,
    )  # fmt: skip
    report.tell(report.from_values(result["problems"]))
    if not result["sound"]:
        raise typer.Exit(1)
    serve_folder.serve_folder(Path(result["out"]), host, port, result["feed_path"])
