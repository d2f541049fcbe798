"""Servers over one folder, on loopback: ours, and nginx and Caddy as docs/serving.md sets them up."""

import os
import shutil
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from showfeed.outputs.variants import brotli, gzip

DOC = Path(__file__).parents[2] / "docs/serving.md"
CADDY = shutil.which("caddy")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SAMPLE = {
    "feed.xml": b"<rss>" + b"<item>An episode</item>\n" * 400 + b"</rss>\n",
    "feed/2.xml": b"<rss/>\n",
    "sitemap.xml": b"<urlset/>\n",
    "index.html": b"<!DOCTYPE html><title>The show</title>\n",
    "404.html": b"<!DOCTYPE html><title>Not here</title>\n",
    "style.css": b"body { color: black }\n" * 50,
    "cover.0123456789.jpg": bytes(range(256)) * 10,
    "cover.0123456789.640.jpg": b"JPEG" * 99,
    "episodes/001/index.html": b"<!DOCTYPE html><title>One</title>\n" + b"<p>words</p>\n" * 99,
    "episodes/001/chapters.json": b'{"version": "1.2.0", "chapters": []}\n' + b" " * 400,
    "episodes/001/transcript.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
    "episodes/001/transcript.srt": b"1\n00:00:00,000 --> 00:00:01,000\nHello\n",
    "episodes/001/transcript.json": b"{}\n",
    "episodes/001/notes.txt": b"Notes\n",
    "media/001.mp3": os.urandom(300_000),
    "media/empty.mp3": b"",
    "media/\u00e9t\u00e9 1.mp3": b"ID3",
    ".hidden": b"secret\n",
    ".showfeed/manifest.json": b"{}\n",
}
TEXT = (".xml", ".html", ".css", ".json", ".vtt", ".srt", ".txt")


@dataclass(frozen=True)
class Server:
    """A server that runs: its name, port, process, and the folder that it serves."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def pid(self) -> int:
        return self.process.pid


@dataclass(frozen=True)
class Got:
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Got:
    """Ask as a client without any cleverness would; `if_range` is the header If-Range."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        names: dict[str, str] = {}
        for name, value in response.getheaders():
            names[name.lower()] = ", ".join(filter(None, (names.get(name.lower()), value)))
        return Got(response.status, names, response.read())
    finally:
        connection.close()


def write_sample(folder: Path) -> None:
    """Write the files as a build with `--compress` leaves them."""
    for name, content in SAMPLE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in TEXT and len(content) >= 256:
            Path(f"{path}.gz").write_bytes(gzip(content))
            Path(f"{path}.br").write_bytes(brotli(content))
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until something listens."""
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(f"the server ended at once with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not listen within 30 s")


def snippet(language: str, **changes: str) -> str:
    """Return a snippet of docs/serving.md, with what is the reader's own put in its place."""
    text = DOC.read_text(encoding="utf-8").split(f"```{language}\n")[1].split("```")[0]
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    return text


def caddy_config(folder: Path, port: int) -> str:
    """Return a whole configuration around the snippet of docs/serving.md."""
    changes = {
        "podcast.example.com": f"http://127.0.0.1:{port}",
        "/var/www/podcast/public": str(folder),
    }
    options = "{\n    admin off\n    auto_https off\n}\n"
    return options + snippet("caddy", **changes)


def nginx_config(folder: Path, scratch: Path, port: int) -> str:
    """Return a whole configuration around the snippet of docs/serving.md."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "root /var/www/podcast/public;": f"root {folder};",
    }
    if BROTLI.exists():
        changes["# brotli_static"] = "brotli_static"
    return (
        textwrap.dedent(
            f"""\
        {f"load_module {BROTLI};" if BROTLI.exists() else ""}
        daemon off;
        worker_processes 1;
        pid {scratch}/nginx.pid;
        error_log stderr crit;
        {"user root;" if os.getuid() == 0 else ""}
        events {{ worker_connections 1200; }}
        http {{
            access_log off;
            client_body_temp_path {scratch}/body;
            proxy_temp_path {scratch}/proxy;
            fastcgi_temp_path {scratch}/fastcgi;
            uwsgi_temp_path {scratch}/uwsgi;
            scgi_temp_path {scratch}/scgi;
        """
        )
        + snippet("nginx", **changes)
        + "}\n"
    )


def needed(program: str | None, package: str) -> str:
    """Return the path of a server; skip where it is absent, but not in CI, which must have it."""
    if program is None and os.environ.get("CI"):
        pytest.fail(f"CI must have {package}")
    if program is None:
        pytest.skip(f"{package} is not here (a package of Debian's)")
    return program


def run(name: str, folder: Path, scratch: Path) -> Iterator[Server]:
    """Run one of the servers over *folder* while a test asks it."""
    port = free_port()
    words = [sys.executable, "-m", "showfeed", "serve", "--folder", str(folder)]
    words += ["--port", str(port)]
    if name == "nginx":
        config = scratch / "nginx.conf"
        config.write_text(nginx_config(folder, scratch, port), encoding="utf-8")
        words = [needed(NGINX, "nginx-light"), "-c", str(config), "-p", str(scratch)]
    elif name == "caddy":
        config = scratch / "Caddyfile"
        config.write_text(caddy_config(folder, port), encoding="utf-8")
        words = [needed(CADDY, "caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]
    home = {**os.environ, "HOME": str(scratch), "XDG_DATA_HOME": str(scratch)}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=home)
    try:
        wait_for(port, process)
        yield Server(name, port, process, folder)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
