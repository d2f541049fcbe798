"""What an app asks of a host, asked of `showfeed serve` and of nginx: the same answers."""

import gzip
import re
import socket
from email.utils import formatdate, parsedate_to_datetime

import brotli
import pytest
from servers import BROTLI, SAMPLE, Got, Server, ask, needed

FEED, AUDIO, PAGE = "/feed.xml", "/media/001.mp3", "/episodes/001/"
MP3 = SAMPLE["media/001.mp3"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed/2.xml", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/episodes/001/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/cover.0123456789.jpg", "image/jpeg"),
        ("/episodes/001/chapters.json", "application/json+chapters"),
        ("/episodes/001/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/episodes/001/transcript.srt", "application/x-subrip; charset=utf-8"),
        ("/episodes/001/transcript.json", "application/json"),
        ("/episodes/001/notes.txt", "text/plain; charset=utf-8"),
        ("/media/001.mp3", "audio/mpeg"),
        ("/media/empty.mp3", "audio/mpeg"),
        ("/media/%C3%A9t%C3%A9%201.mp3", "audio/mpeg"),
    ],
)
def test_a_file_has_its_type_its_length_and_what_caches_and_players_need(
    server: Server, method: str, path: str, kind: str
) -> None:
    from urllib.parse import unquote

    name = unquote(path[1:])
    content = SAMPLE[name if name and not name.endswith("/") else f"{name}index.html"]
    got = ask(server, path, method)
    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert got.headers["content-length"] == str(len(content))
    assert got.body == (content if method == "GET" else b"")
    assert got.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in got.headers["access-control-expose-headers"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["accept-ranges"] == "bytes"
    assert re.fullmatch(r'"[^"]+"', got.headers["etag"])
    assert parsedate_to_datetime(got.headers["last-modified"]).timestamp() == 1_700_000_000


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/cover.0123456789.jpg", "public, max-age=31536000, immutable"),
        ("/cover.0123456789.640.jpg", "public, max-age=31536000, immutable"),
        ("/media/001.mp3", "public, max-age=86400"),
        ("/feed.xml", "public, max-age=300"),
        ("/episodes/001/chapters.json", "public, max-age=300"),
        ("/", "public, max-age=300"),
    ],
)
def test_only_names_with_a_hash_are_kept_for_ever(server: Server, path: str, cache: str) -> None:
    assert ask(server, path).headers["cache-control"] == cache


@pytest.mark.parametrize("path", [FEED, AUDIO, PAGE])
def test_what_the_client_has_already_is_not_sent_again(server: Server, path: str) -> None:
    first = ask(server, path)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    later = formatdate(1_700_000_100, usegmt=True)
    for headers in (
        {"if_none_match": tag},
        {"if_none_match": f"W/{tag}"},
        {"if_none_match": f'"other", {tag}'},
        {"if_none_match": f'"other",W/"more",{tag}, "last"'},
        {"if_none_match": "*"},
        {"if_modified_since": date},
        {"if_modified_since": later},
        {"if_none_match": tag, "if_modified_since": date},
    ):
        for method in ("GET", "HEAD"):
            got = ask(server, path, method, **headers)
            assert (got.status, got.body) == (304, b""), headers
            assert got.headers["etag"] == tag
            assert got.headers["cache-control"] == first.headers["cache-control"]
            assert got.headers.get("vary") == first.headers.get("vary")
            assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", [FEED, AUDIO, PAGE])
def test_a_client_with_something_else_gets_the_file(server: Server, path: str) -> None:
    earlier = formatdate(1_699_999_999, usegmt=True)
    date = formatdate(1_700_000_000, usegmt=True)
    for headers in (
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": date},
        {"if_modified_since": earlier},
        {"if_modified_since": "yesterday"},
    ):
        assert ask(server, path, **headers).status == 200, headers


def test_a_tag_outweighs_a_date(server: Server) -> None:
    tag = ask(server, FEED).headers["etag"]
    earlier = formatdate(1_699_999_999, usegmt=True)
    got = ask(server, FEED, if_none_match=tag, if_modified_since=earlier)
    # RFC 9110 13.1.3: the date is passed over. nginx wants both to agree.
    assert got.status == (200 if server.name == "nginx" else 304)


