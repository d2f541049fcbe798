"""Old paths and where they lead: read kindly, refused with what to write, written for hosts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.old_paths import format_place, parse_new_place, parse_old_path
from showfeed.formats.redirect_files import format_redirects, parse_redirects
from showfeed.problems import Malformed

TOP, BELOW = "https://rivers.example", "https://rivers.example/podcast"
NAMES = st.text(
    st.characters(exclude_characters="/*{}\\", exclude_categories=("C", "Z")),
    min_size=1,
    max_size=9,
).filter(lambda name: not name.startswith((".", ":")) and name.lower() != "index.html")
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(PATHS, st.sampled_from([TOP, BELOW]))
@settings(deadline=None)
def test_a_path_that_is_written_is_read_again(path: str, site: str) -> None:
    written = format_place(path, site)
    assert parse_old_path(written, site) == path
    assert parse_new_place(written, site) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/2024/04/ethics/", "2024/04/ethics"),
        ("2024/04/ethics/index.html", "2024/04/ethics"),
        ("//rivers.example/a//b", "a/b"),
        ("HTTPS://Rivers.Example/%C3%A9t%C3%A9", "été"),
        ("http://rivers.example/was-not-encrypted", "was-not-encrypted"),
        ("/a+b@c,d", "a+b@c,d"),
    ],
)
def test_an_old_path_is_read_as_browsers_write_it(text: str, path: str) -> None:
    assert parse_old_path(text, TOP) == path


@pytest.mark.parametrize(
    ("text", "site", "words", "hint"),
    [
        ("https://other.example/3", TOP, "lies outside of", "docs/moving.md"),
        ("/blog/3", BELOW, "lies outside of", "write `/podcast/blog/3`"),
        ("/podcasts/3", BELOW, "lies outside of", "docs/moving.md"),
        ("/?p=12", TOP, "does not see what follows a `?`", "write `/`"),
        ("/a#b", TOP, "does not see what follows a `#`", "write `/a`"),
        ("javascript:alert(1)", TOP, "is not a web address", "https://"),
        ("mailto:a@b.example", TOP, "is not a web address", ""),
        ("/blog/*", TOP, "stands for many pages", "one line for each"),
        ("/:year/x", TOP, "stands for many pages", "one line for each"),
        ("/../etc/passwd", TOP, "begins with a dot", "as browsers show it"),
        ("/%2e%2e/%2e%2e/x", TOP, "begins with a dot", ""),
        ("/.showfeed/x", TOP, "begins with a dot", ""),
        ("/", TOP, "the show's own page", "a page that is gone"),
        ("/podcast/", BELOW, "the show's own page", ""),
        ("/a\\b", TOP, "holds a backslash", "write `/a/b`"),
        ("/a%00b", TOP, "cannot be seen", ""),
        ("/%ff", TOP, "is not UTF-8", ""),
        ("/" + "a" * 300, TOP, "longer than", "shorten"),
    ],
)
def test_what_can_t_be_redirected_is_refused(text: str, site: str, words: str, hint: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_old_path(text, site)
    assert words in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "site", "place"),
    [
        ("/archive/", TOP, "archive"),
        ("archive", BELOW, "archive"),
        ("/", TOP, ""),
        ("/elsewhere/", BELOW, "https://rivers.example/elsewhere/"),
        ("//other.example/a", TOP, "https://other.example/a"),
        ("https://other.example/a?b=c#d", TOP, "https://other.example/a?b=c#d"),
        ("/episodes/1/?t=90", TOP, "https://rivers.example/episodes/1/?t=90"),
    ],
)
def test_a_new_place_may_be_anywhere_on_the_web(text: str, site: str, place: str) -> None:
    assert parse_new_place(text, site) == place


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/"])
def test_a_new_place_is_a_web_address(text: str) -> None:
    with pytest.raises(Malformed, match="not a web address"):
        parse_new_place(text, TOP)


@given(st.dictionaries(PATHS.map("/{}".format), st.just("https://a.example/b?c=d"), max_size=4))
@settings(deadline=None)
def test_hosts_read_what_is_written_for_them(pairs: dict[str, str]) -> None:
    text = format_redirects(pairs.items())
    assert parse_redirects(text) == {path: (to, 301) for path, to in pairs.items()}
    assert text.isascii()


def test_lines_that_other_hosts_alone_know_are_passed_over() -> None:
    text = (
        "/a /b\n/c /d 200\n/e/* /f/:splat 301\n/g q=1 /h 301\n/i /j 302! # why\nnonsense\n/k js:x\n"
    )
    assert parse_redirects(text) == {"/a": ("/b", 301), "/i": ("/j", 302)}
