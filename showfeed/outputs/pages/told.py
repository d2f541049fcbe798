"""What a template is told, as a digest: a page is made only where it is told something else.

Nothing is listed here that a page depends on. Its digest is that of the very values that its
template is given, so that what is not in the digest can't be in the page either.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from markupsafe import Markup

PLAIN = frozenset({str, int, bool, float, type(None), Markup})


class Late(dict[str, Any]):
    """Values of which one, *name*, is made only when a template asks for it.

    *source* is a digest of all that it is made from. Nothing here has a plain name: to a template
    `transcript.name` would be that.
    """

    def __init__(
        self, values: Mapping[str, Any], name: str, source: str, make: Callable[[], Any]
    ) -> None:
        super().__init__(values)
        self._late, self._source, self._make = name, source, make

    def __missing__(self, name: str) -> Any:
        if name != self._late:
            raise KeyError(name)
        self[name] = made = self._make()
        return made

    def _told(self) -> str:
        shown = {name: value for name, value in self.items() if name != self._late}
        return f"late({self._late!r},{self._source!r},{told(shown)})"


@dataclass(frozen=True)
class Assets:
    """The addresses of styles and scripts, as a page *up* the folders is told them."""

    up: str
    versions: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """Return an address that changes when the file does: no browser keeps an old one."""
        return f"{self.up}{name}?v={self.versions[name]}"


class Told:
    """Values for a template, written out once, however many pages show them."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.written = told(values)
        self.elsewhere = elsewhere(values)


def told(value: Any) -> str:
    """Write a value out: two that a template could tell apart are never written alike.

    Raises TypeError for a value that may know more than it shows.

    >>> told({"a": [1, True, "1"], "b": Markup("1")})
    "{'a':[1,True,'1',],'b':Markup('1'),}"
    """
    kind = type(value)
    if kind in PLAIN:
        return repr(value)
    if kind is Late:
        return str(value._told())
    if kind is dict:
        pairs = [
            f"{k!r}:{v!r}," if type(v) in PLAIN else f"{k!r}:{told(v)}," for k, v in value.items()
        ]
        return f"{{{''.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{''.join([f'{told(each)},' for each in value])}]"
    if is_dataclass(kind):
        parts = [f"{field.name}={told(getattr(value, field.name))}," for field in fields(value)]
        return f"{kind.__name__}({''.join(parts)})"
    raise TypeError(f"a page can't be told of {kind.__name__}: its digest would not know it")


def digest_of(*parts: str) -> str:
    """Return one digest of several texts, told apart."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def elsewhere(value: Any) -> bool:
    """Tell whether a page has a picture of another server: its policy must let it."""
    if isinstance(value, dict):
        named = (value.get("cover", ""), value.get("picture", ""))
        return any(str(x).startswith("http") for x in named) or any(map(elsewhere, value.values()))
    return isinstance(value, list) and any(map(elsewhere, value))
