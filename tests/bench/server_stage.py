"""Load on `showfeed serve` and on nginx in turn: requests/s, p99 and the server's own CPU time.

Needs wrk and nginx (Debian: wrk, nginx-light). The CPU time a request is what a busy machine
disturbs least; requests/s is of a server, a client and whatever else shares the processors.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "serve"))

from servers import NGINX, Server, ask, run  # noqa: E402

from showfeed.outputs.variants import brotli, gzip  # noqa: E402

SECONDS, CLIENTS = 3, 32
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
ITEM = "<item><title>Episode %d</title><description>%s</description></item>\n"


def write_folder(folder: Path) -> None:
    """Write what is asked for: a feed of 1,000 items, chapters, 40 MB of audio."""
    (folder / "episodes/1").mkdir(parents=True)
    (folder / "media").mkdir()
    chance = random.Random(1)
    words = [f"{chance.getrandbits(24):x}" for _ in range(5000)]
    items = (ITEM % (n, " ".join(chance.choices(words, k=80))) for n in range(1000))
    feed = f"<rss><channel>\n{''.join(items)}</channel></rss>\n".encode()
    (folder / "feed.xml").write_bytes(feed)
    (folder / "feed.xml.gz").write_bytes(gzip(feed))
    (folder / "feed.xml.br").write_bytes(brotli(feed))
    (folder / "episodes/1/chapters.json").write_bytes(b'{"chapters": []}'.ljust(1000))
    (folder / "media/1.mp3").write_bytes(os.urandom(1 << 20) * 40)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and its children so far."""
    spent = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if stat.parent.name == str(pid) or fields[1] == str(pid):
            spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def load(server: Server, path: str, headers: list[str]) -> tuple[float, float, float]:
    """Return requests/s, p99 in ms, and the server's CPU time a request in µs."""
    words = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency"]
    for header in headers:
        words += ["-H", header]
    before = cpu_seconds(server.pid)
    done = subprocess.run(
        [*words, f"http://127.0.0.1:{server.port}{path}"],
        check=True, capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    spent = cpu_seconds(server.pid) - before
    assert "Non-2xx" not in done and "Socket errors" not in done, done
    requests = int(re.search(r"(\d+) requests in", done)[1])  # type: ignore[index]
    slowest, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done).groups()  # type: ignore[union-attr]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done)[1])  # type: ignore[index]
    return rate, float(slowest) * UNITS[unit], spent / requests * 1e6


def main() -> None:
    """Print a line for each kind of request."""
    if not shutil.which("wrk") or NGINX is None:
        print("server: wrk or nginx is not here (Debian: wrk, nginx-light), so it was not loaded")
        return
    figures: dict[str, dict[str, tuple[float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)
        folder = Path(scratch, "public")
        write_folder(folder)
        for name in ("serve", "nginx"):
            place = Path(scratch, name)
            place.mkdir()
            with contextmanager(run)(name, folder, place) as server:
                tag = ask(server, "/feed.xml", accept_encoding="gzip").headers["etag"]
                packed = "Accept-Encoding: gzip"
                size = (folder / "feed.xml.gz").stat().st_size
                for what, path, headers in (
                    (f"feed, {size // 1000} kB packed", "/feed.xml", [packed]),
                    ("feed not new (304)", "/feed.xml", [packed, f"If-None-Match: {tag}"]),
                    ("chapters, 1 kB", "/episodes/1/chapters.json", []),
                    ("audio, 64 KiB by range", "/media/1.mp3", ["Range: bytes=9000000-9065535"]),
                ):
                    figures.setdefault(what, {})[name] = load(server, path, headers)
    for what, by_server in figures.items():
        said = (
            f"{name} {rate:,.0f}/s, p99 {slowest:.1f} ms, CPU {cpu:.0f} µs"
            for name, (rate, slowest, cpu) in by_server.items()
        )
        print(f"{what}: {'; '.join(said)}")


if __name__ == "__main__":
    main()
