"""Feeds in pages, and servers that never end: over real HTTP, and always in bounded time."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.fetched_feeds import Limits, fetch_feed
from showfeed.problems import OutsideError

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        answers = self.server.answers  # type: ignore[attr-defined]
        answers.get(self.path, answers[""])(self)

    def log_message(self, *args: object) -> None:
        pass


class Host:
    """A server whose answers a test sets, by path; "" is for every other."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.answers: dict[str, Answer] = {"": sending(b"", 404)}
        self.asked: list[str] = []
        server.answers, server.asked = self.answers, self.asked  # type: ignore[attr-defined]


@pytest.fixture
def host() -> Iterator[Host]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield Host(server)
    server.shutdown()
    server.server_close()


def sending(content: bytes, status: int = 200) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def dripping(handler: Handler) -> None:
    """Send a byte now and then, for as long as somebody listens."""
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(2000):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def page(number: int, link: str, of: int = 2) -> bytes:
    items = "".join(
        f"<item><title>T{n}</title><guid isPermaLink='false'>g{n}</guid>"
        f"<pubDate>Mon, {28 - n:02} Jan 2024 06:00:00 GMT</pubDate>"
        f"<enclosure url='https://a.example/{n}.mp3' length='1000' type='audio/mpeg'/></item>"
        for n in range(number * of, number * of + of)
    )
    return (
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' "
        "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
        "<title>Rivers</title><link>https://rivers.example</link><description>W</description>"
        f"<language>en</language><itunes:author>Ana</itunes:author>{link}{items}</channel></rss>"
    ).encode()


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
def test_an_import_takes_all_pages_of_a_feed(host: Host, rel: str, tmp_path: Path) -> None:
    def link(name: str) -> str:
        return f"<atom:link rel='{rel}' href='{name}'/>"

    host.answers["/feed.xml"] = sending(page(0, link(f"{host.url}/feed.xml?page=2")))
    host.answers["/feed.xml?page=2"] = sending(page(1, link("feed.xml?page=3")))
    host.answers["/feed.xml?page=3"] = sending(page(2, ""))
    assert (
        main(["import", f"{host.url}/feed.xml", str(tmp_path / "s"), "--url", "https://n.example"])
        == 0
    )
    assert len(list((tmp_path / "s" / "episodes").glob("*.yaml"))) == 6
    assert host.asked == ["/feed.xml", "/feed.xml?page=2", "/feed.xml?page=3"]
    lock = (tmp_path / "s" / "showfeed.lock").read_text(encoding="utf-8")
    assert all(f'"guid": "g{n}"' in lock for n in range(6))


def test_an_import_of_a_page_takes_the_feed_that_it_names(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = b"<html><link rel=alternate type=application/rss+xml href=/f.xml></html>"
    host.answers |= {"/": sending(html), "/f.xml": sending(page(0, ""))}
    assert main(["import", f"{host.url}/", str(tmp_path / "s"), "--url", "https://n.example"]) == 0
    assert f"is a web page: its feed is taken, {host.url}/f.xml" in capsys.readouterr().err
    assert len(list((tmp_path / "s" / "episodes").glob("*.yaml"))) == 2


@pytest.mark.parametrize("leads", ["feed.xml", "2.xml", "2.xml#again"])
def test_pages_in_a_circle_are_read_once(host: Host, leads: str) -> None:
    host.answers["/feed.xml"] = sending(page(0, "<atom:link rel='next' href='2.xml'/>"))
    host.answers["/2.xml"] = sending(page(1, f"<atom:link rel='next' href='{leads}'/>"))
    fetched = fetch_feed(f"{host.url}/feed.xml")
    assert len(fetched.pages) == 2 and not fetched.left
    assert host.asked == ["/feed.xml", "/2.xml"]


def counting(handler: Handler) -> None:
    """Always one page more."""
    number = int(handler.path.rpartition("=")[2]) if "=" in handler.path else 0
    sending(page(0, f"<atom:link rel='next' href='?page={number + 1}'/>"))(handler)


@pytest.mark.parametrize("limits", [Limits(pages=5), Limits(bytes=5 * 1100), Limits(time=0.5)])
def test_pages_without_end_are_left_and_that_is_told(host: Host, limits: Limits) -> None:
    host.answers[""] = counting
    started = time.monotonic()
    fetched = fetch_feed(f"{host.url}/feed.xml", limits=limits)
    assert fetched.left == f"{host.url}/feed.xml?page={len(fetched.pages)}"
    assert time.monotonic() - started < 20
    assert len(fetched.whole.show.episodes if fetched.whole.show else ()) == 2


def test_an_import_does_not_take_a_part_for_the_whole(
    host: Host,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    host.answers["/feed.xml"] = sending(page(0, "<atom:link rel='next' href='2.xml'/>"))
    assert main(["import", f"{host.url}/feed.xml", str(tmp_path / "s")]) == 3
    assert f"nothing is at `{host.url}/2.xml`" in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("where", ["feed.xml", "2.xml", "page"])
def test_a_server_that_drips_is_left_in_time(host: Host, where: str) -> None:
    html = b"<html><link rel=alternate type=application/rss+xml href=/feed.xml></html>"
    host.answers |= {
        "/page": sending(html),
        "/feed.xml": sending(page(0, "<atom:link rel='next' href='2.xml'/>")),
        "/2.xml": sending(page(1, "")),
        f"/{where}": dripping,
    }
    started = time.monotonic()
    with pytest.raises(OutsideError, match=f"{where}` comes too slowly"):
        fetch_feed(f"{host.url}/page", limits=Limits(patience=0.5))
    assert time.monotonic() - started < 20


def test_a_feed_over_25_megabytes_is_left(host: Host) -> None:
    host.answers["/feed.xml"] = sending(b"<rss>" + b" " * 25_000_000)
    with pytest.raises(OutsideError, match="longer than 25,000,000 bytes"):
        fetch_feed(f"{host.url}/feed.xml")


@pytest.mark.parametrize(
    "said",
    [
        "<title>Rivers &amp;#{};</title>",
        "<description>&lt;p&gt;One &amp;#{};&lt;/p&gt;</description>",
        "<description>&lt;ol start='{}'&gt;&lt;li&gt;One&lt;/li&gt;&lt;/ol&gt;</description>",
        "<enclosure url='https://x.example/1.mp3' length='{}' type='audio/mpeg'/>",
    ],
)
@pytest.mark.parametrize("command", ["check", "import", "diff"])
def test_a_number_of_thousands_of_digits_stops_nothing(
    command: str, said: str, tmp_path: Path
) -> None:
    feed = tmp_path / "old.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>Rivers</title><link>https://x.example</link>"
        f"<item><guid>1</guid>{said.format('9' * 5000)}</item></channel></rss>"
    )
    show = tmp_path / "show"
    if command == "diff":
        assert main(["init", str(show)]) == 0
        assert main(["diff", "--root", str(show), "--against", str(feed)]) == 1
    else:
        words = [str(feed)] if command == "check" else [str(feed), str(show)]
        assert main([command, *words]) == (1 if command == "check" else 0)
