"""`showfeed serve`: build, then serve the output to a podcast app on this machine."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, Any

import typer

from showfeed.cli.options import HERE, Drafts, Offline, Root

TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".json": "application/json",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
}


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
    from showfeed.cli import report
    from showfeed.cli.build import build_show
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


class OutputHandler(SimpleHTTPRequestHandler):
    """Static files of the output with their right types; no listings, nothing hidden."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012
    server_version = "showfeed"
    protocol_version = "HTTP/1.1"

    def guess_type(self, path: Any) -> str:
        """Return a file's media type; JSON chapters have one of their own."""
        if Path(path).name == "chapters.json":
            return "application/json+chapters"
        return super().guess_type(path)

    def send_head(self) -> Any:
        """Open the file asked for, unless it is hidden."""
        path = self.translate_path(self.path)
        asked = Path(path).relative_to(self.directory).parts
        if any(part.startswith(".") for part in asked):
            self.send_error(404, "Not found")
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Refuse: what is not linked is not shown."""
        self.send_error(404, "Not found")

    def log_message(self, format: str, *words: Any) -> None:
        """Print one line a request."""
        typer.echo(f"  {format % words}", err=True)
