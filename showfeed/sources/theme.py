"""`theme:` in show.yaml: the folder of templates, styles, words and files of the author's own."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import fields as fields_of
from pathlib import Path

from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.formats.words_in import Words
from showfeed.model import Theme, ThemeFile
from showfeed.model.theme import Forms
from showfeed.problems import Malformed, Origin, Place
from showfeed.sources.kinds import text_of
from showfeed.sources.pictures import inside
from showfeed.sources.reading import Kind, Reading
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, read_yaml

ASSETS = ("style.css", "own.css", "site.js", "search.js")
WORDS = "words.yaml"
LARGEST = 2_000_000  # bytes of a template, style or script
MANY = {
    field.name for field in fields_of(Words) if field.name in ("roles", "results", "episode_count")
}
KNOWN = {field.name for field in fields_of(Words)}


def _theme(node: Node, reading: Reading) -> Theme:
    href = text_of(node).removeprefix("./").rstrip("/")
    folder = inside(reading.root, href)
    if not _is_folder(folder) or href in ("", "."):
        raise Malformed(
            f"there is no folder {quoted(text_of(node))} for a theme",
            "make it beside show.yaml, and put `own.css` into it",
        )
    reading.inputs.add(folder)
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    words: tuple[tuple[str, str | Forms], ...] = ()
    files = []
    for path, file in _walk(folder, reading):
        content = _content(file, f"{href}/{path}", reading)
        if content is None:
            continue
        if path == WORDS:
            words = _words(f"{href}/{path}", content, reading)
        elif path in ASSETS:
            assets[path] = content
        elif path.endswith(".html"):
            templates[path] = _template(f"{href}/{path}", content, reading)
        else:
            files.append(ThemeFile(path, file, hashlib.sha256(content).hexdigest()))
    return Theme(href, templates, assets, words, tuple(files), Origin(node.place))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no folder can have
        return False


def _walk(folder: Path, reading: Reading) -> Iterator[tuple[str, Path]]:
    """Give every file below, in the order of their paths, but those that are hidden."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        reading.inputs.update(Path(at, name) for name in folders)
        for name in sorted(names):
            file = Path(at, name)
            if not name.startswith(".") and file.is_file():
                reading.inputs.add(file)
                yield file.relative_to(folder).as_posix(), file


def _content(file: Path, path: str, reading: Reading) -> bytes | None:
    text = path.endswith((".html", ".css", ".js", ".yaml"))
    try:
        if text and file.stat().st_size > LARGEST:
            reading.note(Place(path), "theme", f"{quoted(path)} is over 2 MB", "make it smaller")
            return None
        content = file.read_bytes()
        if text:
            content.decode("utf-8")
        return content
    except UnicodeDecodeError:
        reading.note(Place(path), "theme", f"{quoted(path)} is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        reading.note(Place(path), "theme", f"it can't be read: {error.strerror}", "look at it")
    return None


def _template(path: str, content: bytes, reading: Reading) -> str:
    """Return a template; tell where Jinja2 does not understand it."""
    from jinja2 import Environment, TemplateSyntaxError

    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        said = (error.message or "it can't be read").rstrip(".")
        hint = "templates are written in Jinja2; docs/theme.md has an example"
        reading.note(Place(path, error.lineno, 1), "theme", f"in this template: {said}", hint)
    return text


def _words(path: str, content: bytes, reading: Reading) -> tuple[tuple[str, "str | Forms"], ...]:
    node, problems = read_yaml(path, content)
    reading.problems += problems
    found: list[tuple[str, str | Forms]] = []
    for name, value in (node.values if node else {}).items():
        if name not in KNOWN:
            hint = did_you_mean(name, KNOWN, "docs/theme.md tells where all words are")
            reading.note(
                node.keys[name] if node else value.place,
                "theme",
                f"there is no word {quoted(name)}",
                hint,
            )
        elif name in MANY:
            found += _forms(name, value, reading)
        elif isinstance(value, Scalar):
            found.append((name, value.text))
        else:
            reading.note(
                value.place,
                "theme",
                f"{quoted(name)} is one word or sentence",
                f"write `{name}: …`",
            )
    return tuple(found)


def _forms(name: str, node: Node, reading: Reading) -> list[tuple[str, "str | Forms"]]:
    values = node.values if isinstance(node, Mapping) else {}
    forms = tuple((key, value.text) for key, value in values.items() if isinstance(value, Scalar))
    if not forms or len(forms) < len(values):
        example = "{host: …}" if name == "roles" else "{one: …, other: …}"
        reading.note(
            node.place, "theme", f"{quoted(name)} has several forms", f"write `{name}: {example}`"
        )
        return []
    return [(name, forms)]


THEME: Kind[Theme | None] = Kind("theme", _theme, lambda: {"type": "string"}, Theme("theme"))
