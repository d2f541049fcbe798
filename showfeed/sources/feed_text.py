"""The bytes of a feed → its text: the encoding found, and what stands before the first tag gone.

Whatever is taken out leaves blanks and line breaks behind, so that all else keeps its place.
"""

import codecs
import re

from showfeed.problems import Level, Place, Problem

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
ELEMENT = re.compile(r"<[A-Za-z_]")
DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
BRACKETS = re.compile(r"""["'\[\]>]""")
NOT_LINES = re.compile(r"[^\n]+")
UTF8 = ("utf-8", "utf8", "us-ascii", "ascii", "")
HINT = 'save the feed as UTF-8, and begin it with `<?xml version="1.0" encoding="UTF-8"?>`'


def feed_text(content: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a feed, and what was wrong with its bytes and its beginning."""
    text, problems = decode(content, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, found = without_declaration(text, path)
    return without_doctype(text, path, problems + found)


def decode(content: bytes, path: str) -> tuple[str, list[Problem]]:
    """Turn bytes into text: as declared where that is right, else as UTF-8 or Windows-1252."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            words = "an invisible byte-order mark stands before the feed"
            level = Level.ADVICE if encoding == "utf-8" else Level.ERROR
            return text, [Problem(Place(path, 1, 1), "feed-encoding", words, HINT, level)]
    found = DECLARED.search(content[:400])
    declared = found[1].decode("ascii") if found else ""
    place = Place(path, 1, 1)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, declared, error.start, path)
    if declared.lower() not in UTF8 and not content.isascii():
        words = f"the feed says that it is `{declared}`, and is UTF-8"
        return text, [Problem(place, "feed-encoding", words, HINT)]
    return text, []


def _not_utf8(content: bytes, declared: str, at: int, path: str) -> tuple[str, list[Problem]]:
    line = content.count(b"\n", 0, at) + 1
    place = Place(path, line, at - content.rfind(b"\n", 0, at))
    if declared.lower() not in UTF8:
        try:
            text = content.decode(declared)
        except (LookupError, UnicodeError):
            pass
        else:
            words = f"the feed is `{declared}`, not UTF-8"
            return text, [Problem(Place(path, 1, 1), "feed-encoding", words, HINT)]
    words = "the feed is not UTF-8 from here on" + (", though it says so" if declared else "")
    text = content.decode("cp1252", errors="replace")
    return text, [Problem(place, "feed-encoding", words, f"{HINT}; it was read as Windows-1252")]


def without_declaration(text: str, path: str) -> tuple[str, list[Problem]]:
    """Take out the XML declaration, and what a broken program wrote before it."""
    found = DECLARATION.search(text, 0, 100_000)
    if not found:
        return text, []
    before = text[: found.start()]
    text = blank(text[: found.end()]) + text[found.end() :]
    if not before:
        return text, []
    what = "an empty line stands" if before.isspace() else "something stands"
    words = f"{what} before `<?xml`, which must be the first"
    hint = "delete it: many apps read nothing of such a feed"
    return text, [Problem(Place(path, 1, 1), "feed-xml", words, hint)]


def without_doctype(text: str, path: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """Take out the document type: entities that it declares are never expanded."""
    first, found = ELEMENT.search(text), DOCTYPE.search(text, 0, 100_000)
    if not found or (first and first.start() < found.start()):
        return text, problems
    end = end_of_doctype(text, found.end())
    if not re.match(r"<!DOCTYPE\s+html", text[found.start() : found.start() + 20], re.IGNORECASE):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        words = "a document type stands here; apps read none, and none was read"
        problems = [
            *problems,
            Problem(Place(path, line, column), "feed-doctype", words, "delete it", Level.WARNING),
        ]
    return text[: found.start()] + blank(text[found.start() : end]) + text[end:], problems


def end_of_doctype(text: str, start: int) -> int:
    """Return where a document type ends, or the end of the text where it never does."""
    at, inside = start, False
    while found := BRACKETS.search(text, at):
        at, sign = found.end(), found[0]
        if sign in "\"'":
            closed = text.find(sign, at)
            if closed < 0:
                break
            at = closed + 1
        elif sign == ">" and not inside:
            return at
        elif sign in "[]":
            inside = sign == "["
    return len(text)


def blank(text: str) -> str:
    """Return text with blanks in the place of all but its line breaks."""
    return NOT_LINES.sub(lambda line: " " * len(line[0]), text)
