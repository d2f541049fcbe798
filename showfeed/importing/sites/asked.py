"""Values that somebody else wrote, as text under flat names: whoever asks says what type it is.

Asking for a name makes it known; what nobody asked for is told. Names are asked for without
regard to case, as Hugo does.
"""

from collections.abc import Iterable, Iterator, Mapping

Data = str | list["Data"] | dict[str, "Data"]
Flat = dict[str, tuple[str, Data]]  # by name in lower case: the name as written, a text or list


def flatten(data: Mapping[str, Data], above: str = "") -> Flat:
    """Return nested values by their whole names.

    >>> flatten({"audio": {"MP3": "a.mp3"}, "tags": ["a"]})
    {'audio.mp3': ('audio.MP3', 'a.mp3'), 'tags': ('tags', ['a'])}
    """
    flat: Flat = {}
    for name, value in data.items():
        whole = f"{above}.{name}" if above else name
        if isinstance(value, dict):
            for key, found in flatten(value, whole).items():
                flat.setdefault(key, found)
        else:
            flat.setdefault(whole.lower(), (whole, value))
    return flat


class Asked:
    """Values, and which of them were asked for."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.known: set[str] = set()

    def value(self, *names: str) -> Data:
        """Return the first of these values that says something."""
        return self._first([(name, self.flat[name][1]) for name in names if name in self.flat])

    def _first(self, found: list[tuple[str, Data]]) -> Data:
        """Return the first that says something; it is known then, and who says the same."""
        first = next((value for _, value in found if value), "")
        same = in_words(first)
        self.known.update(name for name, value in found if not value or in_words(value) == same)
        return first

    def text(self, *names: str) -> str:
        """Return the first text among these."""
        found = [(name, self.flat[name][1]) for name in names if name in self.flat]
        first = self._first([(name, value) for name, value in found if isinstance(value, str)])
        return first.strip() if isinstance(first, str) else ""

    def ignore(self, *names: str) -> None:
        """Say that these are known, and that nothing is lost with them."""
        self.known.update(names)

    def texts(self, *names: str) -> list[str]:
        """Return the first list of texts among these; a line of them is parted at its commas."""
        value = self.value(*names)
        parts = value.split(",") if isinstance(value, str) else value
        return [part.strip() for part in parts if isinstance(part, str) and part.strip()]

    def below(self, name: str) -> dict[str, Data]:
        """Return the values of a mapping by their names in it."""
        found = {}
        for key, (_, value) in self.flat.items():
            if key.startswith(f"{name}."):
                self.known.add(key)
                found[key.removeprefix(f"{name}.")] = value
        return found

    def left(self) -> Iterator[tuple[str, str]]:
        """Give the name and the words of each value that nobody asked for."""
        for key, (name, value) in self.flat.items():
            words = in_words(value)
            if key not in self.known and words:
                yield name, words


def in_words(value: Data) -> str:
    """Return a value in one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return ", ".join(f"{name}: {in_words(part)}" for name, part in value.items())
    return ", ".join(filter(None, map(in_words, value)))


def as_comment(where: str, left: Iterable[tuple[str, str]]) -> str:
    """Keep what no field stands for as a comment: nothing is lost with the old site."""
    lines = [f"#   {name}: {words[:500]}\n" for name, words in left]
    return f"# From {where}; no field here stands for this:\n{''.join(lines)}" if lines else ""


MAPPINGS = ("podcast", "episode", "itunes", "params")  # in which themes keep fields


def names(*bases: str, within: tuple[str, ...] = MAPPINGS) -> tuple[str, ...]:
    """Return the names that a field may have: alone, or in one of the mappings of themes.

    >>> names("guid", within=("podcast",))
    ('podcast.guid', 'guid')
    """
    return tuple(f"{above}.{base}" for base in bases for above in within) + bases
