"""Text with speakers and without times ⇄ cues, one for each turn."""

import re
from collections.abc import Collection, Sequence

from showfeed.formats.transcripts.columns import Columns, columns, woven
from showfeed.formats.transcripts.labels import PREFIX, name_like, returning
from showfeed.formats.transcripts.lines import flat
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


PAUSE = 2000  # milliseconds of silence that part paragraphs
CAPTION = 200  # letters; a longer text is a turn, and its lines are paragraphs
PARAGRAPH = 500  # letters after which a sentence's end does too
ENDS = frozenset(".!?…。！？؟")


def joined(cues: Columns, minute: int = 0) -> Columns:
    """Join captions of one speaker into a turn of paragraphs; what is untimed is so already.

    A silence begins a new one, or a sentence's end where one is long. With *minute*, a turn that
    has gone on for that many milliseconds goes on in another, so that its time is told again.
    """
    if not cues.texts or cues.starts[0] < 0:
        return cues
    starts, ends, speakers, texts = [cues.starts[0]], [], [cues.speakers[0]], []
    said: list[str] = []
    length, before = 0, cues.ends[0]
    for start, end, who, text in zip(*cues[:3], map(one_line, cues.texts), strict=True):
        fresh = start - before >= PAUSE or (length > PARAGRAPH and said[-1][-1:] in ENDS)
        if who != speakers[-1] or (fresh and 0 < minute <= start - starts[-1]):
            texts.append("".join(said))
            ends.append(before)
            starts.append(start)
            speakers.append(who)
            said, length = [], 0
        elif fresh:
            said.append("\n")
            length = 0
        elif said:
            said.append(between(said[-1], text))
        said.append(text)
        length += len(text)
        before = end
    return Columns(starts, [*ends, before], speakers, [*texts, "".join(said)])


def one_line(text: str) -> str:
    """Return a caption's lines as one; what is longer than a caption has paragraphs."""
    return flat(text) if "\n" in text and len(text) < CAPTION else text


def between(before: str, after: str) -> str:
    """Return what parts two captions on one line: nothing where words have no spaces."""
    if after < "\u0e00" or before[-1:] < "\u0e00":
        return " "
    return flat(f"{before[-1]}\n{after[0]}")[1:-1]
