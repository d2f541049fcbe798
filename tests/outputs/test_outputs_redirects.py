"""Pages that stood elsewhere: the file for hosts, a page for the others, settings for servers."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from showfeed import checks, outputs
from showfeed.formats.redirect_files import format_caddy, format_nginx, parse_redirects
from showfeed.model import Audio, Episode, MediaFacts, Redirect, Show
from showfeed.outputs import redirects
from showfeed.sources import folder

SHOWS = Path(__file__).parents[1] / "shows"
ONE = Episode(
    "001-one",
    'Where "rivers" begin & end',
    datetime(2024, 4, 15, tzinfo=UTC),
    Audio("https://media.example/1.mp3", facts=MediaFacts(1, "audio/mpeg")),
    moved_from=(Redirect("2024/04/où ça"), Redirect("old/1.html"), Redirect("1.php")),
)
SHOW = Show("Rivers", "https://rivers.example", "Water.", "fr", "Ana", episodes=(ONE,))
PAGE = "https://rivers.example/episodes/001-one/"


def files(show: Show) -> dict[str, bytes]:
    return {made.path: b"".join(made.pieces()) for made in outputs.build(show)}


def led(show: Show) -> Mapping[str, tuple[str, int]]:
    return parse_redirects(files(show)["_redirects"].decode())


def test_a_show_whose_pages_never_moved_has_no_file_for_it() -> None:
    made = files(replace(SHOW, episodes=(replace(ONE, moved_from=()),)))
    assert "_redirects" not in made
    assert not [path for path in made if "2024" in path]


def test_every_old_path_leads_to_the_page_with_and_without_a_slash() -> None:
    to = ("/episodes/001-one/", 301)
    assert led(SHOW) == {
        "/2024/04/où ça": to,
        "/2024/04/où ça/": to,
        "/old/1.html": to,
        "/1.php": to,
    }


def test_below_another_site_addresses_are_whole() -> None:
    show = replace(SHOW, url="https://rivers.example/pod")
    assert led(show)["/old/1.html"] == ("https://rivers.example/pod/episodes/001-one/", 301)


def test_a_page_at_the_old_path_leads_on_in_the_show_s_language() -> None:
    made = files(SHOW)
    assert {path for path in made if path.startswith(("2024", "old", "1."))} == {
        "2024/04/où ça/index.html",
        "old/1.html",  # but none at 1.php, which a host of files would hand out for download
    }
    for path in ("2024/04/où ça/index.html", "old/1.html"):
        page = html.fromstring(made[path].decode())
        assert page.get("lang") == "fr"
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={PAGE}"]
        assert page.xpath("//link[@rel='canonical']/@href") == [PAGE]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//h1/text()") == ["Cette page a déménagé"]
        assert [a.text for a in page.xpath(f"//a[@href='{PAGE}']")] == [ONE.title]
        style = page.xpath("//link[@rel='stylesheet']/@href")[0].partition("?")[0]
        assert (Path("/", path).parent / style).resolve() == Path("/style.css")
    assert "2024/04" not in made["sitemap.xml"].decode()
    assert b"old" not in made["search/index.json"]


def test_the_page_goes_where_the_author_s_own_page_is() -> None:
    show = replace(SHOW, episodes=(replace(ONE, link="https://ana.example/1"),))
    assert led(show)["/old/1.html"] == ("https://ana.example/1", 301)


def test_redirects_are_followed_to_their_end_and_circles_left_out() -> None:
    found = [Redirect("a", "b"), Redirect("b", "archive"), Redirect("c", "d"), Redirect("d", "c")]
    found += [Redirect("e", "https://other.example/?x#y"), Redirect("f", ""), Redirect("g", "a")]
    moves = redirects.moves(replace(SHOW, redirects=tuple(found), episodes=()))
    assert {move.path: move.url for move in moves} == {
        "a": "https://rivers.example/archive/",
        "b": "https://rivers.example/archive/",
        "e": "https://other.example/?x#y",
        "f": "https://rivers.example/",
        "g": "https://rivers.example/archive/",
    }


def test_what_the_build_makes_is_never_hidden() -> None:
    taken = ("feed.xml", "episodes/001-one", "episodes/001-one/notes.txt", "archive", "style.css")
    show = replace(
        SHOW, redirects=tuple(Redirect(path, "topics") for path in taken), episodes=(ONE,)
    )
    assert not {move.path for move in redirects.moves(show)} & set(taken)
    assert sum(p.rule == "redirect-taken" for p in checks.check(show)) == len(taken)


def test_a_page_that_differs_by_case_alone_is_not_written_over_another() -> None:
    # On the disks of Macs and Windows both would be one file.
    show = replace(SHOW, redirects=(Redirect("Archive", "archive"), Redirect("OLD/1.HTML", "")))
    moves = {move.path: move.page for move in redirects.moves(show)}
    assert moves["Archive"] is False
    assert sorted((moves["OLD/1.HTML"], moves["old/1.html"])) == [False, True]


@pytest.mark.parametrize("name", ["everything", "minimal"])
def test_it_is_known_what_a_build_makes(name: str) -> None:
    show = folder.load(SHOWS / name).show
    assert show is not None
    built = redirects.Built(show)
    old = {redirects.page_path(move) for move in redirects.moves(show)}
    made = {made.path for made in outputs.build(show)} - old
    missed = {path for path in made if path.removesuffix("/index.html") not in built}
    assert missed - {"index.html"} == set()


def servers() -> list[tuple[str, Callable[[Path, int, str], list[str]]]]:
    return [("nginx", nginx), ("caddy", caddy)]


def nginx(scratch: Path, port: int, lines: str) -> list[str]:
    """Write a server of nginx around *lines*; return the command that runs it."""
    (scratch / "moved.conf").write_text(lines, encoding="utf-8")
    (scratch / "nginx.conf").write_text(
        f"daemon off; pid {scratch}/pid; error_log stderr crit;\n"
        f"{'user root;' if os.getuid() == 0 else ''}\nevents {{}}\nhttp {{ access_log off;\n"
        f"client_body_temp_path {scratch}/a; proxy_temp_path {scratch}/b;\n"
        f"fastcgi_temp_path {scratch}/c; uwsgi_temp_path {scratch}/d; scgi_temp_path {scratch}/e;\n"
        f"server {{ listen 127.0.0.1:{port}; root {scratch}/public;\n"
        f"include {scratch}/moved.conf;\n}} }}\n",
        encoding="utf-8",
    )
    return ["-c", f"{scratch}/nginx.conf", "-p", str(scratch), "-e", "stderr"]


def caddy(scratch: Path, port: int, lines: str) -> list[str]:
    """Write a site of Caddy around *lines*; return the command that runs it."""
    (scratch / "moved.caddy").write_text(lines, encoding="utf-8")
    (scratch / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\n"
        f"http://127.0.0.1:{port} {{\n\timport {scratch}/moved.caddy\n"
        f"\troot * {scratch}/public\n\tfile_server\n}}\n",
        encoding="utf-8",
    )
    return ["run", "--config", f"{scratch}/Caddyfile", "--adapter", "caddyfile"]


@pytest.mark.parametrize(("name", "write"), servers())
def test_web_servers_lead_on_with_the_settings_that_are_printed(
    name: str, write: Callable[[Path, int, str], list[str]], tmp_path: Path
) -> None:
    program = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.skip(f"{name} is not installed")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "there.txt").write_text("there", encoding="utf-8")
    told = [
        *redirects.pairs(SHOW, "/pod"),
        ('/a "b"', "https://other.example/?x=$1&y=%7Bz%7D#top"),
        *((f"/long/{'x' * 180}/{number}", "/there.txt") for number in range(300)),
    ]
    lines = {"nginx": format_nginx, "caddy": format_caddy}[name](told)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    words = write(tmp_path, port, lines)
    with (tmp_path / "told").open("wb") as out:
        server = subprocess.Popen([program, *words], env=environment, stderr=out, stdout=out)
        try:
            wait_for(port, server, tmp_path / "told")
            for path, to in told:
                status, location = asked(port, quote(path))
                assert (status, location.replace("%24", "$").replace("%7B", "{")) in (
                    (301, to.replace("%7B", "{")),
                    (301, f"http://127.0.0.1:{port}{to}"),  # nginx writes addresses out
                ), path
            assert asked(port, "/there.txt") == (200, "")
            assert asked(port, "/pod/2024") == (404, "")
        finally:
            server.terminate()
            server.wait(20)


def wait_for(port: int, server: "subprocess.Popen[bytes]", told: Path) -> None:
    for _ in range(400):
        assert server.poll() is None, told.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not listen within 20 s")


def asked(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def test_a_thousand_redirects_are_few_lines_of_a_host_s_limit() -> None:
    many = tuple(Redirect(f"2024/{number}") for number in range(1000))
    text = files(replace(SHOW, episodes=(replace(ONE, moved_from=many),)))["_redirects"].decode()
    assert text.count("\n") == 2000  # Cloudflare Pages reads no more
