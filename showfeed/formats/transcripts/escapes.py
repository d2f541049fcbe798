"""Escapes for a whole transcript at once: a call for each of a thousand cues costs ten times it."""

from collections.abc import Callable, Sequence

# `reading.decode` leaves no DEL in a text, and no escape here touches it.
PART = "\x7f"


def at_once(change: Callable[[str], str], texts: Sequence[str]) -> Sequence[str]:
    """Return *texts*, each changed, by one call of *change*.

    >>> at_once(escaped, ["a & b", "c"])
    ['a &amp; b', 'c']
    """
    whole = PART.join(texts)
    changed = change(whole)
    if changed == whole:
        return texts
    parts = changed.split(PART)
    return parts if len(parts) == len(texts) else [change(text) for text in texts]


def escaped(text: str) -> str:
    """Escape what HTML and WebVTT read as markup.

    >>> escaped("R&D --> <b>")
    'R&amp;D --&gt; &lt;b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tidy(text: str) -> str:
    """Return text without spaces around its lines and without empty lines, as a cue holds it.

    >>> tidy(" a \\n\\n b")
    'a\\nb'
    """
    text = text.strip()
    if "\n" not in text:
        return text
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def tidied(texts: Sequence[str]) -> list[str]:
    """Return texts, each tidy; most are one line each."""
    stripped = list(map(str.strip, texts))
    if "\n" in PART.join(stripped):
        return list(map(tidy, stripped))
    return stripped
