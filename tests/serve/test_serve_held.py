"""Our server under strain: many and slow clients, files that change, an end in peace."""

import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

import pytest
from servers import SAMPLE, Server, ask

MP3 = SAMPLE["media/001.mp3"]


def opened(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 30)


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    while piece := connection.recv(1 << 16):
        answer += piece
    return answer


def test_512_connections_are_held_and_each_is_answered(ours: Server) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 1200:
        pytest.skip("this machine allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    connections = [opened(ours) for _ in range(512)]
    try:
        for connection in connections:  # each begins its request and leaves it unfinished
            connection.sendall(b"GET /media/001.mp3 HTTP/1.1\r\nHost: x\r\nRange: bytes=7-11\r\n")
        assert ask(ours, "/feed.xml").status == 200
        for connection in connections:
            connection.sendall(b"Connection: close\r\n\r\n")
        answers = [read_all(connection) for connection in connections]
    finally:
        for connection in connections:
            connection.close()
    assert all(answer.startswith(b"HTTP/1.1 206") for answer in answers)
    assert all(answer.endswith(b"\r\n\r\n" + MP3[7:12]) for answer in answers)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_clients_that_do_not_read_cost_little_memory_and_nobody_else_waits(ours: Server) -> None:
    large = ours.folder / "media/large.mp3"
    large.write_bytes(b"\1" * (32 << 20))
    ask(ours, "/media/large.mp3", range="bytes=0-0")
    before = memory(ours.pid)
    slow = [opened(ours) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(b"GET /media/large.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1)
        started = time.monotonic()
        assert ask(ours, "/feed.xml").status == 200
        assert time.monotonic() - started < 5
        assert memory(ours.pid) - before < 64 << 20  # 40 files held would be 1.3 GB
    finally:
        for connection in slow:
            connection.close()
    assert len(ask(ours, "/media/large.mp3").body) == 32 << 20


def memory(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_a_client_that_goes_away_frees_what_it_held(ours: Server) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("open files are read from /proc")
    (ours.folder / "media/large.mp3").write_bytes(b"\1" * (32 << 20))
    for _ in range(20):
        with opened(ours) as connection:
            connection.sendall(b"GET /media/large.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.recv(100)
    for _ in range(100):
        names = [os.path.realpath(f) for f in Path(f"/proc/{ours.pid}/fd").iterdir()]
        if not any(name.endswith("large.mp3") for name in names):
            return
        time.sleep(0.05)
    raise AssertionError("files are still open for clients that have gone")


def test_a_file_that_changes_is_sent_anew_within_two_seconds(ours: Server) -> None:
    first = ask(ours, "/feed.xml", accept_encoding="gzip")
    (ours.folder / "feed.xml").write_bytes(b"<rss>new</rss>\n" * 40)
    time.sleep(1.2)
    second = ask(ours, "/feed.xml", accept_encoding="gzip", if_none_match=first.headers["etag"])
    import gzip

    # The variant on the disk is of the old feed: it is older than the file, so not sent.
    assert (second.status, gzip.decompress(second.body)) == (200, b"<rss>new</rss>\n" * 40)
    (ours.folder / "feed.xml").unlink()
    time.sleep(1.2)
    assert ask(ours, "/feed.xml").status == 404


def test_a_large_file_that_is_swapped_is_never_mixed(ours: Server) -> None:
    tag = ask(ours, "/media/001.mp3").headers["etag"]
    aside = ours.folder / "aside"
    aside.write_bytes(b"\2" * 300_000)
    aside.replace(ours.folder / "media/001.mp3")
    got = ask(ours, "/media/001.mp3", range="bytes=5-9", if_range=tag)
    assert (got.status, got.body[:2]) in ((200, b"\2\2"), (206, b"\2\2"))
    fresh = ask(ours, "/media/001.mp3")
    assert fresh.headers["etag"] != tag and fresh.body == b"\2" * 300_000


def test_a_link_out_of_the_folder_is_not_followed(ours: Server, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (ours.folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (ours.folder / "inside.txt").symlink_to(ours.folder / "episodes/001/notes.txt")
    assert ask(ours, "/link.txt").status == 404
    assert ask(ours, "/inside.txt").body == b"Notes\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_peace_and_lets_a_download_end(ours: Server, number: signal.Signals) -> None:
    large = b"\3" * (4 << 20)
    (ours.folder / "media/large.mp3").write_bytes(large)
    with opened(ours) as connection, opened(ours) as idle:
        connection.sendall(b"GET /media/large.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = connection.recv(1000)
        os.kill(ours.pid, number)
        answer += read_all(connection)
        assert answer.endswith(large)
        assert read_all(idle) == b""
    assert ours.process.wait(15) == 0


def test_the_redirects_of_the_folder_are_answered_before_its_files(ours: Server) -> None:
    old = ours.folder / "old" / "index.html"
    old.parent.mkdir()
    old.write_text("<!DOCTYPE html><title>Moved</title>", encoding="utf-8")
    assert ask(ours, "/old/").status == 200
    (ours.folder / "_redirects").write_text(
        "/old /episodes/001/ 301\n/old/ /episodes/001/ 301\n/%C3%A9t%C3%A9 https://b.example/ 302\n",
        encoding="utf-8",
    )
    time.sleep(1.1)  # for so long a file is not looked at again
    for path in ("/old", "/./old"):
        got = ask(ours, path)
        assert (got.status, got.headers["location"]) == (301, "/episodes/001/")
        assert got.headers["cache-control"] == "no-cache"  # a browser keeps it for ever else
    got = ask(ours, "/%c3%a9t%c3%a9", "HEAD")
    assert (got.status, got.headers["location"], got.body) == (302, "https://b.example/", b"")
    assert ask(ours, "/feed.xml").status == 200
    (ours.folder / "_redirects").write_bytes(b"\xff")
    assert ask(ours, "/old").status == 301 and ask(ours, "/old").headers["location"] == "/old/"
