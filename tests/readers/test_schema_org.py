"""JSON-LD of the sample show's pages, held against schema.org's own types and properties."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import golden
import pytest
from lxml import html

HERE = Path(__file__).parent
TYPES = HERE / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
INTERFACE = re.compile(
    r"^(?:export )?interface (\w+)(?: extends ([\w, <>]+))? \{(.*?)^\}", re.M | re.S
)
MEMBER = re.compile(r'^    "(\w+)"\??:', re.M)
DEPRECATED = re.compile(r'@deprecated(?:(?!\*/).)*?\*/\s*"(\w+)"', re.S)


@cache
def schema() -> dict[str, tuple[list[str], set[str]]]:
    """Return interface → what it extends, and its own properties that are not out of date."""
    if not TYPES.exists():
        if os.environ.get("CI"):
            pytest.fail("CI must have the packages of tests/readers")
        pytest.skip("the packages of tests/readers are not here (see `make test`)")
    found = {}
    for name, bases, body in INTERFACE.findall(TYPES.read_text(encoding="utf-8")):
        old = set(DEPRECATED.findall(body))
        found[name] = (
            bases.replace(" ", "").split(",") if bases else [],
            set(MEMBER.findall(body)) - old,
        )
    return found


def properties(name: str) -> set[str]:
    """Return every property that a type of schema.org has, its ancestors' too."""
    bases, own = schema()[name]
    return own.union(*(properties(base) for base in bases if base in schema()))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.mark.parametrize("show", golden.sound(), ids=lambda show: show.name)
def test_every_name_is_schema_org_s(show: Path) -> None:
    schema()
    types = set()
    for page in sorted((show / "expected").rglob("index.html")):
        for script in html.parse(str(page)).xpath("//script[@type='application/ld+json']/text()"):
            data = json.loads(script)
            assert data.pop("@context") == "https://schema.org"
            for node in nodes(data):
                name = node["@type"]
                types.add(name)
                used = {key for key in node if not key.startswith("@")}
                assert used <= properties(f"{name}Leaf"), (page, name)
                assert all(value not in ("", None, [], {}) for value in node.values())
    assert types >= {"PodcastSeries", "PodcastEpisode", "AudioObject"}


def test_the_reading_of_the_types_is_sound() -> None:
    assert "webFeed" in properties("PodcastSeriesLeaf")
    assert "startOffset" in properties("ClipLeaf") and "actors" not in properties("ClipLeaf")
    assert "numberOfEpisodes" not in properties("PodcastSeriesLeaf")
