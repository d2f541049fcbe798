"""`showfeed import` over real HTTP: files fetched, audio resumed, hostile servers without harm."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from showfeed.cli import main

AUDIO = (Path(__file__).parent.parent.parent / "media" / "002-the-lens.mp3").read_bytes()
COVER = (Path(__file__).parent.parent.parent / "media" / "cover.png").read_bytes()
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>Hello.\n"
CHAPTERS = b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}, {"startTime": 5, "title": "B"}]}'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range", "")))  # type: ignore[attr-defined]
        self.server.answers.get(self.path, missing)(self)  # type: ignore[attr-defined]

    def log_message(self, *args: object) -> None:
        pass


def missing(handler: Handler) -> None:
    handler.send_response(404)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def sending(content: bytes, **headers: str) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def breaking_off(content: bytes, at: int) -> Callable[[Handler], None]:
    """A server that breaks off the first time, and goes on where it is asked to."""

    def answer(handler: Handler) -> None:
        asked = handler.headers.get("Range", "")
        if asked and handler.headers.get("If-Range") == '"one"':
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            handler.send_response(206)
            handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            piece = content[start:]
        else:
            handler.send_response(200)
            piece = content[:at]
        handler.send_header("ETag", '"one"')
        handler.send_header("Content-Length", str(len(piece) if asked else len(content)))
        handler.end_headers()
        handler.wfile.write(piece)
        handler.close_connection = True

    return answer


@pytest.fixture
def host() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answers, server.asked = {}, []  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def base(host: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{host.server_port}"


def feed(
    host: ThreadingHTTPServer, more: str = "", doctype: str = "", length: int = len(AUDIO)
) -> bytes:
    return f"""<?xml version="1.0"?>{doctype}
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Rivers</title>
<description>Water.</description><language>en</language><itunes:author>Ana</itunes:author>
<itunes:category text="Science"/><itunes:explicit>false</itunes:explicit>
<itunes:image href="{base(host)}/cover"/><link>https://rivers.example</link>
<item><title>One</title><guid isPermaLink="false">g1</guid><itunes:episode>1</itunes:episode>
<pubDate>Mon, 15 Apr 2024 06:00:00 +0200</pubDate>
<enclosure url="{base(host)}/one.mp3" length="{length}" type="audio/mpeg"/>
<podcast:transcript url="{base(host)}/t.srt" type="application/x-subrip"/>
<podcast:transcript url="{base(host)}/t.vtt" type="text/vtt"/>
<podcast:chapters url="{base(host)}/c.json" type="application/json+chapters"/>{more}</item>
</channel></rss>""".encode()


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture
def whole(host: ThreadingHTTPServer) -> ThreadingHTTPServer:
    host.answers = {  # type: ignore[attr-defined]
        "/feed.xml": sending(feed(host)),
        "/t.vtt": sending(VTT),
        "/c.json": sending(CHAPTERS),
        "/cover": sending(COVER),
        "/one.mp3": sending(AUDIO),
    }
    return host


def test_what_belongs_to_an_episode_lies_beside_it(
    whole: ThreadingHTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rivers"
    words = ["import", f"{base(whole)}/feed.xml", str(folder), "--url", "https://rivers.example"]
    assert main([*words, "--dry-run"]) == 0
    assert not folder.exists()
    assert main(words) == 0
    made = files(folder)
    assert sorted(made) == [
        ".showfeed-import",
        "cover.png",
        "episodes/001-one.chapters.json",
        "episodes/001-one.vtt",
        "episodes/001-one.yaml",
        "show.yaml",
        "showfeed.lock",
    ]
    assert made["episodes/001-one.vtt"] == VTT
    assert made["episodes/001-one.chapters.json"] == CHAPTERS
    assert b"transcript: 001-one.vtt\n" in made["episodes/001-one.yaml"]
    assert main(["build", "--root", str(folder), "--offline", "--locked"]) == 0
    asked = len(whole.asked)  # type: ignore[attr-defined]
    assert main(words) == 0
    assert whole.asked[asked:] == [("/feed.xml", "")]  # type: ignore[attr-defined]
    again = {
        path: content for path, content in files(folder).items() if not path.startswith("public/")
    }
    assert again == made
    assert "nothing was changed" in capsys.readouterr().out


def test_an_existing_show_is_not_touched_unasked(
    whole: ThreadingHTTPServer, tmp_path: Path
) -> None:
    (tmp_path / "show.yaml").write_text("title: Mine\n", "utf-8")
    words = ["import", f"{base(whole)}/feed.xml", str(tmp_path)]
    assert main(words) == 2
    assert files(tmp_path) == {"show.yaml": b"title: Mine\n"}
    assert main([*words, "--yes"]) == 0
    assert (tmp_path / "show.yaml").read_text("utf-8").startswith("title: Mine\n")
    assert (tmp_path / "episodes" / "001-one.yaml").is_file()


def test_audio_goes_on_where_it_broke_off(whole: ThreadingHTTPServer, tmp_path: Path) -> None:
    whole.answers["/one.mp3"] = breaking_off(AUDIO, 20_000)  # type: ignore[attr-defined]
    folder = tmp_path / "rivers"
    words = [
        "import",
        f"{base(whole)}/feed.xml",
        str(folder),
        "--url",
        "https://rivers.example",
        "--audio",
        "--yes",
    ]
    assert main(words) == 0
    assert (folder / "media" / "001-one.mp3.part").stat().st_size == 20_000
    assert b"audio: http://" in (folder / "episodes" / "001-one.yaml").read_bytes()
    assert main(words) == 0
    assert (folder / "media" / "001-one.mp3").read_bytes() == AUDIO
    assert not list((folder / "media").glob("*.part*"))
    assert b"audio: media/001-one.mp3\n" in (folder / "episodes" / "001-one.yaml").read_bytes()
    assert ("/one.mp3", "bytes=20000-") in whole.asked  # type: ignore[attr-defined]
    made = files(folder)
    assert main(words) == 0
    assert main([word for word in words if word != "--audio"]) == 0
    assert files(folder) == made


def test_a_web_page_is_no_audio_and_no_transcript(
    whole: ThreadingHTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = b"<!DOCTYPE html><html><body><p>Sign in first</p></body></html>"
    for path in ("/one.mp3", "/t.vtt", "/c.json", "/cover"):
        whole.answers[path] = sending(page)  # type: ignore[attr-defined]
    folder = tmp_path / "rivers"
    words = [
        "import",
        f"{base(whole)}/feed.xml",
        str(folder),
        "--url",
        "https://rivers.example",
        "--audio",
    ]
    assert main(words) == 0
    told = capsys.readouterr()
    assert "not taken" in told.out
    assert "is no audio" in told.err
    assert sorted(files(folder)) == [
        ".showfeed-import",
        "episodes/001-one.yaml",
        "show.yaml",
        "showfeed.lock",
    ]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/evil.dtd">',
    ],
)
def test_entities_bring_nothing_in(
    doctype: str, whole: ThreadingHTTPServer, tmp_path: Path
) -> None:
    whole.answers["/feed.xml"] = sending(feed(whole, "<description>&x;</description>", doctype))  # type: ignore[attr-defined]
    folder = tmp_path / "rivers"
    main(["import", f"{base(whole)}/feed.xml", str(folder), "--url", "https://rivers.example"])
    made = b"".join(files(folder).values()) if folder.exists() else b""
    assert b"root:" not in made
    assert b"haha" not in made


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "mailto:ana@x.example", "/rivers"])
def test_a_file_that_names_no_address_of_its_own_comes_in(link: str, tmp_path: Path) -> None:
    saved = tmp_path / "old.xml"
    saved.write_text(
        f"<rss version='2.0'><channel><title>Rivers</title><link>{link}</link>"
        "<description>&lt;p&gt;&lt;a href='/about'&gt;Us&lt;/a&gt;&lt;/p&gt;</description>"
        "</channel></rss>"
    )
    assert main(["import", str(saved), str(tmp_path / "rivers")]) == 0
    assert "description: |\n  Us\n" in (tmp_path / "rivers" / "show.yaml").read_text()


def test_links_that_run_code_are_left_out(whole: ThreadingHTTPServer, tmp_path: Path) -> None:
    more = (
        "<link>javascript:alert(1)</link><description><![CDATA[<p>Hi <a href='javascript:alert(1)'>x</a>"
        "<img src=x onerror=alert(1)></p><script>alert(1)</script>]]></description>"
    )
    whole.answers["/feed.xml"] = sending(feed(whole, more))  # type: ignore[attr-defined]
    folder = tmp_path / "rivers"
    assert (
        main(["import", f"{base(whole)}/feed.xml", str(folder), "--url", "https://rivers.example"])
        == 0
    )
    text = (folder / "episodes" / "001-one.yaml").read_bytes()
    assert b"javascript" not in text
    assert b"alert" not in text


def looping(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "/loop")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b"<rss>" * 20_000)
    except OSError:
        pass


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (looping, "in a circle"),
        (endless, "longer than"),
        (sending(gzip.compress(b" " * 40_000_000), Content_Encoding="gzip"), "longer than"),
        (sending(b"<html><body>Hello</body></html>"), "no feed"),
        (missing, "404"),
    ],
    ids=["redirects", "endless", "gzip-bomb", "page", "missing"],
)
def test_a_server_that_misbehaves_is_told_and_leaves_no_file(
    answer: Callable[[Handler], None],
    words: str,
    host: ThreadingHTTPServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    host.answers["/loop"] = answer  # type: ignore[attr-defined]
    folder = tmp_path / "rivers"
    assert main(["import", f"{base(host)}/loop", str(folder)]) in (1, 3)
    assert words in capsys.readouterr().err
    assert not folder.exists()
