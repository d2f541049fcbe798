"""`showfeed comment`: a text on the merge request that CI is running for."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from showfeed.problems import UsageError


def comment(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Markdown; - is standard input.")],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Which of several comments this is.")
    ] = "changes",
) -> None:
    """Put a text on the merge request that CI is running for; the next time, it is updated.

    Knows GitHub, GitLab and Forgejo by their variables; takes GITHUB_TOKEN or GITLAB_TOKEN.

    Example: showfeed diff --format markdown | showfeed comment -
    """
    from showfeed import forges
    from showfeed.sources.fetch import session

    on = forges.discussion(os.environ)
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is not UTF-8"
        raise UsageError(f"`{file}` can't be read: {reason}") from error
    with session() as asked:
        updated = forges.comment(on, text, name, asked)
    print("the comment was updated" if updated else "the comment was written")
