"""`showfeed schema`: JSON Schema of both YAML files, for editors."""

import json
from typing import Annotated

import typer

from showfeed.problems import UsageError

FILES = ("show", "episode")


def schema(
    which: Annotated[str, typer.Argument(metavar="[show|episode]", help="Of which file.")] = "show",
) -> None:
    """Print the JSON Schema of show.yaml or of an episode's file, for editors.

    Example: showfeed schema episode > schema/episode.json
    """
    print(schema_text(which), end="")


def schema_text(which: str) -> str:
    """Return a schema as the bytes of its file."""
    if which not in FILES:
        raise UsageError(f"there is no file `{which}`\n    write `show` or `episode`")
    from showfeed.sources.schema import episode_schema, show_schema

    value = show_schema() if which == "show" else episode_schema()
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
