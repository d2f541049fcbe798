"""`showfeed shift`: chapters, transcript and soundbites moved together."""

import difflib
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, Root
from showfeed.problems import Malformed, ShowfeedError, UsageError

if TYPE_CHECKING:
    from showfeed.sources.shift import Edit, Shift

SHOWN = 40  # changed lines of a file on a terminal; `--dry-run` shows all


def shift(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The episode: its file's name.")],
    by: Annotated[str, typer.Argument(metavar="±TIME", help="How far: +00:12.5, -3.")],
    after: Annotated[
        str, typer.Option("--after", metavar="TIME", help="Move only what is from here on.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Move an episode's chapters, transcript and soundbites together.

    Shows what changes first. Comments and layout stay, and the opposite shift undoes it.

    Example: showfeed shift 003-rivers +00:12.5 --after 10:00
    """
    from showfeed.sources.shift import shift as plan
    from showfeed.targets.rewrite import rewrite

    how = parse_shift(by, after)
    found = plan(root, id_, how)
    if found.problems:
        report.tell(found.problems)
        raise ShowfeedError("nothing was moved")
    if not found.edits:
        print("there is no time to move")
        return
    for edit in found.edits:
        print(diff(edit, SHOWN if sys.stdout.isatty() and not dry_run else 0))
    print(", ".join(f"{counted(edit.moved)} in {edit.path}" for edit in found.edits))
    if not found.undone:
        print("the opposite shift will write some of these times in another form")
    if dry_run:
        return
    if not (yes or agreed()):
        raise UsageError(
            "nothing was moved\n    add `--yes` to move them, where nobody can be asked"
        )
    rewrite({root / edit.path: (edit.before, edit.after) for edit in found.edits})
    print(f"moved; to undo it: showfeed shift {id_} {words(how.undo)}")


def parse_shift(by: str, after: str) -> "Shift":
    """Read how far, with its sign, and from where on. Raises UsageError."""
    from showfeed.formats.timecode import parse_timecode
    from showfeed.sources.shift import Shift

    sign = -1 if by[:1] in ("-", "−") else 1
    try:
        far = parse_timecode(by[1:] if by[:1] in ("-", "−", "+") else by)
        start = parse_timecode(after) if after else None
    except Malformed as error:
        hint = "write it like `+00:12.5` or `-3`, and a place like `--after 10:00`"
        raise UsageError(f"{error.message}\n    {hint}") from None
    if not far:
        raise UsageError("nothing would be moved\n    write how far, as in `+00:12.5`")
    how = Shift(sign * Decimal(str(far.total_seconds())))
    return how if start is None else replace(how, after=Decimal(str(start.total_seconds())))


def words(how: "Shift") -> str:
    """Write a shift as its arguments."""
    from datetime import timedelta

    from showfeed.formats.timecode import format_timecode

    far = format_timecode(timedelta(seconds=float(abs(how.by))))
    sign = "-" if how.by < 0 else "+"
    if how.after < 0:
        return f"{sign}{far}"
    return f"{sign}{far} --after {format_timecode(timedelta(seconds=float(how.after)))}"


def counted(times: int) -> str:
    """Count times in words."""
    return "1 time" if times == 1 else f"{times} times"


def diff(edit: "Edit", most: int) -> str:
    """Return what changes in a file, *most* lines of it; 0: all."""
    before, after = (text.decode("utf-8").splitlines() for text in (edit.before, edit.after))
    lines = list(difflib.unified_diff(before, after, edit.path, edit.path, lineterm="", n=0))
    if most and len(lines) > most:
        lines = [*lines[:most], f"… {len(lines) - most} more lines: `--dry-run` shows all"]
    return "\n".join(lines)


def agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can agree."""
    return sys.stdin.isatty() and typer.confirm("Move them?")
