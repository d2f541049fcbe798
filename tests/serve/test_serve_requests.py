"""The parts of a request that are read without a server: ranges, conditions, encodings, paths."""

from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.serve.conditions import range_holds, seconds, strong_match, unchanged, weak_match
from showfeed.serve.encodings import choose
from showfeed.serve.paths import BadPath, parse_path
from showfeed.serve.ranges import MOST, Span, heads, multipart_length, parse_range, tail

sizes = st.integers(0, 10_000)


@given(st.text(max_size=60) | st.from_regex(r"bytes=[0-9 ,-]{0,30}", fullmatch=True), sizes)
@settings(deadline=None)
def test_whatever_a_range_says_its_parts_lie_in_the_file(value: str, size: int) -> None:
    spans = parse_range(value, size)
    for span in spans or ():
        assert 0 <= span.start < span.stop <= size
    assert sum(span.stop - span.start for span in spans or ()) <= size


@given(st.integers(1, 10_000), st.data())
@settings(deadline=None)
def test_one_part_is_what_slicing_gives(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size + 10))
    assert parse_range(f"bytes={first}-{last}", size) == (Span(first, min(last + 1, size)),)
    assert parse_range(f"bytes={first}-", size) == (Span(first, size),)
    assert parse_range(f"bytes=-{size - first}", size) == (Span(first, size),)


def test_very_many_parts_give_the_whole() -> None:
    some = ",".join(f"{i}-{i}" for i in range(MOST))
    assert len(parse_range(f"bytes={some}", 10_000) or ()) == MOST
    assert parse_range(f"bytes={some},9999-9999", 10_000) is None
    assert parse_range(f"bytes=0-{'9' * 5000}", 10) == ()


@given(
    st.lists(st.tuples(sizes, sizes).filter(lambda pair: pair[0] < pair[1]), min_size=2, max_size=9)
)
@settings(deadline=None)
def test_the_length_of_a_multipart_body_is_known_before(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(*pair) for pair in pairs]
    body = b""
    for head, span in zip(heads(spans, 10_000, b"audio/mpeg", b"x"), spans, strict=True):
        body += head + bytes(span.stop - span.start)
    assert len(body + tail(b"x")) == multipart_length(spans, 10_000, b"audio/mpeg", b"x")


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_no_header_that_a_client_makes_up_stops_us(value: bytes) -> None:
    for name in (b"if-none-match", b"if-modified-since", b"if-range"):
        unchanged({name: value}, b'"a"', 5)
        range_holds({name: value}, b'"a"', 5)
    assert choose(value, (b"br", b"gzip")) in (b"", b"br", b"gzip")


@given(st.integers(0, 7_258_118_400))
@settings(deadline=None)
def test_a_date_of_http_is_read_as_it_was_written(since_1970: int) -> None:
    aware = datetime.fromtimestamp(since_1970, UTC)
    written = format_datetime(aware, usegmt=True).encode()
    assert seconds(written) == aware.timestamp()
    assert unchanged({b"if-modified-since": written}, b'"a"', int(aware.timestamp()))
    assert not unchanged({b"if-modified-since": written}, b'"a"', int(aware.timestamp()) + 1)


def test_a_weak_tag_proves_nothing_for_parts() -> None:
    assert weak_match(b'W/"a"', b'"a"') and not strong_match(b'W/"a"', b'"a"')
    assert not range_holds({b"if-range": b'W/"a"'}, b'"a"', 0)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (b"gzip", b"gzip"),
        (b"br", b"br"),
        (b"gzip, br", b"br"),
        (b"br;q=0, gzip", b"gzip"),
        (b"br; q=0.5 , gzip ;q=0.7", b"gzip"),
        (b"x-gzip", b"gzip"),
        (b"identity, gzip;q=0.5", b""),
        (b"gzip;q=high", b""),
        (b"*;q=0", b""),
        (b",,;", b""),
    ],
)
def test_the_encoding_that_weighs_most_is_sent(accepted: bytes, chosen: bytes) -> None:
    assert choose(accepted, (b"br", b"gzip")) == chosen


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_no_path_ever_leaves_the_folder(raw: bytes) -> None:
    try:
        asked = parse_path(b"/" + raw)
    except BadPath:
        return
    parts = asked.path.split("/")
    assert ".." not in parts and "." not in parts
    assert asked.path == "" or "" not in parts


names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(names.filter(lambda name: name not in (".", "..")), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_quoted_path_is_read_as_it_was(parts: list[str]) -> None:
    path = "/".join(parts)
    assert parse_path(quote(f"/{path}").encode()).path == path
