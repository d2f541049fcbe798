import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from showfeed.formats.html_text import bare_text, plain_text, wrap
from showfeed.formats.markdown import TAGS, blocks, safe_html

BASE = "https://show.example/pod/"
HERE = "https://show.example/pod/episodes/one/"

# Markdown and HTML as people and attackers write them, in any order.
SCRAPS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            "# |> |- |1. |\n|\n\n|**|*|`|```\n|    |[a](|)|![b](|<b>|</b>|<p>|</p>|<li>|</ul>|<ul>"
            '|<a href="|javascript:alert(1)|">|\'|<script>|</script>|<svg onload=x>|&#11;|&lt;'
            "|&nbsp;|https://a.example|www.b.example|a@b.example| \\| |--- |<img src=x|<!--|-->"
            "|<table><tr><td>|<h1>|</h2>|<pre><code>|</code></pre>|data:text/html,|#t=1|<br>".split(
                "|"
            )
        ),
    ),
    max_size=20,
).map("".join)


def tree(html: str) -> etree._Element:
    return etree.fromstring(f"<div>{html}</div>")


def one(markdown: str) -> str:
    return safe_html(markdown, BASE, HERE)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("**a** *b* __c__", "<p><strong>a</strong> <em>b</em> <strong>c</strong></p>"),
        ("one\ntwo", "<p>one<br/>two</p>"),
        ("# Part *one*", "<p><strong>Part <em>one</em></strong></p>"),
        ("> said\n> she", "<p>said<br/>she</p>"),
        ("`a < b`", "<p>a &lt; b</p>"),
        ("```py\na\nb\n```", "<p>a<br/>b</p>"),
        ("![A map](map.png)", f'<p><a href="{BASE}map.png">A map</a></p>'),
        ("![](map.png)", f'<p><a href="{BASE}map.png">map.png</a></p>'),
        ("[![A map](m.png)](https://x.example)", '<p><a href="https://x.example">A map</a></p>'),
        ("https://x.example/a", '<p><a href="https://x.example/a">https://x.example/a</a></p>'),
        ("[s](slides.pdf)", f'<p><a href="{BASE}slides.pdf">s</a></p>'),
        ("[1:31](#t=1:31)", f'<p><a href="{HERE}#t=1:31">1:31</a></p>'),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("<b>a</b> <i>b</i><br>c", "<p><strong>a</strong> <em>b</em><br/>c</p>"),
        ('[a](https://x.example "title")', '<p><a href="https://x.example">a</a></p>'),
        ("a &nbsp;b", "<p>a \N{NO-BREAK SPACE}b</p>"),
        ("a\ud800b&#11;", "<p>ab</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_what_apps_show(markdown: str, html: str) -> None:
    assert one(markdown) == html


def test_a_fragment_without_a_page_belongs_to_the_base() -> None:
    assert safe_html("[a](#b)", BASE) == f'<p><a href="{BASE}#b">a</a></p>'


def test_a_table_becomes_a_paragraph_for_each_row() -> None:
    rows = blocks("| a | b |\n|---|---|\n| 1 | 2 |", BASE)
    assert [bare_text(row) for row in rows] == ["a | b", "1 | 2"]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<a href="java&#10;script:alert(1)">x</a>',
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        '<p style="background:url(javascript:alert(1))" onclick=alert(1)>x</p>',
        "<iframe src=https://evil.example></iframe>",
        "<<script>script>alert(1)</script>",
        '<a href="https://x.example" onmouseover="alert(1)">x</a>',
        "```\n</code></pre><script>alert(1)</script>\n```",
    ],
)
def test_nothing_that_could_run_gets_through(attack: str) -> None:
    html = one(attack).lower()
    assert "<script" not in html
    for element in tree(html).iter():
        assert element.tag in {*TAGS, "div"}
        assert set(element.attrib) <= {"href", "start"}
        assert not element.get("href", "").startswith(("javascript", "data"))


