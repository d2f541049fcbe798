"""Text with speakers and without times ⇄ cues, one for each turn."""

import re
from collections.abc import Collection, Sequence

from showfeed.formats.transcripts.columns import Columns, columns, woven
from showfeed.formats.transcripts.labels import PREFIX, name_like, returning
from showfeed.formats.transcripts.plain import paragraphs, parse_plain
from showfeed.formats.transcripts.reading import Survey
from showfeed.formats.transcripts.turns import joined
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
    unwrapped = "\n\n" not in text.strip()
    everywhere = bare or any(not match[3] for _, match in labelled) or opens(text, labelled)
    return [
        (" ".join(label.split()), match)
        for label, match in labelled
        if not match[3]
        or label in bare
        or (
            everywhere and name_like(label) and (unwrapped or begins_paragraph(text, match.start()))
        )
    ]


def begins_paragraph(text: str, at: int) -> bool:
    """Tell whether a label stands at the start of a paragraph."""
    return at == 0 or text[at - 1] == "\n"


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
    return write_speakers(columns(cues))


def write_speakers(cues: Columns) -> str:
    """Write columns as `format_speakers` writes cues."""
    return write_turns(joined(cues))


def write_turns(turns: Columns) -> str:
    """Write turns, each with its speaker, an empty line between paragraphs."""
    if not turns.texts:
        return ""
    names = {who: f"\n{who}: " if who else "\n" for who in set(turns.speakers)}
    labels = [names[who] for who in turns.speakers]
    count = len(turns.texts)
    return woven(labels, turns.texts, count=count)[1:].replace("\n", "\n\n") + "\n"
