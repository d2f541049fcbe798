"""Names of episodes' files: of number or date and title, safe on every machine, never twice."""

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

# Names that Windows keeps for itself.
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
# A number before the words: `#3 – `, `Ep. 12: `, `Épisode 4 - `, `S02E07 `.
NUMBERED = re.compile(
    r"\s*(?:s\d{1,3}\s*[:.·-]?\s*e(?:p)?\.?\s*|(?:#|n[°o]\.?|ep(?:isode)?\.?|épisode|folge|episodio)\s*#?\s*)"
    r"(?P<number>\d{1,5})(?!\d)\s*[-–—:.|•)]*\s*|(?P<bare>\d{1,5})\s*[-–—:.|•)]+\s+",
    re.IGNORECASE,
)
LONGEST = 50


def slug(title: str) -> str:
    """Return a title as part of a file's name, nothing where no letter of it can stand there.

    >>> slug("Peut-on marier éthique & produit ?")
    'peut-on-marier-ethique-produit'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "-")).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return words


def episode_id(
    title: str,
    number: Decimal | None,
    season: int | None,
    date: datetime | None,
    taken: Collection[str],
) -> str:
    """Return the id of an episode: `003-rivers`, `s02e003-rivers`, `2024-04-15-rivers`.

    >>> episode_id("#3 – Rivers", None, None, None, ())
    '003-rivers'
    """
    found = NUMBERED.match(title)
    said = int(found["number"] or found["bare"]) if found else None
    words = slug(title[found.end() :] if found and (number is None or number == said) else title)
    if number is None and said is not None:
        number = Decimal(said)
    if number is not None:
        start = f"{int(number):03d}" + (f".{str(number).partition('.')[2]}" if number % 1 else "")
        start = f"s{season:02d}e{start}" if season and season > 1 else start
    else:
        start = f"{date:%Y-%m-%d}" if date else ""
    name = "-".join(part for part in (start, words) if part) or "episode"
    return unique(name, taken)


def unique(name: str, taken: Collection[str]) -> str:
    """Return a name that no other file has, and that no machine refuses.

    >>> unique("con", {"Rivers"}), unique("rivers", {"Rivers"})
    ('episode-con', 'rivers-2')
    """
    if RESERVED.fullmatch(name):
        name = f"episode-{name}"
    lower = {other.lower() for other in taken}  # some file systems know no other letters
    again, unique = 1, name
    while unique.lower() in lower:
        again += 1
        unique = f"{name}-{again}"
    return unique
