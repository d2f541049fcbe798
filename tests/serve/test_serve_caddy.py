"""What an app asks of a host, asked of Caddy as docs/serving.md sets it up."""

import gzip
from collections.abc import Iterator

import pytest
from servers import SAMPLE, Server, ask, run, write_sample

MP3 = SAMPLE["media/001.mp3"]


@pytest.fixture(scope="module")
def caddy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run Caddy over the sample."""
    folder = tmp_path_factory.mktemp("public")
    write_sample(folder)
    yield from run("caddy", folder, tmp_path_factory.mktemp("run"))


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8", "public, max-age=300"),
        ("/feed/2.xml", "application/rss+xml; charset=utf-8", "public, max-age=300"),
        ("/sitemap.xml", "application/xml; charset=utf-8", "public, max-age=300"),
        ("/", "text/html; charset=utf-8", "public, max-age=300"),
        ("/episodes/001/", "text/html; charset=utf-8", "public, max-age=300"),
        ("/episodes/001/chapters.json", "application/json+chapters", "public, max-age=300"),
        ("/episodes/001/transcript.json", "application/json", "public, max-age=300"),
        ("/episodes/001/transcript.vtt", "text/vtt; charset=utf-8", "public, max-age=300"),
        ("/episodes/001/transcript.srt", "application/x-subrip; charset=utf-8", None),
        ("/cover.0123456789.jpg", "image/jpeg", "public, max-age=31536000, immutable"),
        ("/media/001.mp3", "audio/mpeg", "public, max-age=86400"),
    ],
)
def test_types_caches_and_what_web_players_need(
    caddy: Server, path: str, kind: str, cache: str | None
) -> None:
    for method in ("GET", "HEAD"):
        got = ask(caddy, path, method)
        assert (got.status, got.headers["content-type"]) == (200, kind)
        assert cache is None or got.headers["cache-control"] == cache
        assert got.headers["access-control-allow-origin"] == "*"
        assert "Content-Range" in got.headers["access-control-expose-headers"]
        assert got.headers["x-content-type-options"] == "nosniff"
        if not path.endswith("/"):
            assert got.body == (SAMPLE[path[1:]] if method == "GET" else b"")


@pytest.mark.parametrize("path", ["/feed.xml", "/media/001.mp3", "/episodes/001/"])
def test_what_the_client_has_already_is_not_sent_again(caddy: Server, path: str) -> None:
    first = ask(caddy, path)
    for headers in (
        {"if_none_match": first.headers["etag"]},
        {"if_modified_since": first.headers["last-modified"]},
    ):
        got = ask(caddy, path, **headers)
        assert (got.status, got.body) == (304, b"")
    assert ask(caddy, path, if_none_match='"other"').status == 200


def test_audio_is_sent_in_parts(caddy: Server) -> None:
    for asked, start, stop in (("0-99", 0, 100), ("299000-", 299_000, 300_000), ("-7", -7, None)):
        got = ask(caddy, "/media/001.mp3", range=f"bytes={asked}")
        assert (got.status, got.body) == (206, MP3[start:stop])
    assert ask(caddy, "/media/001.mp3", range="bytes=300000-").status == 416


def test_text_is_sent_packed_to_who_reads_it(caddy: Server) -> None:
    got = ask(caddy, "/feed.xml", accept_encoding="gzip")
    assert got.headers["content-encoding"] == "gzip"
    assert gzip.decompress(got.body) == SAMPLE["feed.xml"]
    assert got.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert "Accept-Encoding" in got.headers["vary"] and "Sec-Fetch-Dest" in got.headers["vary"]
    assert "content-encoding" not in ask(caddy, "/feed.xml").headers


def test_a_person_who_opens_the_feed_gets_what_a_browser_shows(caddy: Server) -> None:
    got = ask(caddy, "/feed.xml", sec_fetch_dest="document")
    assert got.headers["content-type"] == "application/xml; charset=utf-8"
    assert got.headers["vary"] == "Sec-Fetch-Dest"
    assert got.body == SAMPLE["feed.xml"]


@pytest.mark.parametrize(
    "path", ["/.hidden", "/%2ehidden", "/.showfeed/manifest.json", "/none", "/media/"]
)
def test_nothing_hidden_or_unlisted_is_found(caddy: Server, path: str) -> None:
    got = ask(caddy, path)
    assert (got.status, got.body) == (404, SAMPLE["404.html"])
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert "max-age" not in got.headers["cache-control"]


def test_a_web_player_may_ask_for_parts(caddy: Server) -> None:
    got = ask(
        caddy,
        "/media/001.mp3",
        "OPTIONS",
        origin="https://player.example",
        access_control_request_method="GET",
        access_control_request_headers="range",
    )
    assert got.status == 204
    assert got.headers["access-control-allow-origin"] == "*"
    assert "Range" in got.headers["access-control-allow-headers"]
