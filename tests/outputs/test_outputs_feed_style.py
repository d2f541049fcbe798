"""The feed's own stylesheet: in the show's language and colours, found from every page of the feed."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from showfeed.formats.words_in import LANGUAGES
from showfeed.model import Episode, FeedOptions, Picture, PictureFacts, Show
from showfeed.outputs import feed, feed_style, pages
from showfeed.outputs.feed_style import quoted

SHOW = Show(
    "Water", "https://show.example/pod", "About.", "fr", "Ana", episodes=(Episode("a", "A"),)
)


def test_every_page_of_the_feed_names_the_one_stylesheet() -> None:
    made = {a.path: a.content for a in pages.render(SHOW)}
    show = replace(
        SHOW, feed=FeedOptions("rss/feed.xml", 1), episodes=(Episode("a", "A"), Episode("b", "B"))
    )
    for artifact in feed.render(show):
        assert isinstance(artifact.content, bytes)
        line = artifact.content.split(b"\n")[1].decode()
        href = line.partition('href="')[2].partition('"')[0]
        up = Path("/", artifact.path).parent.joinpath(href).as_posix()
        assert str(Path(up).parent.joinpath(Path(up).name)).endswith(feed_style.path(show))
        assert href.count("../") == artifact.path.count("/")
    assert made[feed_style.path(SHOW)] == feed_style.style(SHOW)


def test_it_says_in_the_show_s_language_what_to_do() -> None:
    for language, words in LANGUAGES.items():
        style = feed_style.style(replace(SHOW, language=language)).decode()
        assert f"content:{quoted(words.feed_hint)[:-1]}" in style
        assert "https://show.example/pod/feed.xml" in style
    assert len({words.feed_hint for words in LANGUAGES.values()}) == len(LANGUAGES)
    assert "direction:rtl" in feed_style.style(replace(SHOW, language="ar")).decode()


def test_it_shows_the_cover_and_a_new_cover_gives_it_a_new_name() -> None:
    facts = PictureFacts(1400, 1400, "image/png", "RGB", 9, "a" * 64)
    show = replace(SHOW, cover=Picture("c.png", Path("c.png"), facts))
    assert 'url("cover.aaaaaaaaaa.640.jpg")' in feed_style.style(show).decode()
    small = replace(show, cover=Picture("c.png", Path("c.png"), replace(facts, width=9)))
    assert 'url("cover.aaaaaaaaaa.png")' in feed_style.style(small).decode()
    remote = replace(show, cover=Picture("https://x.example/a%20b.png"))
    assert 'url("https://x.example/a%20b.png")' in feed_style.style(remote).decode()
    assert len({feed_style.path(s) for s in (SHOW, show, small, remote)}) == 4


@given(st.text())
def test_no_text_ends_a_string_of_css(text: str) -> None:
    inner = quoted(text)[1:-1]
    assert not set(inner) & {'"', "\n", "\r", "\f"}
    assert not inner.replace("\\22 ", "").replace("\\5c ", "").replace("\\a ", "").count("\\")
