"""Text with speakers and without times ⇄ cues, one for each turn."""

import re
from collections.abc import Collection, Sequence

from showfeed.formats.transcripts.labels import PREFIX, name_like, returning
from showfeed.formats.transcripts.plain import paragraphs, parse_plain
from showfeed.formats.transcripts.reading import Survey
from showfeed.model import Cue

# All begin with `\n`, which finds the next line faster than `^` does.
TURN = re.compile(
    r"\n[ \t]*(?:"
    r"[•◦‣·*-][ \t]*\#[ \t]*([^\n]{1,60}?)[ \t]*:?[ \t]*(?=\n|\Z)"  # • #Name
    r"|(?:[*]{2}|__)([^\n*:：]{1,60}?)[ \t\u00a0\u202f]*"  # **Name:** __Name__:
    r"(?:[:：](?:[*]{2}|__)|(?:[*]{2}|__)[ \t\u00a0\u202f]*[:：])[ \t]*"
    rf"|{PREFIX})"
)

Found = list[tuple[str, "re.Match[str]"]]


def parse_speakers(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read `Name: text`, `**Name:** text`, `__Name__: text` or `• #Name` above paragraphs.

    >>> [cue[2:4] for cue in parse_speakers("Ana: Hello.\\n\\nAgain.\\n\\nBen: Yes.\\n")]
    [('Ana', 'Hello.\\nAgain.'), ('Ben', 'Yes.')]
    """
    text = "\n" + text
    found = turns(text, declared)
    if not found:
        return parse_plain(text)
    wrapped = "\n\n" in text.strip()
    cues = []
    if before := paragraphs(text[: found[0][1].start()], wrapped):
        cues.append(Cue(-1, -1, "", before))
    ends = [match.start() for _, match in found[1:]]
    for (speaker, match), end in zip(found, [*ends, len(text)], strict=True):
        if said := paragraphs(text[match.end() : end], wrapped):
            cues.append(Cue(-1, -1, speaker, said))
    return cues


def turns(text: str, declared: Collection[str]) -> Found:
    """Return each turn's speaker and where its label stands.

    Marked labels (`**Name:**`, `• #Name`) always name a speaker. A bare `Name:` does if it
    returns or is declared, or if others do (or the text opens with one) and it reads as a name.
    """
    labelled = [(m[1] or m[2] or m[3], m) for m in TURN.finditer(text)]
    bare = returning((label for label, match in labelled if match[3]), declared)
    everywhere = bare or any(not match[3] for _, match in labelled) or opens(text, labelled)
    return [
        (" ".join(label.split()), match)
        for label, match in labelled
        if not match[3]
        or label in bare
        or (everywhere and name_like(label) and begins_paragraph(text, match))
    ]


def begins_paragraph(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a label stands at the start of a paragraph."""
    at = match.start()
    return at == 0 or text[at - 1] == "\n" or "\n\n" not in text.strip()


def opens(text: str, labelled: Found) -> bool:
    """Tell whether the text's first words are a label that reads as a name."""
    return (
        bool(labelled) and name_like(labelled[0][0]) and not text[: labelled[0][1].start()].strip()
    )


def survey_speakers(text: str, declared: Collection[str]) -> Survey:
    """Find who speaks."""
    return Survey(-1, tuple(dict.fromkeys(who for who, _ in turns("\n" + text, declared))))


def format_speakers(cues: Sequence[Cue]) -> str:
    """Write `Name: text`, an empty line between paragraphs; timed cues are joined into turns.

    >>> format_speakers([Cue(-1, -1, "Ana", "Hello.\\nAgain."), Cue(-1, -1, "Ben", "Yes.")])
    'Ana: Hello.\\n\\nAgain.\\n\\nBen: Yes.\\n'
    """
    blocks = [f"{who}: {text}" if who else text for _, _, who, text, _ in joined(cues)]
    return "\n".join(blocks).replace("\n", "\n\n") + "\n" if blocks else ""


PAUSE = 2000  # milliseconds of silence that part paragraphs


def joined(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Join captions of one speaker into a turn; a silence begins a new paragraph in it."""
    if not cues or cues[0].start < 0:
        return cues
    turns: list[Cue] = []
    texts: list[str] = []
    first = last = cues[0]
    for cue in cues:
        if cue.speaker != last.speaker:
            turns.append(Cue(first.start, last.end, first.speaker, "".join(texts)))
            texts, first = [], cue
        elif texts:
            texts.append("\n" if cue.start - last.end >= PAUSE else " ")
        texts.append(cue.text if "\n" not in cue.text else cue.text.replace("\n", " "))
        last = cue
    turns.append(Cue(first.start, last.end, first.speaker, "".join(texts)))
    return turns
