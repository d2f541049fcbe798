"""What reading a transcript gives, and its first step: bytes → text."""

from collections.abc import Iterable
from typing import NamedTuple

from showfeed.formats.transcripts.halves import in_halves, joined
from showfeed.model import TranscriptForm
from showfeed.problems import Level

BOM = b"\xef\xbb\xbf"
# Controls that no format can carry; DEL among them, so that it can part texts (see `escapes`).
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r"})


class Remark(NamedTuple):
    """Something to tell about a transcript; its caller knows the file and makes the Problem."""

    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    level: Level = Level.WARNING


class Reading(NamedTuple):
    """A transcript file as it was understood; *problems* are in the order of the file.

    *language* is the one that the file says it is in, "" where it does not.
    """

    form: TranscriptForm
    text: str
    timed: bool = False
    end: int = -1
    speakers: tuple[str, ...] = ()
    problems: tuple[Remark, ...] = ()
    longest: int = -1
    language: str = ""


class Survey(NamedTuple):
    """What one form finds in a text: the last cue's end, who speaks, what to tell.

    *longest* is the longest cue's length in milliseconds, -1 where that is not looked for.
    """

    end: int
    speakers: tuple[str, ...]
    remarks: Iterable[Remark] = ()
    longest: int = -1
    language: str = ""


def decode(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """Read bytes as UTF-8 with `\\n` line ends, without a byte order mark and control characters.

    >>> decode(b"\\xef\\xbb\\xbfAna: hi\\r\\n")
    ('Ana: hi\\n', ())
    """
    content = content.removeprefix(BOM)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    clean = content.translate(None, CONTROLS)
    try:
        text = content.decode("utf-8") if clean == content else decoded_apart(content, clean)
    except UnicodeDecodeError as failure:
        if in_halves(clean):
            text, lost = joined(clean)
            return text, (halves(content, failure.start, lost),)
        return "", (not_utf8(content, failure.start),)
    if not text or text.isspace():
        hint = "write the transcript into it, or leave out `transcript`"
        return "", (Remark(1, 1, "transcript", "the transcript is empty", hint, Level.ERROR),)
    if len(clean) < len(content):
        return text, (control_character(content),)
    return text, ()


def decoded_apart(content: bytes, clean: bytes) -> str:
    """Return *clean* as text if *content* is: a control inside a letter must not mend it."""
    content.decode("utf-8")
    return clean.decode("utf-8")


def halves(content: bytes, at: int, lost: int) -> Remark:
    """Tell that letters were in two, and how many bytes remain that are none."""
    message = "letters are cut in two between tokens, as whisper.cpp does, and are put together"
    hint = "nothing needs to be done"
    if lost:
        message += f"; {lost} {'byte is' if lost == 1 else 'bytes are'} part of no letter"
        hint = "look for `\ufffd` in the transcript, and write what was said"
    return Remark(*spot(content, at), "transcript-encoding", message, hint)


def not_utf8(content: bytes, at: int) -> Remark:
    """Tell where a file stops being UTF-8, and what it may be instead."""
    encoding = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252 or Latin-1"
    return Remark(
        *spot(content, at),
        "transcript-encoding",
        f"byte 0x{content[at]:02x} is not UTF-8",
        f"save the file as UTF-8; it may be {encoding} now",
        Level.ERROR,
    )


def control_character(content: bytes) -> Remark:
    """Tell the first control character; none is kept."""
    at = next(at for at, byte in enumerate(content) if byte in CONTROLS)
    message = f"control character 0x{content[at]:02x} is left out"
    return Remark(*spot(content, at), "transcript-encoding", message, "remove it from the file")


def spot(content: bytes, at: int) -> tuple[int, int]:
    """Return line and column of a byte, columns counted in letters."""
    before = content[:at]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return before.count(b"\n") + 1, column