@settings(max_examples=100, deadline=None)
@given(SCRAPS)
def test_any_markdown_gives_safe_well_formed_blocks(markdown: str) -> None:
    for block in blocks(markdown, BASE, HERE):
        for element in tree(block).iter():
            assert element.tag in {*TAGS, "div"}
            assert set(element.attrib) <= {"href", "start"}
            assert element.get("href", "https:").startswith(("http:", "https:", "mailto:"))


@settings(max_examples=100, deadline=None)
@given(SCRAPS)
def test_any_markdown_gives_plain_lines(markdown: str) -> None:
    for line in plain_text(blocks(markdown, BASE, HERE)):
        assert "\n" not in line


def test_blocks_are_the_outermost_paragraphs_and_lists() -> None:
    found = blocks("a\n\n- b\n  - c\n\nd\n\n1. e\n\n---\n\n<div></div>", BASE)
    assert [block[:4] for block in found] == ["<p>a", "<ul>", "<p>d", "<ol>"]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("<span>\nloose\n</span>", ("<p>loose</p>",)),
        ("<li>item</li>", ("<ul><li>item</li></ul>",)),
        ("<div>a</div><div>b</div>", ("<p>a</p>", "<p>b</p>")),
        ("<center>\n\na\n\n</center>", ("<p>a</p>",)),
        ("<br>", ()),
        ("<p> <br></p>", ()),
    ],
)
def test_html_outside_of_paragraphs_is_gathered_into_them(
    markdown: str, found: tuple[str, ...]
) -> None:
    assert blocks(markdown, BASE) == found


def test_a_paragraph_within_emphasis_stays_whole() -> None:
    assert blocks("<table><strong><p>a</p></strong></table>", BASE) == (
        "<strong><p>a</p></strong>",
    )


def test_links_become_references_named_once() -> None:
    text = "[a](https://x.example/?b&c), [b](https://y.example) and [c](https://x.example/?b&c)."
    assert plain_text(blocks(text, BASE)) == (
        "a [1], b [2] and c [1].",
        "",
        "[1] https://x.example/?b&c",
        "[2] https://y.example",
    )


def test_an_address_that_is_its_own_text_needs_no_reference() -> None:
    text = "https://x.example/a and me@x.example, [](https://y.example)"
    assert plain_text(blocks(text, BASE)) == (
        "https://x.example/a and me@x.example, [1]",
        "",
        "[1] https://y.example",
    )


def test_lists_keep_their_bullets_numbers_and_indents() -> None:
    text = "- a\n  b\n- c\n\n  3. d\n  4. e\n     - f\n\n\n1. g\n\n   h"
    assert plain_text(blocks(text, BASE)) == (
        "- a",
        "  b",
        "- c",
        "  3. d",
        "  4. e",
        "     - f",
        "",
        "1. g",
        "   h",
    )


def test_an_item_without_a_list_has_a_bullet() -> None:
    assert plain_text(["<li>a</li>"]) == ("- a",)


def test_a_link_without_an_address_is_its_text() -> None:
    assert plain_text(["<p><a>a</a> b</p>"]) == ("a b",)


def test_lines_are_broken_at_spaces() -> None:
    assert wrap("one two  three\tfour", 9) == ["one two", "three", "four"]
    assert wrap("one two three", 9, "- ", "  ") == ["- one two", "  three"]
    assert wrap("two words", 9) == ["two words"]


def test_an_address_is_never_broken() -> None:
    assert wrap("see https://x.example/abc now", 9) == ["see", "https://x.example/abc", "now"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert wrap("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]


def test_wide_letters_take_two_columns() -> None:
    assert wrap("日本語の番組", 6) == ["日本語", "の番組"]


def test_a_space_that_must_not_break_stays() -> None:
    assert wrap("aa b\N{NO-BREAK SPACE}: c", 5) == ["aa", "b\N{NO-BREAK SPACE}: c"]
