"""Letters in halves: whisper.cpp cuts text into tokens anywhere, within a letter too.

Its JSON is then no UTF-8, though each half is there: the second stands in the next token.
"""

import re
from typing import NamedTuple

# A text, any other string, or what goes a level down or up.
PIECE = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)"|"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
MARK = re.compile(rb"\[_[A-Za-z0-9_]+\]\s*")  # `[_BEG_]`: no words
OPENING, CLOSING = "[{", "]}"
# UTF-8: a letter's first byte tells how many follow; those are 0x80 to 0xbf.
CUT = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
REST = re.compile(rb"[\x80-\xbf]{0,3}")


class Joined(NamedTuple):
    """A text whose letters are whole again, and how many bytes are part of none."""

    text: str
    lost: int


def in_halves(content: bytes) -> bool:
    """Tell whether bytes may be JSON of whisper.cpp."""
    return content.lstrip()[:1] == b"{" and b'"transcription"' in content


def joined(content: bytes) -> Joined:
    """Put letters together that are cut between one text and the next of its level.

    >>> whole = '{"transcription": [{"text": "é"}]}'.encode()
    >>> joined(whole.replace(b"\\xa9", b'"}, {"text": "\\xa9'))
    Joined(text='{"transcription": [{"text": "é"}, {"text": ""}]}', lost=0)
    """
    text = content.decode("utf-8", "surrogateescape")
    levels: dict[int, list[tuple[int, int, bytes]]] = {}
    depth = 0
    for found in PIECE.finditer(text):
        depth += (found[0] in OPENING) - (found[0] in CLOSING)
        said = (found[1] or "").encode("utf-8", "surrogateescape")
        if said and not MARK.fullmatch(said.strip()):
            levels.setdefault(depth, []).append((*found.span(1), said))
    changed = sorted(part for parts in levels.values() for part in _whole(parts))
    pieces, at = [], 0
    for start, end, said in changed:
        pieces += [text[at:start].encode("utf-8", "surrogateescape"), said]
        at = end
    whole = b"".join([*pieces, text[at:].encode("utf-8", "surrogateescape")])
    kept = whole.decode("utf-8", "replace")
    return Joined(
        kept, len(re.findall("[\udc80-\udcff]", whole.decode("utf-8", "surrogateescape")))
    )


def _whole(parts: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Move the rest of a letter to the text that begins it."""
    said = [part[2] for part in parts]
    for at in range(len(said)):
        after = at + 1
        while after < len(said) and CUT.search(said[at]):
            rest = REST.match(said[after])
            taken = rest[0][: _missing(said[at])] if rest else b""
            said[at], said[after] = said[at] + taken, said[after][len(taken) :]
            if said[after] or not taken:
                break
            after += 1
    return [(*part[:2], new) for part, new in zip(parts, said, strict=True)]


def _missing(said: bytes) -> int:
    """Return how many bytes the letter lacks that a text ends with."""
    cut = CUT.search(said)
    assert cut
    first = cut[0][0]
    return (1 if first < 0xE0 else 2 if first < 0xF0 else 3) + 1 - len(cut[0])