def test_a_client_that_wants_another_state_is_refused(server: Server) -> None:
    tag = ask(server, AUDIO).headers["etag"]
    assert ask(server, AUDIO, if_match='"other"').status == 412
    assert ask(server, AUDIO, if_match=f'"other", {tag}').status == 200
    assert ask(server, AUDIO, if_match="*").status == 200
    earlier = formatdate(1_699_999_999, usegmt=True)
    assert ask(server, AUDIO, if_unmodified_since=earlier).status == 412
    assert (
        ask(server, AUDIO, if_unmodified_since=formatdate(1_700_000_000, usegmt=True)).status == 200
    )


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-1", 0, 2),  # what Apple's apps ask first
        ("bytes=100-199", 100, 200),
        ("bytes=299000-", 299_000, 300_000),
        ("bytes=-500", 299_500, 300_000),
        ("bytes=-999999", 0, 300_000),
        ("bytes=299999-999999", 299_999, 300_000),
        ("bytes=0-", 0, 300_000),
        ("bytes= 5 - 9 ", 5, 10),
        ("BYTES=5-9", 5, 10),
    ],
)
def test_a_part_of_the_audio(server: Server, wanted: str, start: int, stop: int) -> None:
    got = ask(server, AUDIO, range=wanted)
    assert got.status == 206
    assert got.headers["content-range"] == f"bytes {start}-{stop - 1}/300000"
    assert got.headers["content-length"] == str(stop - start)
    assert got.headers["content-type"] == "audio/mpeg"
    assert got.headers["etag"] == ask(server, AUDIO).headers["etag"]
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.body == MP3[start:stop]


@pytest.mark.parametrize(
    "wanted", ["bytes=300000-", "bytes=400000-500000", "bytes=-0", "bytes=x-y", "bytes=9-5"]
)
def test_a_part_that_is_not_there_is_416_with_the_size(server: Server, wanted: str) -> None:
    got = ask(server, AUDIO, range=wanted)
    assert got.status == 416
    assert got.headers["content-range"] == "bytes */300000"
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("wanted", ["lines=0-5", "bytes", "bytes=", "bytes=0-299999,0-299999"])
def test_a_range_that_means_nothing_or_too_much_gives_the_whole(
    server: Server, wanted: str
) -> None:
    got = ask(server, AUDIO, range=wanted)
    assert (got.status, got.body) == (200, MP3)


def test_an_empty_file_has_no_part(server: Server) -> None:
    assert ask(server, "/media/empty.mp3", range="bytes=0-").status == 200
    assert ask(server, "/media/empty.mp3", range="bytes=1-").status == 416


def parts_of(got: Got) -> list[tuple[str, str, bytes]]:
    """Read a multipart/byteranges body strictly (RFC 2046): type, range and bytes of each part."""
    kind = re.fullmatch(
        r"multipart/byteranges; boundary=([0-9A-Za-z]+)", got.headers["content-type"]
    )
    assert kind is not None
    boundary = b"--" + kind[1].encode()
    assert int(got.headers["content-length"]) == len(got.body)
    before, *parts, end = got.body.split(boundary)
    assert (before, end) == (b"\r\n", b"--\r\n")
    read = []
    for part in parts:
        head, _, body = part.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().strip().split("\r\n"))
        assert body.endswith(b"\r\n")
        read.append((lines["Content-Type"], lines["Content-Range"], body[:-2]))
    return read


def test_several_parts_come_as_multipart(server: Server) -> None:
    got = ask(server, AUDIO, range="bytes=0-9, 100000-199999 ,-5")
    assert got.status == 206
    assert parts_of(got) == [
        ("audio/mpeg", "bytes 0-9/300000", MP3[:10]),
        ("audio/mpeg", "bytes 100000-199999/300000", MP3[100_000:200_000]),
        ("audio/mpeg", "bytes 299995-299999/300000", MP3[-5:]),
    ]


def test_of_several_parts_those_that_are_there_come(server: Server) -> None:
    got = ask(server, AUDIO, range="bytes=0-9,400000-")
    assert (got.status, got.headers["content-range"], got.body) == (
        206,
        "bytes 0-9/300000",
        MP3[:10],
    )


