"""A page's text without what its generator alone understands: apps would show it as letters.

Shortcodes of Hugo, tags of Liquid and Nunjucks and attributes of kramdown are taken out and told
with their line; the words between two tags stay. A few say plainly what they stand for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from showfeed.formats.quoting import quoted

# No tag holds another or is longer: the end of one is not looked for up to the end of the page.
TAG = re.compile(
    r"\{\{[<%][^{}]{0,1000}[>%]\}\}|\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}|\{#[^{}]{0,1000}#\}"
    r"|(?P<attributes>\{:[^{}\n]{0,300}\})|<!--\s{0,3}more\s{0,3}-->"
)
WORD = re.compile(r"\{[{%][<%-]?\s*/?\s*(?P<word>[\w.-]+)(?P<rest>.*?)[-<>%}\s]*\}\Z", re.DOTALL)
QUOTED = re.compile(r"""["']([^"'\n]{1,500})["']""")
# `](address)`, `[name]: address`, `href="address"`: up to the address, and the address.
LINK = re.compile(
    r"""(?P<head>\]\(\s{0,3}<?|^\[[^\]\n]{1,200}\]:[ \t]{1,9}<?|(?:href|src)\s{0,3}=\s{0,3}["'])"""
    r"""(?P<to>[^\s)>"'<]{1,2000})""",
    re.MULTILINE,
)
VIDEO = re.compile(r"[\w-]{6,20}")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


@dataclass(frozen=True)
class Words:
    """A text for everybody: what was taken out, each with its line."""

    text: str
    taken: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Around:
    """What a text is read with: the site's address, the page's, and those of other pages.

    *liquid*: `{% … %}` and `{{ … }}` are programs here, not only Hugo's shortcodes.
    """

    base: str
    link: str
    find: Callable[[str], str]
    liquid: bool


def for_everybody(body: str, line: int, around: Around) -> Words:
    """Take out what the generator alone understands, and make addresses whole."""
    taken: list[tuple[int, str]] = []
    text = "".join(_pieces(body, line, around, taken))
    base = around.link or around.base
    if base:
        text = LINK.sub(lambda found: found["head"] + _whole(found["to"], base, around.base), text)
    return Words(re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip(), tuple(taken))


def _pieces(body: str, line: int, around: Around, taken: list[tuple[int, str]]) -> Iterator[str]:
    """Give the text piece by piece, with what stands for a tag."""
    at, number, until = 0, line, ""
    for found in TAG.finditer(body):
        tag = found[0]
        number += body.count("\n", at, found.start())
        word, rest = _word(tag)
        before, at = body[at : found.start()], found.end()
        if until:  # within `raw` everything stays, within `comment` nothing does
            yield before if until == "endraw" else ""
            if word == until:
                until = ""
            elif until == "endraw":
                yield tag
        else:
            yield before
            if around.liquid and word in ("raw", "comment"):
                until = f"end{word}"
            else:
                yield from _stands_for(tag, word, rest, around, number, taken)
        number += tag.count("\n")
    yield body[at:] if until != "endcomment" else ""


def _word(tag: str) -> tuple[str, str]:
    found = WORD.match(tag)
    return (found["word"], found["rest"]) if found else ("", "")


def _stands_for(
    tag: str, word: str, rest: str, around: Around, line: int, taken: list[tuple[int, str]]
) -> Iterator[str]:
    """Give what a tag stands for; where that is not known it is taken out and told."""
    shortcode = tag.startswith(("{{<", "{{%"))
    if tag.startswith("<!--"):
        return
    if not shortcode and tag.startswith("{") and not around.liquid:
        yield tag  # for Hugo these are letters
        return
    if tag.startswith(("{{</*", "{{%/*")):
        yield tag.replace("/*", "", 1).replace("*/", "", 1)
        return
    stated = QUOTED.search(rest)
    name = stated[1] if stated else rest.strip().split(" ")[0]
    if word in ("ref", "relref", "post_url", "link") and (address := around.find(name)):
        yield address
    elif word == "youtube" and VIDEO.fullmatch(name):
        yield f"<https://www.youtube.com/watch?v={name}>"
    elif word == "site.url" and around.base:
        yield "/".join(around.base.split("/")[:3])
    elif word == "site.baseurl" and around.base:
        yield (
            "/" + "/".join(around.base.split("/")[3:]).rstrip("/")
            if around.base.count("/") > 3
            else ""
        )
    elif (
        path := re.match(r"""\{\{-?\s*["'](/[^"'\n]*)["']\s*\|\s*\w*url\b""", tag)
    ) and around.base:
        yield _whole(path[1].lstrip("/"), around.base, around.base)
    elif not tag.startswith("{#"):
        taken.append((line, quoted(" ".join(tag.split()))))


def _whole(to: str, link: str, base: str) -> str:
    """Return an address in full: one that begins with a slash goes from the site's root."""
    if ABSOLUTE.match(to):
        return to
    try:
        return urljoin(link or base, to)
    except ValueError:
        return to
