"""Clients that never end what they ask hold a connection for a while only, and little memory."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from showfeed.serve.app import Application
from showfeed.serve.running import Running, listen
from showfeed.serve.site import Site

REST = 1  # seconds; `showfeed serve` gives 30


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Run a server that is less patient than ours over a page and a large file."""
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>Here</title>", encoding="utf-8")
    (tmp_path / "large.mp3").write_bytes(bytes(8 << 20))
    listening = listen("127.0.0.1", 0)
    running = Running(Application(Site(str(tmp_path))), on_stop=lambda: None, rest=REST)
    thread = threading.Thread(target=running.run, args=([listening],))
    with listening:
        thread.start()
        yield listening.getsockname()[1]
        running.stop()
        thread.join(20)
    assert not thread.is_alive()


def opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), 20)


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    while piece := connection.recv(1 << 16):
        answer += piece
    return answer


@pytest.mark.parametrize("begun", [b"", b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_request_that_is_never_finished_ends_after_a_while(port: int, begun: bytes) -> None:
    with opened(port) as connection:
        started = time.monotonic()
        connection.sendall(begun)
        assert read_all(connection) == b""
        assert time.monotonic() - started > REST * 0.8


def test_a_drop_now_and_then_gives_no_more_time(port: int) -> None:
    with opened(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200")
        connection.settimeout(0.2)
        for _ in range(50):
            try:
                connection.sendall(b"\r\n")
                if connection.recv(1 << 16) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
        raise AssertionError("line ends alone kept the connection open")


def test_a_request_that_comes_in_pieces_is_answered(port: int) -> None:
    with opened(port) as connection:
        for piece in (b"GET / HT", b"TP/1.1\r\nHo", b"st: x\r\nConnection: cl", b"ose\r\n\r\n"):
            connection.sendall(piece)
            time.sleep(0.05)
        assert read_all(connection).startswith(b"HTTP/1.1 200")


def test_a_head_without_end_is_refused_before_it_fills_the_memory(port: int) -> None:
    with opened(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ")
        sent = 0
        try:
            while sent < 32 << 20:
                sent += connection.send(bytes(b"a" * 65_536))
        except OSError:
            pass
        assert sent < 32 << 20
    with opened(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 70_000)
        assert read_all(connection).startswith(b"HTTP/1.1 431")


def test_who_reads_slowly_has_all_the_time_for_it(port: int) -> None:
    with opened(port) as connection:
        connection.sendall(b"GET /large.mp3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(REST * 2.5)
        assert len(read_all(connection).partition(b"\r\n\r\n")[2]) == 8 << 20
