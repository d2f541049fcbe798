"""SubRip (SRT) ⇄ cues."""

import re
from collections.abc import Collection, Sequence

from showfeed.formats.transcripts.captions import ARROW, Captions, captions, clocks, remarks
from showfeed.formats.transcripts.escapes import at_once, tidy
from showfeed.formats.transcripts.labels import LABEL, returning
from showfeed.formats.transcripts.reading import Survey
from showfeed.model import Cue

MARKUP = re.compile(r"</?[biu]>|</?font\b[^>]*>|\{\\[^}]*\}", re.IGNORECASE)


def parse_srt(text: str, declared: Collection[str] = ()) -> list[Cue]:
    """Read SubRip: comma or dot, index or none; `Name:` as a speaker if it returns or is declared.

    >>> parse_srt("1\\n00:00:01,000 --> 00:00:02,500\\nAna: Salt", ["Ana"])
    [Cue(start=1000, end=2500, speaker='Ana', text='Salt', words=())]
    """
    return cues_of(captions(text), declared)


def cues_of(found: Captions, declared: Collection[str]) -> list[Cue]:
    """Return cues with their speakers apart."""
    texts = [
        tidy(MARKUP.sub("", body) if "<" in body or "{" in body else body) for body in found[2]
    ]
    labels = [LABEL.match(text) for text in texts]
    speakers = returning((label[1] for label in labels if label), declared)
    cues = []
    for start, end, text, label in zip(found.starts, found.ends, texts, labels, strict=True):
        speaker = label[1] if label and label[1] in speakers else ""
        said = text[label.end() :].strip() if label and speaker else text
        if said:
            cues.append(Cue(start, end, speaker, said))
    return cues


def survey_srt(text: str, declared: Collection[str]) -> Survey:
    """Find the end, the speakers and the mistakes of a file."""
    found = captions(text)
    speakers = dict.fromkeys(cue.speaker for cue in cues_of(found, declared) if cue.speaker)
    return Survey(max(found.ends, default=-1), tuple(speakers), remarks(text, found))


def format_srt(cues: Sequence[Cue]) -> str:
    """Write SubRip; each cue names its speaker, so that reading it gives the same cues.

    >>> format_srt([Cue(1000, 2500, "Ana", "Salt")])
    '1\\n00:00:01,000 --> 00:00:02,500\\nAna: Salt\\n'
    """
    if not cues:
        return ""
    starts, ends, speakers, texts, _ = zip(*cues, strict=True)
    labels = {who: f"{who}: " if who else "" for who in set(speakers)}
    columns = zip(commas(starts), commas(ends), speakers, texts, strict=True)
    blocks = [
        f"{number}\n{start} --> {end}\n{labels[who]}{text if ARROW not in text else plain(text)}\n"
        for number, (start, end, who, text) in enumerate(columns, 1)
    ]
    return "\n".join(blocks)


def commas(times: tuple[int, ...]) -> Sequence[str]:
    """Write times with the comma that SubRip sets before milliseconds."""
    return at_once(lambda text: text.replace(".", ","), clocks(times))


def plain(text: str) -> str:
    """Return text without the arrow that would be read as another cue's times."""
    return text.replace(ARROW, "→")
