"""`showfeed check` on a feed: a file, an address; what is shown, and exit codes."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from showfeed.cli import main

GOOD = Path(__file__).parents[1] / "shows/everything/expected/feed.xml"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_good_file_passes_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(GOOD)]) == 0
    said = capsys.readouterr().out
    assert "`Everything & more`: 3 episodes" in said
    assert (
        "its older episodes are at https://everything.example/show/feed/2.xml, and were not" in said
    )
    assert "error" not in said
    assert "warning" not in said


def test_an_address_is_fetched_and_its_mistakes_have_places(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feed.xml").write_text(
        "<rss version='2.0'>\n<channel><title>R&D</title></channel></rss>"
    )
    assert main(["check", f"{web}/feed.xml"]) == 1
    said = capsys.readouterr().out
    assert f"{web}/feed.xml:2:18: error: a bare `&` stands here [feed-ampersand]" in said
    assert "the show has no author" in said


def test_each_format_tells_all_and_text_counts_what_repeats(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feed.xml"
    items = "".join(f"\n<item><title>T{n}</title><guid>g{n}</guid></item>" for n in range(20))
    file.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert main(["check", str(file)]) == 1
    text = capsys.readouterr().out
    assert text.count("has no audio [") == 4
    assert "… and 17 times more: `…` has no audio [feed-item]" in text
    assert main(["check", str(file), "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert sum("has no audio" in problem["message"] for problem in problems) == 20
    assert f"{len([p for p in problems if p['level'] == 'error'])} errors" in text
    for form in ("github", "sarif"):
        assert main(["check", str(file), "--format", form]) == 1
        assert "feed-item" in capsys.readouterr().out


def test_what_can_not_be_had_is_told(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", f"{web}/none.xml"]) == 3
    assert main(["check", "http://127.0.0.1:1/feed.xml"]) == 3
    assert main(["check", str(tmp_path / "none.xml")]) == 2
    assert main(["check", str(GOOD), "003-rivers"]) == 2
    assert "not both" in capsys.readouterr().err
    (tmp_path / "page.html").write_text("<!doctype html><html><body>Sign in</body></html>")
    assert main(["check", f"{web}/page.html"]) == 1
    assert "this is a web page, not a feed" in capsys.readouterr().out


PAGE = (
    "<!doctype html><html><head><base href='/sub/'><title>Rivers</title>"
    "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed/'>"
    "<link rel='alternate' type='application/atom+xml' href='atom.xml'>"
    "<link rel='Alternate home' type='application/rss+xml; charset=utf-8' title='Rivers &amp; lakes'"
    " href='../feed.xml#top'>{more}</head><body>Hello</body></html>"
)


def feed_page(number: int, *links: str) -> str:
    items = "".join(
        f"<item><title>T{n}</title><guid>g{n}</guid></item>"
        for n in range(number * 2, number * 2 + 2)
    )
    atom = "".join(f"<atom:link {link}/>" for link in links)
    return (
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
        f"<title>Rivers</title>{atom}{items}</channel></rss>"
    )


def test_a_page_leads_to_the_feed_that_it_names(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(more=""))
    (tmp_path / "feed.xml").write_text(feed_page(0))
    assert main(["check", f"{web}/", "--format", "json"]) == 1
    told = capsys.readouterr()
    assert {p["path"] for p in json.loads(told.out)["problems"]} == {f"{web}/feed.xml"}
    assert told.err == f"{web}/ is a web page: its feed is taken, {web}/feed.xml (Rivers & lakes)\n"


def test_a_page_that_names_several_feeds_lists_them(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "<link rel=alternate type='application/rss+xml' href='https://b.example/2.xml'>"
    more += "<link rel=alternate type='application/rss+xml' href='/feed.xml'>"  # the first again
    more += "<link rel=alternate type='application/rss+xml' href='javascript:alert(1)'>"
    (tmp_path / "index.html").write_text(PAGE.format(more=more))
    assert main(["check", f"{web}/"]) == 2
    assert capsys.readouterr().err == (
        f"showfeed: `{web}/` is a web page that names several feeds:\n"
        f"      {web}/feed.xml (Rivers & lakes)\n      https://b.example/2.xml\n"
        "    write the address of the one that you mean\n"
    )


def test_a_page_that_names_a_page_is_told_once(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(more=""))
    (tmp_path / "feed.xml").write_text(PAGE.format(more=""))
    assert main(["check", f"{web}/"]) == 1
    assert "this is a web page, not a feed [feed-root]" in capsys.readouterr().out


def test_the_pages_of_a_feed_are_followed_and_their_heads_told_once(
    tmp_path: Path, web: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feed.xml").write_text(feed_page(0, f"rel='next' href='{web}/2.xml'"))
    (tmp_path / "2.xml").write_text(feed_page(1, "rel='next' href='3.xml'"))
    # The last leads back to the first.
    (tmp_path / "3.xml").write_text(feed_page(2, f"rel='next' href='{web}/feed.xml'"))
    assert main(["check", f"{web}/feed.xml", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    missing = [p["path"] for p in problems if "has no audio" in p["message"]]
    assert sorted(missing) == [f"{web}/{name}.xml" for name in ("2", "2", "3", "3", "feed", "feed")]
    assert sum(p["message"] == "the show has no author" for p in problems) == 1
    main(["check", f"{web}/feed.xml"])
    assert "`Rivers`: 6 episodes on 3 pages" in capsys.readouterr().out
