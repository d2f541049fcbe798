"""Plain text without speakers and times ⇄ one cue."""

import re
from collections.abc import Sequence

from showfeed.formats.transcripts.escapes import tidy
from showfeed.model import Cue

PARTING = re.compile(r"\n(?:[ \t]*\n)+")


def parse_plain(text: str) -> list[Cue]:
    """Read paragraphs parted by empty lines, or one on each line where there are none.

    >>> parse_plain("It was\\nnight.\\n\\nIt rained.\\n")
    [Cue(start=-1, end=-1, speaker='', text='It was night.\\nIt rained.', words=())]
    """
    said = paragraphs(text, "\n\n" in text.strip())
    return [Cue(-1, -1, "", said)] if said else []


def paragraphs(text: str, wrapped: bool) -> str:
    """Return paragraphs, a line for each; *wrapped*: an empty line parts them, not a line end.

    >>> paragraphs("a\\nb\\n\\nc", True), paragraphs("a\\nb", False)
    ('a b\\nc', 'a\\nb')
    """
    text = text.strip()
    if "\n" not in text:
        return text
    if not wrapped:
        return tidy(text)
    return "\n".join(" ".join(tidy(part).split("\n")) for part in PARTING.split(text))


def format_plain(cues: Sequence[Cue]) -> str:
    """Write the words alone, an empty line between paragraphs.

    >>> format_plain([Cue(-1, -1, "", "It was night.\\nIt rained.")])
    'It was night.\\n\\nIt rained.\\n'
    """
    return "\n".join(cue.text for cue in cues).replace("\n", "\n\n") + "\n" if cues else ""
