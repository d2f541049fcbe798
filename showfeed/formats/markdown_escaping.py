"""Plain text → Markdown that says just that: what would be a sign is escaped, and nothing else."""

import re

# An address or what apps take for one; it stays as it is.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
IN_ADDRESS = re.compile(r"[*`\[\]\\]|(?<![^\W_])_|_(?![^\W_])")
AFTER_ADDRESS = ".,;:!?)*_~\"'"  # what ends a sentence, not an address
SIGN = re.compile(
    r"(?P<always>[\\`*])"
    r"|(?P<edge>(?<![^\W_])_|_(?![^\W_]))"
    r"|(?P<bracket>\](?=[(\[:]))"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<entity>&(?=#?\w+;))"
    r"|(?P<image>!(?=\[))"
)
LINK_SIGN = re.compile(r"[\[\]]")
LINE_START = re.compile(
    r"(?P<head>#{1,6}(?=\s|$)|>|[-+](?=\s|$)|~~~|[=-]+\s*$|:?-+:?\s*\||\|)"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)


def escape(text: str, *, in_link: bool = False) -> str:
    r"""Return text of one line or of several, as Markdown in the middle of a line.

    >>> escape("2 * 3 < 4, [see](x) snake_case")
    '2 \\* 3 < 4, [see\\](x) snake_case'
    """
    pieces = []
    start = 0
    for found in () if in_link else ADDRESS.finditer(text):
        pieces.append(_escape(text[start : found.start()], in_link))
        address = found[0].rstrip(AFTER_ADDRESS)
        odd = IN_ADDRESS.search(address) and address.lower().startswith("http")
        pieces.append(f"<{address}>" if odd else address)
        start = found.start() + len(address)
    pieces.append(_escape(text[start:], in_link))
    return "".join(pieces)


def _escape(text: str, in_link: bool) -> str:
    text = SIGN.sub(lambda found: "\\" + found[0], text)
    return LINK_SIGN.sub(r"\\\g<0>", text.replace("\\]", "]")) if in_link else text


def escape_line_start(line: str) -> str:
    r"""Escape what would make a line a heading, a list, a quotation or a table.

    >>> escape_line_start("1. May"), escape_line_start("- no")
    ('1\\. May', '\\- no')
    """
    found = LINE_START.match(line)
    if not found:
        return line
    if found["head"]:
        return "\\" + line
    return f"{found['number']}\\{line[found.start('dot') :]}"
