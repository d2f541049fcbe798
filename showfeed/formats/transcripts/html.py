"""HTML as the podcast namespace describes it: `<cite>`, `<time>`, `<p>`, one after another."""

import re
from html import escape, unescape

from showfeed.formats.transcripts.told import Told
from showfeed.model import Cue

PART = re.compile(r"<(cite|time|p)>(.*?)</\1>", re.DOTALL)


def format_html(cues: list[Cue]) -> str:
    """Write turns; a speaker is named when they begin, a time where one is known."""
    parts = []
    last: str | None = None
    for start, _, speaker, said in cues:
        if "&" in said or "<" in said or ">" in said:
            said = escape(said, quote=False)
        if speaker != last or start < 0:
            if speaker:
                parts.append(f"<cite>{escape(speaker, quote=False)}:</cite>")
            last = speaker
        if start >= 0:
            parts.append(f"<time>{_clock(start)}</time>")
        parts.append("<p>" + said.replace("\n", "</p>\n<p>" if start < 0 else "<br>") + "</p>")
    return "\n".join(parts) + "\n"


def _clock(start: int) -> str:
    minutes, seconds = divmod(start // 1000, 60)
    if minutes < 60:
        return f"{minutes}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def parse_html(text: str, told: list[Told]) -> list[Cue]:
    """Read untimed turns back; times in HTML are only to the second and are left alone."""
    cues: list[Cue] = []
    speaker = ""
    new = True
    for tag, inner in PART.findall(text):
        words = unescape(inner)
        if tag == "cite":
            speaker, new = words.removesuffix(":"), True
        elif tag == "p":
            if new or not cues:
                cues.append(Cue(-1, -1, speaker, words))
            else:
                cues[-1] = cues[-1]._replace(text=f"{cues[-1].text}\n{words}")
            new = False
    return cues
