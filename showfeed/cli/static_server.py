"""The output over HTTP, for a podcast app on this machine; only `serve` imports it."""

import sys
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

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
        print(f"  {format % words}", file=sys.stderr)
