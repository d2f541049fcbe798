"""Speaker labels: when `Name:` at the start of a line names a speaker, and when it is a word."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

# A name of at most 60 letters; French sets a space before the colon, Chinese a wide colon.
PREFIX = r"(\w[^\n:：]{0,59}?)[ \t\u00a0\u202f]*(?::(?=[ \t\n\u00a0]|\Z)|：)[ \t\u00a0]*"
LABEL = re.compile(PREFIX)
# What WhisperX writes into captions.
BRACKETED = re.compile(r"\[([^\[\]\n:]{1,60})\]:[ \t]*")


def returning(labels: Iterable[str], declared: Collection[str]) -> set[str]:
    """Return the labels that name speakers: declared ones, and those that come twice.

    >>> sorted(returning(["Ana", "Note", "Ana", "Ben"], ["ben"]))
    ['Ana', 'Ben']
    """
    known = {name.casefold() for name in declared}
    counted = Counter(labels)
    return {label for label, times in counted.items() if times > 1 or label.casefold() in known}


def name_like(label: str) -> bool:
    """Tell whether a label reads as a name: up to four words, each with a capital.

    >>> name_like("Ana María"), name_like("One more thing")
    (True, False)
    """
    words = label.split()
    return len(words) <= 4 and not any(word[0].islower() for word in words)


def apart(texts: list[str], declared: Collection[str]) -> list[str]:
    """Take the speakers out of captions, in place, and return them, "" where none is named.

    >>> said = ["Ana: Salt", "[SPEAKER_01]: Tea", "One thing: no", "Ana: So", "[SPEAKER_01]: Ja"]
    >>> apart(said, ()), said[0]
    (['Ana', 'SPEAKER_01', '', 'Ana', 'SPEAKER_01'], 'Salt')
    """
    labels = [
        LABEL.match(text) or BRACKETED.match(text) if ":" in text or "：" in text else None
        for text in texts
    ]
    known = returning((label[1] for label in labels if label), declared)
    speakers = [label[1] if label and label[1] in known else "" for label in labels]
    for at, label in enumerate(labels):
        if label and speakers[at]:
            texts[at] = texts[at][label.end() :].strip()
    return speakers
