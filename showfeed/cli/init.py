"""`showfeed init`: a show that builds at once."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from showfeed.cli.options import HERE
from showfeed.problems import OutsideError, ShowfeedError, UsageError

# Where each file of showfeed/scaffold/ goes in the new folder.
SCAFFOLD = {
    "show.yaml": "show.yaml",
    "episodes/001-welcome.yaml": "episodes/001-welcome.yaml",
    "episodes/001-welcome.txt": "episodes/001-welcome.txt",
    "media/001-welcome.mp3": "media/001-welcome.mp3",
    "cover.png": "cover.png",
    "gitignore": ".gitignore",
    "README.md": "README.md",
}
# Where each forge looks for its workflow; scaffold/ci/ has it, and the README's words on it.
WORKFLOWS = {
    "github": ".github/workflows/podcast.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/podcast.yml",
    "none": "",
}


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; here.")] = HERE,
    forge: Annotated[
        str, typer.Option("--ci", metavar="FORGE", help="github, gitlab, forgejo or none.")
    ] = "github",
) -> None:
    """Write a show that builds at once, with a workflow that publishes it.

    Asks nothing and overwrites nothing.

    Example: showfeed init my-show --ci gitlab
    """
    if forge not in WORKFLOWS:
        raise UsageError(
            f"there is no workflow for `{forge}`\n    write github, gitlab, forgejo or none"
        )
    wanted = scaffold((datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d"), forge)
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


def scaffold(today: str, forge: str = "github") -> dict[str, bytes]:
    """Return path → bytes of a new show, with the workflow of *forge*."""
    from showfeed import __version__
    from showfeed.cli.schema import FILES, schema_text

    content = {path: _stored(name) for name, path in SCAFFOLD.items()}
    if WORKFLOWS[forge]:
        content[WORKFLOWS[forge]] = _stored(f"ci/{forge}.yml")
        content["README.md"] += b"\n" + _stored(f"ci/{forge}.md")
    if forge == "forgejo":  # its pages are a branch, which `publish` puts them on
        content["show.yaml"] += _stored("ci/forgejo.yaml")
    for path in ("episodes/001-welcome.yaml", WORKFLOWS[forge]):
        if path:
            text = content[path].decode().replace("{date}", today)
            content[path] = text.replace("{version}", __version__).encode()
    for which in FILES:
        content[f"schema/{which}.json"] = schema_text(which).encode()
    return content


def _stored(name: str) -> bytes:
    return files("showfeed").joinpath("scaffold", *name.split("/")).read_bytes()