def test_a_broken_download_goes_on_only_with_the_same_file(server: Server) -> None:
    first = ask(server, AUDIO)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for holds in (tag, date):
        assert ask(server, AUDIO, range="bytes=5-9", if_range=holds).body == MP3[5:10]
    for stale in ('"other"', f"W/{tag}", formatdate(1_699_999_999, usegmt=True), "soon"):
        got = ask(server, AUDIO, range="bytes=5-9", if_range=stale)
        assert (got.status, len(got.body)) == (200, 300_000), stale
    # Unchanged comes before part: a cache that revalidates gets 304.
    assert ask(server, AUDIO, range="bytes=5-9", if_none_match=tag).status == 304


def test_head_is_told_of_the_whole(server: Server) -> None:
    got = ask(server, AUDIO, "HEAD", range="bytes=0-9")
    # RFC 9110 14.2: ranges are for GET alone. nginx answers HEAD as it would GET.
    assert got.status == (206 if server.name == "nginx" else 200)
    assert got.body == b""


@pytest.mark.parametrize("path", [FEED, PAGE, "/episodes/001/chapters.json", "/style.css"])
def test_text_is_sent_packed_to_who_reads_it(server: Server, path: str) -> None:
    plain = ask(server, path)
    packed = ask(server, path, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["content-length"] == str(len(packed.body))
    assert "content-encoding" not in plain.headers
    asked = {"Accept-Encoding", "Sec-Fetch-Dest"} if path == FEED else {"Accept-Encoding"}
    for got in (plain, packed):
        assert set(got.headers["vary"].split(", ")) == asked
    assert plain.headers["etag"] != packed.headers["etag"]
    head = ask(server, path, "HEAD", accept_encoding="gzip")
    assert (head.headers["content-length"], head.headers["etag"]) == (
        packed.headers["content-length"],
        packed.headers["etag"],
    )


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate", "gzip"),
        ("deflate, gzip;q=1.0", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0.1", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0.0, identity", ""),
        ("identity", ""),
        ("deflate", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_the_client_chooses_the_encoding(server: Server, accepted: str, encoding: str) -> None:
    got = ask(server, FEED, accept_encoding=accepted)
    assert (got.status, got.headers.get("content-encoding", "")) == (200, encoding)


@pytest.mark.parametrize("path", [FEED, "/feed/2.xml"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_person_who_opens_the_feed_gets_what_a_browser_shows(
    server: Server, method: str, path: str
) -> None:
    # https://www.w3.org/TR/fetch-metadata/: only a browser's own window says `document`.
    got = ask(server, path, method, sec_fetch_dest="document")
    assert (got.status, got.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    assert got.body == (SAMPLE[path[1:]] if method == "GET" else b"")
    assert "Sec-Fetch-Dest" in got.headers["vary"]
    assert got.headers["cache-control"] == "public, max-age=300"
    assert got.headers["access-control-allow-origin"] == "*"
    for dest in ("empty", "audio", "image"):
        app = ask(server, path, method, sec_fetch_dest=dest)
        assert app.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert ask(server, "/none.xml", sec_fetch_dest="document").status == 404
    assert ask(server, "/sitemap.xml", sec_fetch_dest="document").status == 200
    assert ask(server, "/.read/feed.xml").status == 404
    tag = app.headers["etag"]
    assert ask(server, path, sec_fetch_dest="document", if_none_match=tag).status == 304


def test_each_encoding_has_a_tag_of_its_own(server: Server) -> None:
    plain = ask(server, FEED).headers["etag"]
    packed = ask(server, FEED, accept_encoding="gzip").headers["etag"]
    assert ask(server, FEED, accept_encoding="gzip", if_none_match=packed).status == 304
    assert ask(server, FEED, accept_encoding="gzip", if_none_match=plain).status == 200
    assert ask(server, FEED, if_none_match=packed).status == 200


def test_a_part_of_a_packed_text_is_a_part_of_the_packed_bytes(server: Server) -> None:
    whole = ask(server, FEED, accept_encoding="gzip").body
    got = ask(server, FEED, accept_encoding="gzip", range="bytes=0-9")
    # nginx gives no parts of packed files; the whole is a right answer too (RFC 9110 14.2).
    expected = (200, whole) if server.name == "nginx" else (206, whole[:10])
    assert (got.status, got.body) == expected
    assert got.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", [AUDIO, "/cover.0123456789.jpg"])
def test_audio_and_pictures_are_never_packed(server: Server, path: str) -> None:
    got = ask(server, path, accept_encoding="gzip, br")
    assert "content-encoding" not in got.headers and "vary" not in got.headers


def test_brotli_where_the_client_prefers_it(server: Server) -> None:
    got = ask(server, FEED, accept_encoding="gzip, br")
    if server.name == "nginx" and not BROTLI.exists():
        needed(None, "libnginx-mod-http-brotli-static")
    assert brotli.decompress(got.body) == SAMPLE["feed.xml"]
    less = ask(server, FEED, accept_encoding="br;q=0.2, gzip")
    # nginx asks only whether the client reads brotli, not what it likes better.
    assert less.headers["content-encoding"] == ("br" if server.name == "nginx" else "gzip")


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/feed.xm",
        "/feed.xml/",
        "/feed.xml/index.html",
        "/.hidden",
        "/%2ehidden",
        "/.showfeed/manifest.json",
        "/episodes/../.hidden",
        "/media/",
        "/episodes/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_hidden_or_unlisted_is_found(server: Server, path: str, method: str) -> None:
    got = ask(server, path, method)
    assert got.status == 404
    assert got.body == (SAMPLE["404.html"] if method == "GET" else b"")
    assert got.headers["content-length"] == str(len(SAMPLE["404.html"]))
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert "max-age" not in got.headers.get("cache-control", "")


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd",
        "/..",
        "/episodes/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/%2e%2e%2fetc%2fpasswd",
        "/..%2f..%2f..%2fetc/passwd",
        "/episodes/%2E%2E/%2E%2E/etc/passwd",
        "/feed.xml%00.html",
        "/%zz",
    ],
)
def test_no_path_leads_out_of_the_folder(server: Server, path: str) -> None:
    assert ask(server, path).status == 400


@pytest.mark.parametrize(
    "path", ["/..\\..\\etc\\passwd", "/%5c..%5cfeed.xml", "/%252e%252e/feed.xml", "/%ff"]
)
def test_what_only_looks_like_a_way_out_is_not_found(server: Server, path: str) -> None:
    assert ask(server, path).status in (400, 404)


@pytest.mark.parametrize(
    "path", ["//feed.xml", "/./feed.xml", "/episodes/../feed.xml", "/%66eed.xml", "/feed.xml?x=1"]
)
def test_other_spellings_of_a_path_are_the_same_file(server: Server, path: str) -> None:
    assert ask(server, path).body == SAMPLE["feed.xml"]


def test_a_folder_without_its_slash_is_redirected(server: Server) -> None:
    got = ask(server, "/episodes/001")
    assert (got.status, got.headers["location"]) == (301, "/episodes/001/")
    assert not ask(server, "//evil.example/..").headers.get("location", "").startswith("//")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/feed.xml", "/"])
def test_nothing_can_be_written(server: Server, method: str, path: str) -> None:
    assert ask(server, path, method, content_length="0").status == 405


@pytest.mark.parametrize("path", [FEED, AUDIO, "/episodes/001/transcript.vtt"])
def test_a_web_player_may_ask_for_parts(server: Server, path: str) -> None:
    got = ask(
        server, path, "OPTIONS",
        origin="https://player.example",
        access_control_request_method="GET",
        access_control_request_headers="range,if-none-match",
    )  # fmt: skip
    assert (got.status, got.body) == (204, b"")
    assert got.headers["access-control-allow-origin"] == "*"
    assert "GET" in got.headers["access-control-allow-methods"]
    allowed = got.headers["access-control-allow-headers"].lower()
    assert "range" in allowed and "if-none-match" in allowed
    assert got.headers["access-control-max-age"] == "86400"


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test_several_requests_on_one_connection_are_answered_in_order(server: Server) -> None:
    one = b"GET /media/001.mp3 HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n"
    answer = raw(server, one + b"\r\n" + one + b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 206") == 2
    assert answer.endswith(b"\r\n\r\n" + MP3[:4])


def test_an_old_client_is_answered_and_the_connection_ends(server: Server) -> None:
    answer = raw(server, b"GET /episodes/001/notes.txt HTTP/1.0\r\n\r\n")
    assert b" 200 OK\r\n" in answer.partition(b"\n")[0] + b"\n"
    assert answer.endswith(b"\r\n\r\nNotes\n")


@pytest.mark.parametrize(
    "request_", [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nbroken header\r\n\r\n"]
)
def test_what_is_not_http_is_refused_and_others_still_served(
    server: Server, request_: bytes
) -> None:
    assert b" 400 " in raw(server, request_) or server.name == "nginx"
    assert ask(server, FEED).status == 200
