"""SubRip: numbered cues with times, `Name:` before what somebody says."""

import re

from showfeed.formats.transcripts.told import Told, milliseconds, order, warn
from showfeed.model import Cue

CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[,.](\d{1,6})"
TIMING = re.compile(rf"^[ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK}[^\n]*$", re.MULTILINE | re.ASCII)
BLOCK = re.compile(
    rf"^[ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK}[^\n]*\n?"
    r"((?:(?![ \t]*\n)(?!\d+[ \t]*\n[^\n]*-->)[^\n]+(?:\n|\Z))*)",
    re.MULTILINE | re.ASCII,
)
ARROW = re.compile(r"^[^\n]*-->[^\n]*$", re.MULTILINE)
NAME = re.compile(r"([^\W\d_][^:\n]{0,39}):\s+(?=\S)")
MARKUP = re.compile(r"</?(?:b|i|u|font|c)\b[^>]*>|\{\\[^}]*\}", re.IGNORECASE)


def parse_srt(text: str, told: list[Told]) -> list[Cue]:
    """Read cues; a name before a colon is a speaker where it comes at least twice."""
    found = list(BLOCK.finditer(text))
    times = [
        (m.start(), milliseconds(m[1], m[2], m[3], m[4]), milliseconds(m[5], m[6], m[7], m[8]))
        for m in found
    ]
    bodies = [
        MARKUP.sub("", m[9]).strip() if "<" in m[9] or "{" in m[9] else m[9].strip() for m in found
    ]
    names = [NAME.match(body) for body in bodies]
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name[1]] = counts.get(name[1], 0) + 1
    # Where most cues begin with a name, one that comes only once is a name too.
    mostly = 2 * sum(counts.values()) >= len(found)
    cues = []
    for (_, start, end), body, name in zip(times, bodies, names, strict=True):
        if name and (mostly or counts[name[1]] > 1):
            cues.append(Cue(start, max(end, start), name[1], body[name.end() :]))
        else:
            cues.append(Cue(start, max(end, start), "", body))
    order(times, text, told)
    if text.count("-->") != len(found):
        starts = {m.start() for m in found}
        for line in ARROW.finditer(text):
            if line.start() not in starts:
                warn(
                    told,
                    text,
                    line.start(),
                    "cue-times",
                    "this line's times can't be read",
                    "write `00:01:02,000 --> 00:01:04,500`",
                )
    return cues


def format_srt(cues: list[Cue], clocks: list[tuple[str, str]]) -> str:
    """Write cues; *clocks* are their times as `HH:MM:SS.mmm` (see `clock.clocks`)."""
    parts = []
    for number, (cue, (start, end)) in enumerate(zip(cues, clocks, strict=True), 1):
        said = f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text
        times = f"{start} --> {end}".replace(".", ",")
        parts.append(f"{number}\n{times}\n{said}\n")
    return "\n".join(parts)
