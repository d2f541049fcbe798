"""The Podcasting 2.0 HTML transcript ⇄ cues: a sequence of `<cite>`, `<time>` and `<p>`."""

from collections.abc import Sequence

from showfeed.formats.transcripts.columns import Columns, Written, columns, woven
from showfeed.formats.transcripts.escapes import at_once, escaped
from showfeed.formats.transcripts.html_pieces import pieces
from showfeed.formats.transcripts.html_reading import sequence
from showfeed.model import Cue

MINUTES = Written(lambda second: f"<time>{second // 60}:{second % 60:02d}</time>\n")


def parse_html(text: str) -> list[Cue]:
    """Read the sequence; a `<cite>` or `<time>` begins a cue, whose end the format does not tell.

    >>> parse_html("<cite>Ana:</cite>\\n<time>1:02</time>\\n<p>Salt &amp; tea</p>")
    [Cue(start=62000, end=-1, speaker='Ana', text='Salt & tea', words=())]
    """
    return sequence(pieces(text)).cues


def format_html(cues: Sequence[Cue]) -> str:
    """Write the sequence, everything escaped; times of timed cues to the second.

    >>> format_html([Cue(-1, -1, "Ana", "Salt & tea")])
    '<cite>Ana:</cite>\\n<p>Salt &amp; tea</p>\\n'
    """
    return write_html(columns(cues))


def write_html(cues: Columns) -> str:
    """Write columns as `format_html` writes cues."""
    count = len(cues.texts)
    texts = at_once(paragraphs, at_once(escaped, cues.texts))
    names = {who: f"<cite>{escaped(who)}:</cite>\n" if who else "" for who in set(cues.speakers)}
    cites = [names[who] for who in cues.speakers]
    if not count or max(cues.starts) < 0:
        return woven(cites, "<p>", texts, "</p>\n", count=count)
    times = [MINUTES[start // 1000] if start >= 0 else "" for start in cues.starts]
    return woven(cites, times, "<p>", texts, "</p>\n", count=count)


def paragraphs(text: str) -> str:
    """Return a turn's lines as paragraphs of their own."""
    return text.replace("\n", "</p>\n<p>")
