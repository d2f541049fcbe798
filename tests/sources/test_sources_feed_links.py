"""The feeds that a web page names: whatever it is, reading it never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.sources.feed_links import feeds_in_page

URL = "https://rivers.example/a/page"


def link(href: str, more: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" {more}>'


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/feed", "https://rivers.example/feed"),
        ("feed.xml", "https://rivers.example/a/feed.xml"),
        ("//cdn.example/feed", "https://cdn.example/feed"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://[broken", ""),
        ("https://a b.example/feed", ""),
        ("/comments/feed/", ""),
        ("https://rivers.example/no-comments-please", "https://rivers.example/no-comments-please"),
    ],
)
def test_an_address_of_the_web_is_taken_and_made_whole(href: str, found: str) -> None:
    links = feeds_in_page(link(href).encode(), URL)
    assert [one.url for one in links] == ([found] if found else [])


def test_titles_are_read_in_the_page_s_own_encoding() -> None:
    page = f'<html><meta charset="iso-8859-1">{link("/f", "title=" + chr(34) + "Été" + chr(34))}</html>'
    for encoding in ("utf-8", "iso-8859-1"):
        (found,) = feeds_in_page(page.encode(encoding), URL)
        assert found.title == "Été"


def test_no_more_are_read_than_anybody_would_choose_from() -> None:
    page = "".join(link(f"/{number}") for number in range(500))
    assert len(feeds_in_page(page.encode(), URL)) == 20


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: link(text).encode("utf-8", "replace"))
)
@settings(deadline=None)
def test_any_bytes_are_read(content: bytes) -> None:
    for one in feeds_in_page(content, URL):
        assert one.url.startswith(("http://", "https://"))
