"""A podcast's site on loopback that serves as it should, but for what a test twists."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from showfeed.cli import main
from showfeed.formats import web_files

SHOW = """\
title: Rivers and lakes
url: {url}
description: About water.
language: en
author: Anna Ex
categories: Science
{more}"""
EPISODE = """\
title: {id}
date: 15/04/2024 06:{number:02d}
audio: media/{id}.mp3
description: Where they come from.
chapters: [0:00 One, 0:01 Two, 0:02 Three]
transcript: {id}.vtt
"""
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Anna>Hello.\n"
MP3 = (b"\xff\xfb\x90\xc4" + bytes(413)) * 400
PAGE = b"<!doctype html><title>Sign in to drive</title>"


@dataclass
class Asking:
    """One request; a twist answers it with `send` and returns True, or lets it pass."""

    method: str
    path: str
    headers: Message
    send: Callable[..., None]
    body: bytes = b""


Twist = Callable[[Asking], bool | None]


@dataclass
class Site:
    """Where the site is, what it does otherwise than it should, and what it was asked."""

    root: Path
    show: Path = Path()  # where the show lies that is published here, if not in *root*
    url: str = ""
    twists: dict[str, Twist] = field(default_factory=dict)  # by the end of the path
    asked: list[Asking] = field(default_factory=list)
    sent: int = 0
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, *ids: str, more: str = "", url: str = "") -> Path:
        """Write the show, build it, and return its folder."""
        (self.root / "episodes").mkdir(exist_ok=True)
        (self.root / "media").mkdir(exist_ok=True)
        words = SHOW.format(url=url or self.url, more=more)
        (self.root / "show.yaml").write_text(words, encoding="utf-8")
        for number, id in enumerate(ids, 1):
            words = EPISODE.format(id=id, number=number)
            (self.root / f"episodes/{id}.yaml").write_text(words, encoding="utf-8")
            (self.root / f"episodes/{id}.vtt").write_text(VTT, encoding="utf-8")
            (self.root / f"media/{id}.mp3").write_bytes(MP3)
        assert main(["build", "--root", str(self.root), "--quiet", "--offline"]) == 0
        return self.root


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self.answer()

        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.answer()

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            asking = Asking(self.command, self.path, self.headers, self.send, body)
            with site.lock:
                site.asked.append(asking)
                site.now += 1
                site.most = max(site.most, site.now)
            try:
                twist = next((t for end, t in site.twists.items() if self.path.endswith(end)), None)
                if twist is None or not twist(asking):
                    self.file()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with site.lock:
                    site.now -= 1

        def file(self) -> None:
            path = self.path.lstrip("/")
            file = site.root / "public" / (path + "index.html" if path[-1:] in ("", "/") else path)
            if not file.is_file():
                self.send(b"nothing", 404, Content_Type="text/plain")
                return
            body, status = file.read_bytes(), 200
            headers = {
                "Content_Type": web_files.content_type(file.name),
                "ETag": f'"{hash(body)}"',
                "Access_Control_Allow_Origin": "*",
            }
            if self.headers.get("If-None-Match") == headers["ETag"]:
                body, status = b"", 304
            elif part := self.headers.get("Range", "").removeprefix("bytes="):
                first, _, last = part.partition("-")
                whole, status = len(body), 206
                body = body[int(first) : int(last) + 1]
                headers["Content_Range"] = f"bytes {first}-{int(first) + len(body) - 1}/{whole}"
            self.send(body, status, **headers)

        def send(self, body: bytes, status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content_Length": str(len(body)), **headers}.items():
                if value:
                    self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            if self.command != "HEAD":
                for start in range(0, len(body), 16_384):
                    self.wfile.write(body[start : start + 16_384])
                    site.sent += 16_384

        def log_message(self, *words: object) -> None:
            pass

    return Handler


class Quiet(ThreadingHTTPServer):
    """A server that does not print what clients do to it."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def served(root: Path, certificate: Path | None = None) -> Iterator[Site]:
    """Serve a site until the end of the block; with a certificate by https."""
    root.mkdir(parents=True, exist_ok=True)
    site = Site(root)
    server = Quiet(("127.0.0.1", 0), handler_of(site))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    scheme = "https" if certificate else "http"
    site.url = f"{scheme}://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
