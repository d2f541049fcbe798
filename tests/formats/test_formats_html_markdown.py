import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.html_markdown import html_to_markdown
from showfeed.formats.html_text import bare_text
from showfeed.formats.markdown import cleaner, plainer, safe_html

BASE = "https://show.example/"
WORDS = st.text(
    st.sampled_from("ab1 é.!*_`[]()<>&#+-|~:\\\"'=>")
    | st.characters(codec="utf-8", exclude_categories=("C", "Z")),
    max_size=12,
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(escaped) | st.just("<br>"),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.tuples(st.sampled_from(["b", "strong", "em", "i", "span", "u"]), inner).map(
            lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"
        ),
        st.tuples(
            st.sampled_from(
                [
                    "https://a.example/x_(y)",
                    "/rel",
                    "mailto:a@b.example",
                    "javascript:alert(1)",
                    "https://a.example/a b",
                ]
            ),
            WORDS.map(escaped),
        ).map(lambda made: f'<a href="{made[0]}">{made[1]}</a>'),
    ),
    max_leaves=6,
)
LISTS = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(INLINE, min_size=1, max_size=3)).map(
    lambda made: f"<{made[0]}>{''.join(f'<li>{item}</li>' for item in made[1])}</{made[0]}>"
)
HTML = st.lists(
    INLINE.map(lambda words: f"<p>{words}</p>")
    | LISTS
    | INLINE.map(lambda words: f"<h2>{words}</h2>"),
    min_size=1,
    max_size=4,
).map("\n".join)


def told(html: str) -> str:
    return "".join(bare_text(html).split())


@given(HTML)
@settings(deadline=None)
def test_markdown_says_what_the_html_said(html: str) -> None:
    cleaned = cleaner(BASE).clean(plainer(html))
    assert told(safe_html(html_to_markdown(html, BASE), BASE)) == told(cleaned)


@given(HTML)
@settings(deadline=None)
def test_no_link_comes_or_goes(html: str) -> None:
    again = safe_html(html_to_markdown(html, BASE), BASE)
    linked = 'href="https://a.example/x_(y)">'
    pieces = cleaner(BASE).clean(plainer(html)).split(linked)[1:]
    shown = [piece for piece in pieces if told(piece.partition("</a>")[0])]
    assert "javascript" not in again
    assert again.count(linked) >= len(shown)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b </b>c</p>", "a **b** c"),
        ("one<br><br>two", "one\n\ntwo"),
        ("plain\nlines\n\n# no heading", "plain\nlines\n\n\\# no heading"),
        ("<p>1. no list</p>", "1\\. no list"),
        ('<a href="https://x.example">https://x.example</a>', "<https://x.example>"),
        ('<p><a href="https://x.example/a_(b)">that</a></p>', "[that](https://x.example/a_(b))"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ('<p>Hi!</p><script>x()</script><a href="javascript:x()">bad</a>', "Hi!\n\nbad"),
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("<p>Watch [this] now!</p>", "Watch [this] now!"),
    ],
)
def test_it_is_written_as_a_person_would(html: str, markdown: str) -> None:
    assert html_to_markdown(html, BASE) == markdown


def test_without_a_base_half_addresses_are_words_alone() -> None:
    html = '<p><a href="/a">one</a>, <a href="https://x.example/b">two</a></p>'
    assert html_to_markdown(html, "") == "one, [two](https://x.example/b)"
