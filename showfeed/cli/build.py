"""`showfeed build`: everything into public/."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from showfeed.cli import report
from showfeed.cli.options import (
    HERE,
    Accept,
    At,
    Compress,
    Drafts,
    Json,
    Locked,
    Offline,
    Out,
    Quiet,
    Root,
    Whole,
)
from showfeed.problems import UsageError
from showfeed.targets import stamp

FOREVER = 2**63


def build(
    folder: Annotated[Path | None, typer.Argument(help="The show's folder; here.")] = None,
    root: Root = HERE,
    out: Out = None,
    locked: Locked = False,
    at: At = "",
    drafts: Drafts = False,
    accept: Accept = False,
    offline: Offline = False,
    compress: Compress = False,
    whole: Whole = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make the feed, chapters, transcripts, notes and pages.

    Only what changed is written, and only what showfeed made is ever removed.

    Example: showfeed build --locked --out site
    """
    if folder is not None and root != HERE:
        raise UsageError("the show's folder is given twice\n    write it once")
    result = build_show(
        folder or root, out, locked=locked, at=at, drafts=drafts, accept=accept, offline=offline,
        compress=compress, whole=whole, shown=not quiet,
    )  # fmt: skip
    report.tell(report.from_values(result["problems"]))
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    elif not quiet and result["sound"]:
        print(_words(result))
    if not result["sound"]:
        raise typer.Exit(1)


def build_show(
    root: Path, out: Path | None = None, *, shown: bool, whole: bool = False, **options: Any
) -> dict[str, Any]:
    """Build the show in *root*, unless nothing changed, and return what was done."""
    started = time.time_ns()
    to = out or root / "public"
    remembered = {**options, "whole": whole, "root": str(root.absolute()), "as": str(root)}
    done = stamp.unchanged(to, remembered, started)
    if done is not None:
        return {**done, "new": [], "changed": [], "removed": [], "lock_written": False}
    from showfeed.cli import pipeline
    from showfeed.cli.seen import write_seen
    from showfeed.cli.surveyed import write_surveyed

    pipeline.refuse_to_overwrite(to, root)
    moment = pipeline.moment_of(options["at"])
    with _waiting(shown):
        reading = pipeline.read(
            root, moment, to, accept=options["accept"], network=not options["offline"]
        )
        problems = report.as_values(reading.problems)
        if reading.show is None or not reading.sound:
            return {"sound": False, "problems": problems}
        pipeline.refuse_to_overwrite(to, root, reading.inputs)
        if whole:
            pipeline.refuse_gaps(reading.show.as_of(moment, options["drafts"]), to)
        lock_written = pipeline.keep_lock(reading, options["locked"])
        show, plan = pipeline.write(
            reading.show, to, moment, options["drafts"], options["compress"]
        )
    due = reading.show.next_due(moment)
    result = {
        "sound": True,
        "problems": problems,
        "out": str(to),
        "feed": f"{show.url}/{show.feed.path}",
        "feed_path": show.feed.path,
        "episodes": len(show.episodes),
        "next_due": due.isoformat() if due else None,
    }
    lasting = FOREVER if options["at"] or due is None else int(due.timestamp()) * 10**9
    write_seen(to, root, reading.seen, started)
    write_surveyed(to, reading.surveyed)
    stamp.write_stamp(
        to, remembered, reading.inputs, started_ns=started, until_ns=lasting, report=result
    )
    return {
        **result,
        "new": plan.new,
        "changed": plan.changed,
        "removed": plan.removed,
        "lock_written": lock_written,
    }


@contextmanager
def _waiting(shown: bool) -> Iterator[None]:
    """Show on a terminal that work goes on."""
    if not (shown and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Building…"):
        yield


def _words(result: dict[str, Any]) -> str:
    """Say in a line or two what a build did."""
    done = [f"{len(result[kind])} {kind}" for kind in ("new", "changed", "removed") if result[kind]]
    episodes = "1 episode" if result["episodes"] == 1 else f"{result['episodes']} episodes"
    lines = [f"{result['out']}: {', '.join(done) or 'nothing changed'} ({episodes})"]
    if result["lock_written"]:
        lines.append("showfeed.lock was updated: commit it")
    if result["next_due"]:
        lines.append(f"the next episode is due {result['next_due']}")
    return "\n".join(lines)
