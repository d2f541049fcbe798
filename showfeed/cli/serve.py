"""`showfeed serve`: build, then serve the output to a podcast app on this machine."""

from typing import Annotated

import typer

from showfeed.cli.options import HERE, Drafts, Offline, Root


def serve(
    root: Root = HERE,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.")] = 8000,
    drafts: Drafts = False,
    offline: Offline = False,
) -> None:
    """Build, then serve public/ on this machine until Ctrl-C.

    Example: showfeed serve --drafts --port 8080
    """
    from functools import partial
    from http.server import ThreadingHTTPServer

    from showfeed.cli import report
    from showfeed.cli.build import build_show
    from showfeed.cli.static_server import OutputHandler
    from showfeed.problems import OutsideError

    result = build_show(
        root, shown=True, locked=False, at="", drafts=drafts, accept=False, offline=offline
    )
    report.tell(report.from_values(result["problems"]))
    if not result["sound"]:
        raise typer.Exit(1)
    handler = partial(OutputHandler, directory=result["out"])
    try:
        server = ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        raise OutsideError(
            f"can't listen on {host}:{port}: {error.strerror}\n    choose another with --port"
        ) from error
    with server:
        path = result["feed_path"]
        print(f"http://{host}:{server.server_port}/{path}  (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("ended")
