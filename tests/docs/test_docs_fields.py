"""The manual names every field that the files may hold."""

import re
from pathlib import Path

import pytest

from showfeed.cli.schema import schema_text
from showfeed.sources.schema import episode_schema, show_schema

MANUAL = Path(__file__).parents[2] / "docs" / "fields.md"


@pytest.mark.parametrize(
    ("heading", "schema"), [("The show", show_schema()), ("An episode", episode_schema())]
)
def test_the_manual_lists_exactly_the_fields_of_the_schema(
    heading: str, schema: dict[str, dict[str, object]]
) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    first_cells = re.findall(r"(?m)^\| (`[^|]+`) \|", section)
    named = [name for cell in first_cells for name in re.findall(r"`([a-z_]+)`", cell)]
    assert sorted(named) == sorted(schema["properties"])


@pytest.mark.parametrize("which", ["show", "episode"])
def test_the_schema_that_editors_fetch_is_what_the_command_prints(which: str) -> None:
    kept = MANUAL.parent / "schema" / f"{which}.json"
    assert kept.read_text(encoding="utf-8") == schema_text(which), "run `make golden`"
