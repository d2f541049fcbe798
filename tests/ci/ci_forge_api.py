"""The comments of GitHub's, Forgejo's and GitLab's merge requests over real HTTP, for tests.

It lets in only the tokens that it was given, with their permissions, and gives pages of comments.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 2  # comments a page: pages are turned in every test


@dataclass
class ForgeApi:
    """What the forge knows."""

    address: str = ""
    tokens: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)  # comments that are somebody else's
    broken: int = 0  # a status to answer instead

    @property
    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]


@contextmanager
def forge_api() -> Iterator[ForgeApi]:
    """Run it on loopback."""
    api = ForgeApi()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

        def do_GET(self) -> None:
            page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
            there = api.comments[(page - 1) * PAGE : page * PAGE]
            more = page * PAGE < len(api.comments)
            at = f"{api.address}{urlsplit(self.path).path}?per_page=100&page={page + 1}"
            self.answer(200, there, {"Link": f'<{at}>; rel="next"'} if more else {})

        def do_POST(self) -> None:
            comment = {"id": len(api.comments) + 1, "body": self.sent()["body"]}
            if self.answer(201, comment):
                api.comments.append(comment)

        def do_PATCH(self) -> None:
            number = int(self.path.rpartition("/")[2])
            body = self.sent()["body"]
            if number in api.locked:
                self.answer(403, {}, refused=True)
            elif self.answer(200, api.comments[number - 1]):
                api.comments[number - 1]["body"] = body

        do_PUT = do_PATCH

        def sent(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def answer(
            self,
            status: int,
            value: object,
            headers: Mapping[str, str] | None = None,
            refused: bool = False,
        ) -> bool:
            api.asked.append(f"{self.command} {self.path}")
            token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization", "")
            permissions = api.tokens.get(token.removeprefix("token "))
            needed = ("read", "write") if self.command == "GET" else ("write",)
            if permissions is None:
                status = 401
            elif permissions.get("pull-requests") not in needed:
                status = 403
            status = api.broken or status
            self.send_response(status)
            for name, text in (headers or {}).items():
                self.send_header(name, text)
            content = json.dumps(value).encode()
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            return status < 300

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
