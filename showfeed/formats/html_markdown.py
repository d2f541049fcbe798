"""HTML as feeds carry it → Markdown that says the same to listeners.

What apps show of the HTML is what counts: it is cleaned first (`markdown.cleaner`). Each block is
rendered again and compared; one that Markdown has no signs for stays as the HTML it is.
"""

import re
from dataclasses import dataclass, field

from showfeed.formats import markdown
from showfeed.formats.entities import unescaped
from showfeed.formats.markdown_escaping import escape, escape_line_start

TOKEN = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
HREF = re.compile(r'href="([^"]*)"')
START = re.compile(r'start="([0-9]{1,9})"')
HTML_BLOCK = re.compile(r"<(?:p|br|div|ul|ol|li|h[1-6]|table|blockquote|pre|hr)\b", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BLANKS = re.compile(r"[ \t\n\r\f]+")
LINE_END = re.compile(r" *\n *")
NO_BREAK = "\N{NO-BREAK SPACE}"
PARTED = re.compile(r"(?:<br/>\s*){2,}|</p>\s*<p>")
LAST_BREAK = re.compile("(?:(?:<br/>|\N{PILCROW SIGN})\\s*)+(?=</|$|<[uo]l|<li)")
UNSAFE = re.compile(r"[\s<>\\]")  # what would end an address in Markdown
JOINED = "\0"  # where two pieces meet; a sign at the end of one may act on the next
JOINT = re.compile(r"(?<!\\)[!\]](?=\0[\[(:])")
MARKS = {"strong": "**", "em": "*"}
# Two texts say the same if they agree but for these.
AUTOLINK = re.compile(r'<a href="(?:mailto:|http://(?=www\.))?([^"]*)">\1</a>')
NEUTRAL = re.compile(r"</?p>|(?<=>)\s+|\s+(?=<)|<(strong|em)>\s*</\1>|</(strong|em)>\s*<\2>")


@dataclass
class Element:
    """An element of cleaned HTML; its children are elements and texts."""

    tag: str
    attributes: str = ""
    children: "list[Element | str]" = field(default_factory=list)


def html_to_markdown(html: str, base: str) -> str:
    """Return Markdown for a description; relative links are resolved against *base*.

    Without a base their words stay alone.

    >>> html_to_markdown("<p>Salt &amp; <b>tea</b><br>or *not*</p><ul><li>a</li></ul>", "")
    'Salt & **tea**\\nor \\\\*not\\\\*\\n\\n- a'
    """
    if not HTML_BLOCK.search(html):  # lines are all the order that there is
        html = _with_breaks(html)
    safe = markdown.cleaner(base).clean(markdown.plainer(html))
    safe = markdown.LINK_WITHOUT_ADDRESS.sub(r"\1", safe).replace("&nbsp;", NO_BREAK)
    safe = safe.replace("<br>", "<br/>")
    return "\n\n".join(filter(None, map(_block, markdown.split_blocks(safe))))


def _with_breaks(text: str) -> str:
    """Return text whose lines are its order as HTML: an empty line parts paragraphs."""
    if not ANY_TAG.search(text):
        text = text.replace("<", "&lt;")
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(f"<p>{LINE_END.sub('<br>', words)}</p>" for words in paragraphs)


def _block(html: str) -> str:
    """Return a paragraph or list as Markdown, or as itself where Markdown can't say it."""
    root = _tree(html)
    written = "\n\n".join(filter(None, (_written(child) for child in root.children)))
    if _told(markdown.safe_html(written, "https://example.com/")) == _told(html):
        return written
    return html.replace("\n", " ").strip()


def _told(html: str) -> str:
    """Return what a piece of HTML tells, however it is written."""
    html = AUTOLINK.sub(r"\1", html.replace("<br />", "<br/>").replace("<br/>", " <br/> "))
    html = PARTED.sub(" \N{PILCROW SIGN} ", html)
    text = LAST_BREAK.sub(" ", NEUTRAL.sub(" ", html))
    return "".join(unescaped(text).split())


def _tree(html: str) -> Element:
    root = Element("")
    open_ = [root]
    for closing, tag, attributes, text in TOKEN.findall(html):
        if text:
            open_[-1].children.append(unescaped(text))
        elif closing:
            if len(open_) > 1 and open_[-1].tag == tag:
                open_.pop()
        else:
            element = Element(tag, attributes)
            open_[-1].children.append(element)
            if tag != "br":
                open_.append(element)
    return root


def _written(node: Element | str, indent: str = "") -> str:
    """Return a block as Markdown, its lines after the first indented."""
    if isinstance(node, str):
        return _lines(_inline([node]), indent)
    if node.tag in ("ul", "ol"):
        return _list(node, indent)
    return _lines(_inline(node.children if node.tag == "p" else [node]), indent)


def _lines(text: str, indent: str) -> str:
    """Return words as lines; two breaks in a row part paragraphs."""
    paragraphs = []
    for words in re.split(r"\n(?:[ \n]*\n)", text.strip(" \n")):
        lines = (escape_line_start(line.strip(" ")) for line in words.split("\n"))
        paragraphs.append(f"\n{indent}".join(line for line in lines if line))
    return f"\n\n{indent}".join(filter(None, paragraphs))


def _list(node: Element, indent: str) -> str:
    found = START.search(node.attributes)
    number = int(found[1]) if found else 1
    items = []
    for child in node.children:
        if isinstance(child, str) or child.tag != "li":
            continue
        marker = f"{number}. " if node.tag == "ol" else "- "
        number += 1
        items.append(marker + _item(child, indent + " " * len(marker)))
    return f"\n{indent}".join(items)


def _item(item: Element, indent: str) -> str:
    """Return an item's words, and what it holds below them."""
    blocks: list[tuple[bool, str]] = []
    run: list[Element | str] = []

    def end() -> None:
        if words := _lines(_inline(run), indent):
            blocks.append((False, words))
        run.clear()

    for child in item.children:
        if isinstance(child, Element) and child.tag in ("p", "ul", "ol"):
            end()
            if written := _written(child, indent):
                blocks.append((child.tag != "p", written))
        else:
            run.append(child)
    end()
    text = ""
    for is_list, words in blocks:
        gap = "" if not text else f"\n{indent}" if is_list else f"\n\n{indent}"
        text += gap + words
    return text


def _inline(nodes: "list[Element | str]", in_link: bool = False, within: str = "") -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(escape(BLANKS.sub(" ", node), in_link=in_link))
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag == "a":
            pieces.append(_link(node, within))
        elif node.tag in MARKS and node.tag not in within:
            pieces.append(_marked(node, in_link, within))
        else:
            pieces.append(_inline(node.children, in_link, within))
    return JOINT.sub(r"\\\g<0>", JOINED.join(pieces)).replace(JOINED, "")


def _marked(node: Element, in_link: bool, within: str) -> str:
    """Put marks around words, blanks outside of them."""
    inner = _inline(node.children, in_link, f"{within} {node.tag}")
    words = inner.strip(" \n")
    if not words:
        return inner
    before, _, after = inner.partition(words)
    mark = MARKS[node.tag]
    return f"{before}{mark}{words}{mark}{after}"


def _link(node: Element, within: str) -> str:
    """Write a link: by its address alone where that is its words."""
    found = HREF.search(node.attributes)
    address = unescaped(found[1]) if found else ""
    said = "".join(_words(node))
    inner = _inline(node.children, True, within)
    words = inner.strip(" \n")
    if not words or not address:
        return inner
    before, _, after = inner.partition(words)
    if said.strip() == address and address.startswith(("https://", "http://")):
        return f"{before}<{address}>{after}"
    address = UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)
    if address.count("(") != address.count(")"):
        address = f"<{address}>"
    return f"{before}[{words}]({address}){after}"


def _words(node: "Element | str") -> list[str]:
    if isinstance(node, str):
        return [node]
    return [word for child in node.children for word in _words(child)]
