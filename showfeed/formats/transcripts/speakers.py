"""Text without times: turns by speaker, as people and hosts write them.

`Name: text`, `**Name:** text`, `__Name__: text`, or `• #Name` alone on a line; where there is no
name at all, the whole is one text without a speaker.
"""

import re

from showfeed.formats.transcripts.told import Told
from showfeed.model import Cue

NAME = r"[^\W\d_](?:[^:*_\n#<>/]|_(?!_)){0,49}?"
ALONE = re.compile(r"^[ \t]*(?:[•·*+-][ \t]*)?#(?!#)[ \t]*([^\s#][^\n#]{0,59}?)[ \t]*$", re.M)
MARKED = re.compile(
    rf"^[ \t]*(?:[•·+-][ \t]+)?(?:\*\*({NAME})[ \t]*:\*\*|\*\*({NAME})\*\*[ \t]*:"
    rf"|__({NAME})__[ \t]*:|__({NAME})[ \t]*:__)[ \t]*",
    re.M,
)
PLAIN = re.compile(rf"^[ \t]*({NAME})[ \t]?:(?:[ \t]+|$)", re.M)
PARTICLES = {"de", "du", "da", "di", "la", "le", "van", "von", "der", "den", "ten", "el", "al"}
LONGEST_NAME = 5  # words; a longer run before a colon is a sentence


def parse_speakers(text: str, told: list[Told]) -> list[Cue]:
    """Read turns. A plain `Name:` counts where it stands at least twice or opens the text."""
    marks = _marks(text)
    cues = []
    opening = _said(text[: marks[0][0]] if marks else text)
    if opening:
        cues.append(Cue(-1, -1, "", opening))
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    for (_, start, name), end in zip(marks, ends, strict=False):
        said = _said(text[start:end])
        if said:
            cues.append(Cue(-1, -1, name, said))
    return cues


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Return where turns begin, where their words do, and who speaks, by the clearest form."""
    for form in (ALONE, MARKED):
        found = [
            (m.start(), m.end(), next(filter(None, m.groups())).strip())
            for m in form.finditer(text)
        ]
        if found:
            return found
    found = [
        (m.start(), m.end(), m[1].strip())
        for m in PLAIN.finditer(text)
        if len(m[1].split()) <= LONGEST_NAME
    ]
    counts: dict[str, int] = {}
    for _, _, name in found:
        counts[name] = counts.get(name, 0) + 1
    opens = bool(found) and not text[: found[0][0]].strip()
    return [mark for mark in found if counts[mark[2]] > 1 or (opens and _like_a_name(mark[2]))]


def _like_a_name(text: str) -> bool:
    """Tell a name from the start of a sentence: its words are few, and not in small letters."""
    words = [word for word in text.split() if word not in PARTICLES]
    return len(words) <= 3 and not any(word[0].islower() for word in words)


def _said(text: str) -> str:
    """Return a turn's paragraphs, one a line, without the blanks that lay them out."""
    if "\n" not in text.strip():
        return " ".join(text.split())
    paragraphs = re.split(r"\n[ \t]*\n", text.strip())
    return "\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))
