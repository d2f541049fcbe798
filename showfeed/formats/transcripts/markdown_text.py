"""Markdown in a transcript → the words alone, labels kept until they are found."""

import re

from showfeed.formats.transcripts.escapes import unescaped

FRONT_MATTER = re.compile(r"\A---\n(?:[^\n]*\n){0,60}?---[ \t]*(?=\n|\Z)")
LINK = re.compile(
    r"(?<!\\)!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]{0,500})(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
RULER = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
HEAD = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:\#{1,6}[ \t]+)?", re.MULTILINE)
TIME = re.compile(r"@?[0-9:.,]+")
OPENING = re.compile(r"(?<![\w\\*_~`])(?:\*{1,3}|_{1,3}|~~|`)(?=[^\s*_])")
CLOSING = re.compile(r"(?<=[^\s\\*_])(?:\*{1,3}|_{1,3}|~~|`)(?![\w*_`])")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_blocks(text: str) -> str:
    """Return Markdown without headings' signs, quotes, rulers, fences and links, line for line.

    >>> without_blocks("# One\\n> **Ana:** See [this](https://a.example).\\n---")
    'One\\n**Ana:** See this.\\n'
    """
    found = FRONT_MATTER.match(text)
    if found:
        text = "\n" * found[0].count("\n") + text[found.end() :]
    text = RULER.sub("", text)
    text = LINK.sub(lambda link: link[0] if TIME.fullmatch(link[1]) else link[1], text)
    return HEAD.sub("", text)


def without_marks(text: str) -> str:
    """Return a paragraph of Markdown without emphasis, escapes and entities.

    >>> without_marks(r"a *b* \\*c\\* snake_case 5 * 3 &amp; **d**")
    'a b *c* snake_case 5 * 3 & d'
    """
    if "&" in text:
        text = unescaped(text)
    if not {"*", "_", "~", "`", "\\"} & set(text):
        return text
    return ESCAPE.sub(r"\1", CLOSING.sub("", OPENING.sub("", text)))
