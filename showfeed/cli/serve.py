"""`showfeed serve`: the show as you write it, in the browser and on a phone."""

from pathlib import Path
from typing import Annotated

import typer

from showfeed.cli.options import HERE, Offline, Root
from showfeed.problems import UsageError

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"


def serve(
    root: Root = HERE,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.")] = 8000,
    public: Annotated[
        bool, typer.Option("--public", help="Let phones and others on your network in.")
    ] = False,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="DIR", help="Serve DIR as it is: no build, no watch."),
    ] = None,
    offline: Offline = False,
) -> None:
    """Build the show, watch its files, build again and reload the page until Ctrl-C.

    Drafts and planned episodes are there, marked. Addresses in the feed are this server's, so that
    a phone plays it. Neither public/ nor showfeed.lock is touched.

    Example: showfeed serve --public --open
    """
    if public and host != LOOPBACK:
        raise UsageError("--public and --host both say where to listen\n    write one of the two")
    where = EVERYWHERE if public else host
    if folder is not None:
        from showfeed.cli.serve_folder import serve_folder

        serve_folder(folder, where, port)
        return
    from showfeed.cli.serve_build import Preview
    from showfeed.cli.serve_live import Live
    from showfeed.cli.serve_places import reach
    from showfeed.sources.folder import show_file

    show_file(root)
    reached = reach(where, port)
    Live(Preview(root, reached.address, network=not offline), reached, open_page).run()
