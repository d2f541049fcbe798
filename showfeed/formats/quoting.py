"""The author's own words as they stand in a message: in backquotes, on one line, not endless."""

LONGEST = 60


def quoted(text: str) -> str:
    """Quote *text* for a message.

    >>> quoted("a  b\\nc")
    '`a b c`'
    """
    line = " ".join(text[: LONGEST * 4].split())
    line = "".join(letter if letter.isprintable() else "�" for letter in line)
    return f"`{line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}`"
