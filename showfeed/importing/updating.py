"""A person's file brought up to date: fields that nobody edited change, all others stay.

A field is a piece of lines. Whose digest is not the one that was remembered was edited, be it by
a comment or a quote, and is its author's from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from showfeed.importing.remembered import digest
from showfeed.sources.yaml_nodes import read_yaml

Pieces = dict[str, str]  # a field's name → its lines


@dataclass(frozen=True)
class Updated:
    """A file after an update, what to remember of it, and which changes were left to its author."""

    text: str
    fields: Mapping[str, str]
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def of(piece: str) -> str:
    """Return a piece's digest, whatever line ends the file has."""
    return digest(piece.replace("\r\n", "\n").rstrip() + "\n")


def update(path: str, text: str, new: Pieces, remembered: Mapping[str, str]) -> Updated:
    """Bring *text* up to date with the *new* pieces, given the digests of those written before."""
    there = pieces(path, text)
    if there is None:
        return Updated(text, remembered, kept=("the whole file",))
    changed, kept = [], []
    fields: dict[str, str] = {}
    for name in (*new, *(name for name in remembered if name not in new)):
        before = remembered.get(name)
        after = of(new[name]) if name in new else None
        if after is not None:
            fields[name] = after
        if after == before:
            continue
        here = of(there[name]) if name in there else None
        if here == after:
            continue
        if here != before:  # edited, deleted, or written by the author first
            kept.append(name)
            continue
        changed.append(name)
        if name not in new:
            text = _without(text, there[name])
        elif name in there:
            text = _instead(text, there[name], new[name])
        else:
            text = _inserted(text, name, new, pieces(path, text) or {})
        there = pieces(path, text) or {}
    return Updated(text, fields, tuple(changed), tuple(kept))


def pieces(path: str, text: str) -> Pieces | None:
    """Return a file's fields as their lines; None where they do not stand one below another."""
    node, _ = read_yaml(path, text.encode())
    lines = text.splitlines(keepends=True)
    if node is None or any(place.column != 1 for place in node.keys.values()):
        return None
    starts = [(place.line - 1, name) for name, place in node.keys.items()]
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    found = {}
    for (start, name), end in zip(starts, ends, strict=True):
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        found[name] = "".join(lines[start:end])
    return found


def _instead(text: str, old: str, new: str) -> str:
    start = _start(text, old)
    return text[:start] + new + text[start + len(old) :]


def _without(text: str, old: str) -> str:
    return _instead(text, old, "")


def _start(text: str, piece: str) -> int:
    """Return where a piece begins: at the begin of a line, not within another's text."""
    return 0 if text.startswith(piece) else text.index("\n" + piece) + 1


def _inserted(text: str, name: str, new: Pieces, there: Pieces) -> str:
    """Put a new field behind the one that it follows, or at the end."""
    order = list(new)
    before = [other for other in order[: order.index(name)] if other in there]
    if not before:
        return new[name] + text
    piece = there[before[-1]]
    end = _start(text, piece) + len(piece)
    gap = "" if piece.endswith("\n") else "\n"
    return text[:end] + gap + new[name] + text[end:]
