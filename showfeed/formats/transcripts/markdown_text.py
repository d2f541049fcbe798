"""Markdown in a transcript → the words alone, labels kept until they are found."""

import re
from collections.abc import Collection

from showfeed.formats.entities import unescaped
from showfeed.formats.transcripts.reading import Survey
from showfeed.formats.transcripts.timed_turns import Pins, parse_turns, surveyed, turn_pins
from showfeed.model import Cue

FRONT_MATTER = re.compile(r"\A---\n(?:[^\n]*\n){0,60}?---[ \t]*(?=\n|\Z)")
LINK = re.compile(
    r"(?<!\\)!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]{0,500})(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
RULER = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
# Headings are chapters or a title (see `chapters_transcript`): nobody speaks them.
HEADING = re.compile(r"^[ \t]*\#{1,6}[ \t]+[^\n]*", re.MULTILINE)
HEAD = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
TIME = re.compile(r"@?[0-9:.,]+")
OPENING = re.compile(r"(?<![\w\\*_~`])(?:\*{1,3}|_{1,3}|~~|`)(?=[^\s*_])")
CLOSING = re.compile(r"(?<=[^\s\\*_])(?:\*{1,3}|_{1,3}|~~|`)(?![\w*_`])")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def parse_markdown(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read Markdown with or without speakers and times.

    >>> parse_markdown("**Ana:** It *burns*.\\n\\n**Ben:** Yes.")[0]
    Cue(start=-1, end=-1, speaker='Ana', text='It burns.', words=())
    """
    cues = parse_turns(without_blocks(text), declared)
    return [
        cue._replace(speaker=without_marks(cue.speaker), text=without_marks(cue.text) or cue.text)
        for cue in cues
    ]


def survey_markdown(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of a text."""
    found = surveyed(without_blocks(text), declared)
    return found._replace(speakers=tuple(map(without_marks, found.speakers)))


def markdown_pins(text: str, declared: Collection[str]) -> Pins:
    """Return the times that the author ties to turns."""
    return turn_pins(without_blocks(text), declared)


def without_blocks(text: str) -> str:
    """Return Markdown without headings, quotes' signs, rulers, fences and links, line for line.

    >>> without_blocks("# One\\n> **Ana:** See [this](https://a.example).\\n---")
    '\\n**Ana:** See this.\\n'
    """
    found = FRONT_MATTER.match(text)
    if found:
        text = "\n" * found[0].count("\n") + text[found.end() :]
    text = RULER.sub("", text)
    text = LINK.sub(lambda link: link[0] if TIME.fullmatch(link[1]) else link[1], text)
    return HEAD.sub("", HEADING.sub("", text))


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
