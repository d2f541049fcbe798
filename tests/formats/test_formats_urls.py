"""Web addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.urls import parse_url
from showfeed.problems import Malformed


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.com", "https://example.com"),
        (" HTTPS://Example.COM:443/A?b=1&c=2#d ", "https://example.com/A?b=1&c=2#d"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://exämple.com/é?ü=ö#ß", "https://xn--exmple-cua.com/%C3%A9?%C3%BC=%C3%B6#%C3%9F"),
        ("https://straße.de/100%/%41", "https://xn--strae-oqa.de/100%25/%41"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
        ('https://e.com/<a>"|', "https://e.com/%3Ca%3E%22%7C"),
    ],
)
def test_an_address_is_read_into_the_letters_of_feeds(text: str, url: str) -> None:
    assert parse_url(text) == url
    assert parse_url(url) == url


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("javascript:alert(1)", "not a web address", "https://example.com"),
        ("www.example.com/a", "not a web address", "write `https://www.example.com/a`"),
        ("//example.com/a", "not a web address", "write `https://example.com/a`"),
        ("https:///path", "not a web address", "https://example.com"),
        ("https://[::1", "not a web address", "https://example.com"),
        ("https://e.com:99999/", "not a web address", "https://example.com"),
        ("https://e.com/a b", "holds a space", "write `https://e.com/a%20b`"),
        ("https://e.com/a\x07", "cannot be seen", "type it anew"),
        ("https://e.com/\ud800", "cannot be seen", "type it anew"),
        ("https://e.com\\a", "backslash", "write `https://e.com/a`"),
        ("https://me:secret@e.com/", "name and password", "leave out"),
        ("https://e..com/", "host that cannot exist", "https://example.com"),
        ("https://" + "a" * 3000, "longer", "shorten"),
    ],
)
def test_another_address_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_url(text)
    assert message in refusal.value.message
    assert hint in refusal.value.hint


def test_an_address_without_encryption_is_refused_where_it_matters() -> None:
    with pytest.raises(Malformed) as refusal:
        parse_url("http://e.com/a", https=True)
    assert refusal.value.hint == "write `https://e.com/a`"
    assert parse_url("https://e.com/a", https=True) == "https://e.com/a"


@settings(max_examples=100)
@given(st.text() | st.text().map("https://{}".format) | st.text().map("https://e.com/{}".format))
def test_any_text_is_an_address_of_plain_letters_or_refused(text: str) -> None:
    try:
        url = parse_url(text)
    except Malformed as refusal:
        assert refusal.hint
    else:
        assert url.isascii()
        assert parse_url(url) == url
