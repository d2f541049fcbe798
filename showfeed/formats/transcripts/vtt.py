"""WebVTT: cues with times and `<v Name>` voices. https://www.w3.org/TR/webvtt1/"""

import re
from html import escape, unescape

from showfeed.formats.transcripts.srt import ARROW, CLOCK
from showfeed.formats.transcripts.told import Told, milliseconds, order, warn
from showfeed.model import Cue

BLOCK = re.compile(
    rf"^[ \t]*{CLOCK}[ \t]+-->[ \t]+{CLOCK}[^\n]*\n?((?:(?![^\n]*-->)[^\n]*\S[^\n]*(?:\n|\Z))*)",
    re.MULTILINE | re.ASCII,
)
ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)\b[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>")
TAG = re.compile(r"</?[^>]*>")
HEADER = "WEBVTT\n"


def parse_vtt(text: str, told: list[Told]) -> list[Cue]:
    """Read cues; a cue in which several speak becomes one for each, with the same times."""
    first, _, rest = text.partition("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", first):
        warn(
            told,
            text,
            0,
            "vtt-header",
            "the file does not begin with `WEBVTT`",
            "write it alone in the first line",
        )
    elif rest and rest.lstrip(" \t")[:1] not in ("\n", "") and "-->" in rest.partition("\n")[0]:
        warn(told, text, len(first) + 1, "vtt-header", "no empty line follows `WEBVTT`", "add one")
    clean = text
    if "NOTE" in text or "STYLE" in text or "REGION" in text:
        # What is left out keeps its length, so that places stay true.
        clean = ASIDE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    cues: list[Cue] = []
    times = []
    for m in BLOCK.finditer(clean):
        start, end = milliseconds(m[1], m[2], m[3], m[4]), milliseconds(m[5], m[6], m[7], m[8])
        times.append((m.start(), start, end))
        body = m[9].strip()
        if "<" not in body and "&" not in body:
            cues.append(Cue(start, max(end, start), "", body))
        else:
            cues += [Cue(start, max(end, start), *said) for said in _voices(body)]
    order(times, text, told)
    if clean.count("-->") != len(times):
        starts = {offset for offset, _, _ in times}
        for line in ARROW.finditer(clean):
            if line.start() not in starts:
                warn(
                    told,
                    text,
                    line.start(),
                    "cue-times",
                    "this line's times can't be read",
                    "write `00:01:02.000 --> 00:01:04.500`",
                )
    return cues


def _voices(body: str) -> list[tuple[str, str]]:
    """Split a cue's text by its voices: (speaker, text)."""
    parts = VOICE.split(body)
    said = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    plain = [
        (" ".join(unescape(name).split()), unescape(TAG.sub("", text)).strip())
        for name, text in said
    ]
    return [(name, text) for name, text in plain if text] or [plain[-1]]


def format_vtt(cues: list[Cue], clocks: list[tuple[str, str]]) -> str:
    """Write cues; *clocks* are their times (see `clock.clocks`)."""
    parts = [HEADER]
    for cue, (start, end) in zip(cues, clocks, strict=True):
        said = cue.text
        if "&" in said or "<" in said or ">" in said:
            said = escape(said, quote=False)
        if cue.speaker:
            said = f"<v {escape(cue.speaker, quote=False)}>{said}"
        parts.append(f"{start} --> {end}\n{said}\n")
    return "\n".join(parts)
