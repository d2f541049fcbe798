"""`showfeed init`: a show that builds at once."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from showfeed.cli.options import HERE
from showfeed.problems import OutsideError, ShowfeedError

# Where each file of showfeed/scaffold/ goes in the new folder.
SCAFFOLD = {
    "show.yaml": "show.yaml",
    "episodes/001-welcome.yaml": "episodes/001-welcome.yaml",
    "episodes/001-welcome.txt": "episodes/001-welcome.txt",
    "media/001-welcome.mp3": "media/001-welcome.mp3",
    "cover.png": "cover.png",
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "podcast.yml": ".github/workflows/podcast.yml",
}
FILLED_IN = {"episodes/001-welcome.yaml", "podcast.yml"}


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; here.")] = HERE,
) -> None:
    """Write a show that builds at once, with a workflow that publishes it.

    Asks nothing and overwrites nothing.

    Example: showfeed init my-show
    """
    wanted = scaffold((datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d"))
    taken = [path for path in wanted if (folder / path).exists()]
    if taken:
        listed = "\n".join(f"      {path}" for path in taken)
        raise ShowfeedError(
            f"these files of `{folder}` are there already:\n{listed}\n"
            "    nothing was written; choose an empty folder"
        )
    try:
        for path, content in wanted.items():
            to = folder / path
            to.parent.mkdir(parents=True, exist_ok=True)
            with to.open("xb") as file:
                file.write(content)
            print(to)
    except OSError as error:
        raise OutsideError(f"`{folder}` can't be written: {error.strerror}") from error
    at = "" if folder == HERE else f" --root {folder}"
    print(f"\nNow: showfeed check{at}, then showfeed build{at}")


def scaffold(today: str) -> dict[str, bytes]:
    """Return path → bytes of a new show."""
    from showfeed import __version__
    from showfeed.cli.schema import FILES, schema_text

    content = {}
    for name, path in SCAFFOLD.items():
        stored = files("showfeed").joinpath("scaffold", *name.split("/")).read_bytes()
        if name in FILLED_IN:
            text = stored.decode().replace("{date}", today).replace("{version}", __version__)
            stored = text.encode()
        content[path] = stored
    for which in FILES:
        content[f"schema/{which}.json"] = schema_text(which).encode()
    return content
