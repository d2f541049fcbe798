"""Markdown → the safe HTML that podcast apps show: paragraphs, lists, links, emphasis."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from showfeed.formats import cmark

if TYPE_CHECKING:
    import nh3

TAGS = frozenset({"p", "br", "ul", "ol", "li", "a", "strong", "em"})
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "*": set()}
SCHEMES = frozenset({"http", "https", "mailto"})

# What Markdown without raw HTML mostly becomes: nothing in it is left to clean.
CLEAN = re.compile(
    r'(?>[^<]++|</?(?:p|ul|ol|li|strong|em)>|<br />|</a>|<a href="(?:https?|mailto):[^"<>]*">)*+'
)
# https://www.w3.org/TR/xml/#charsets, without the carriage return that XML would rewrite.
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAG = re.compile(r"<(/?)(p|ul|ol|li|a|strong|em)\b[^>]*>")
EMPTY = re.compile(r"(?:<p>\s*(?:<br/>\s*)*</p>)?")
ANY_TAG = re.compile(r"<[^>]*>")
LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)
CODE_BLOCK = re.compile(r"<pre[^<>]*><code[^<>]*>(.*?)</code></pre>", re.DOTALL)
LINK_OR_IMAGE = re.compile(r"<(/?a|img)\b([^<>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"', re.IGNORECASE)
# Tags that apps don't show, and those that say it in their words.
PLAINER = tuple(
    (re.compile(pattern, re.IGNORECASE), plainer)
    for pattern, plainer in (
        (r"<h[1-6]\b[^<>]*>", "<p><strong>"),
        (r"</h[1-6]>", "</strong></p>"),
        (r"<(/?)b>", r"<\1strong>"),
        (r"<(/?)i>", r"<\1em>"),
        (r"</t[hd]>\s*<t[hd]\b[^<>]*>", " | "),
        (r"</?(?:table|thead|tbody)\b[^<>]*>", ""),
        (r"<(/?)(?:tr|div|section|dt|dd|figure|figcaption)\b[^<>]*>", r"<\1p>"),
    )
)


def safe_html(markdown: str, base: str, here: str = "") -> str:
    """Return Markdown as HTML that is safe to show anywhere and is well-formed XML.

    Relative links are resolved against *base*, those that begin with `#` against *here*.
    """
    markdown = markdown.encode("utf-8", "ignore").decode()
    # Only a `<` can begin raw HTML: it passes cmark as it stands, and is then cleaned.
    raw = "<" in markdown
    html = cmark.html(markdown, raw=raw)
    if raw or not CLEAN.fullmatch(html):
        html = html.replace('href="#', f'href="{here or base}#')
        html = cleaner(base).clean(plainer(html))
        html = LINK_WITHOUT_ADDRESS.sub(r"\1", html).replace("&nbsp;", "\N{NO-BREAK SPACE}")
        html = html.replace("<br>", "<br/>")
    # Some apps break at a line's end too: one break is enough.
    html = html.replace("<br />", "<br/>").replace("<br/>\n", "<br/>")
    return NOT_IN_XML.sub("", html).strip()


@lru_cache(maxsize=8)
def cleaner(base: str) -> "nh3.Cleaner":
    """Return the cleaner that lets pass only what podcast apps show; "" keeps no half address."""
    from nh3 import Cleaner

    return Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative=("rewrite_with_base", base) if base else "deny",
        link_rel=None,
    )


def plainer(html: str) -> str:
    """Say with few tags what headings, pictures, tables and code say with many."""
    html = CODE_BLOCK.sub(lambda found: f"<p>{lines(found[1])}</p>", html)
    for pattern, words in PLAINER:
        html = pattern.sub(words, html)
    return pictures_as_links(html) if "<img" in html.lower() else html


def lines(code: str) -> str:
    """Return a code block's lines, each on its own."""
    return code.rstrip("\n").replace("\n", "<br>")


def pictures_as_links(html: str) -> str:
    """Put a link with the alternative text in a picture's place; within a link, the text."""
    linked = False

    def text_or_link(found: re.Match[str]) -> str:
        nonlocal linked
        tag = found[1].lower()
        if tag != "img":
            linked = tag == "a"
            return found[0]
        attributes = dict(ATTRIBUTE.findall(found[2]))
        address = attributes.get("src", "")
        alternative = attributes.get("alt") or address
        return alternative if linked else f'<a href="{address}">{alternative}</a>'

    return LINK_OR_IMAGE.sub(text_or_link, html)


def blocks(markdown: str, base: str, here: str = "") -> tuple[str, ...]:
    """Return the paragraphs and lists of a Markdown text, each as a piece of safe HTML."""
    return split_blocks(safe_html(markdown, base, here))


def split_blocks(html: str) -> tuple[str, ...]:
    """Cut safe HTML between its outermost paragraphs and lists; other text is a paragraph."""
    found: list[str] = []
    start = depth = 0
    for tag in TAG.finditer(html):
        block = tag[2] in ("p", "ul", "ol")
        if tag[1]:
            depth -= 1
            if not depth and block:
                found.append(html[start : tag.end()])
                start = tag.end()
        else:
            if not depth and block:
                found.append(paragraph(html[start : tag.start()]))
                start = tag.start()
            depth += 1
    found.append(paragraph(html[start:]))
    return tuple(block for block in found if not EMPTY.fullmatch(block))


def paragraph(run: str) -> str:
    """Return text that stands outside of paragraphs as one, or nothing if there is none."""
    run = run.strip()
    if not ANY_TAG.sub("", run).strip():
        return ""
    if run.startswith("<li"):
        return f"<ul>{run}</ul>"
    return run if "<p>" in run else f"<p>{run}</p>"
