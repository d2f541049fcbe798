"""The Podcasting 2.0 HTML transcript ⇄ cues: a sequence of `<cite>`, `<time>` and `<p>`."""

import re
from collections.abc import Sequence
from html import unescape

from showfeed.formats.transcripts.captions import SECONDS
from showfeed.formats.transcripts.escapes import at_once, escaped, tidy
from showfeed.model import Cue

PIECE = re.compile(r"<(cite|time|p)\b[^>]*>(.*?)</\1\s*>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
CLOCK = re.compile(r"(?:([0-9]{1,5}):)?([0-9]{1,5}):([0-9]{2})")


def parse_html(text: str) -> list[Cue]:
    """Read the sequence; a `<cite>` or `<time>` begins a cue, whose end the format does not tell.

    >>> parse_html("<cite>Ana:</cite>\\n<time>1:02</time>\\n<p>Salt &amp; tea</p>")
    [Cue(start=62000, end=-1, speaker='Ana', text='Salt & tea', words=())]
    """
    cues: list[Cue] = []
    start, speaker, begun = -1, "", True
    for tag, markup in PIECE.findall(text):
        words = tidy(unescape(TAG.sub("", markup)))
        if tag == "p":
            if begun:
                cues.append(Cue(start, -1, speaker, words))
            elif words:
                cues[-1] = cues[-1]._replace(text=f"{cues[-1].text}\n{words}")
            start, speaker, begun = -1, "", False
        elif tag == "cite":
            speaker, begun = words.removesuffix(":").strip(), True
        else:
            start, begun = seconds(words) * 1000, True
    return [cue for cue in cues if cue.text]


def seconds(text: str) -> int:
    """Return the seconds of `M:SS` or `H:MM:SS`, 0 where it is neither."""
    found = CLOCK.fullmatch(text)
    if not found:
        return 0
    return (int(found[1] or 0) * 60 + int(found[2])) * 60 + int(found[3])


def format_html(cues: Sequence[Cue]) -> str:
    """Write the sequence, everything escaped; times of timed cues to the second.

    >>> format_html([Cue(-1, -1, "Ana", "Salt & tea")])
    '<cite>Ana:</cite>\\n<p>Salt &amp; tea</p>\\n'
    """
    if not cues:
        return ""
    starts, _, speakers, spoken, _ = zip(*cues, strict=True)
    texts = at_once(escaped, spoken)
    cites = {who: f"<cite>{escaped(who)}:</cite>\n" if who else "" for who in set(speakers)}
    if starts[0] < 0:
        texts = at_once(paragraphs, texts)
        return "".join(
            [f"{cites[who]}<p>{t}</p>\n" for who, t in zip(speakers, texts, strict=True)]
        )
    return "".join(
        [
            f"{cites[who]}<time>{start // 60_000}:{SECONDS[start // 1000 % 60]}</time>\n"
            f"<p>{text}</p>\n"
            for start, who, text in zip(starts, speakers, texts, strict=True)
        ]
    )


def paragraphs(text: str) -> str:
    """Return a turn's lines as paragraphs of their own."""
    return text.replace("\n", "</p>\n<p>")
