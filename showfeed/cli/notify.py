"""`showfeed notify`: tell hubs, podping and the Podcast Index of the new feed."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, Json, Quiet, Root
from showfeed.problems import OutsideError, ShowfeedError, UsageError


def notify(
    root: Root = HERE,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where the feed was built, if not in public/."),
    ] = None,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="REASON", help="Podping's: update, live or liveEnd."),
    ] = "",
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="FILE",
            help="Before you upload: keep the feed that is published; tell nobody.",
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since", metavar="FILE", help="Tell only if the feed differs from that kept in FILE."
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Tell apps of the new feed, once the world gets the one that stands in public/.

    For those who upload public/ themselves. Whom to tell is in show.yaml; podping's token is in
    the environment, as PODPING_TOKEN. Exit code 3 if somebody could not be told.

    Example: showfeed notify --reason live
    """
    if keep and since:
        raise UsageError("--keep is for before an upload, --since for after\n    write one of them")
    from showfeed.notify import notify as tell
    from showfeed.notify import wanted
    from showfeed.notify.podping import REASONS, VARIABLE
    from showfeed.sources import folder

    if reason and reason not in REASONS:
        raise UsageError(f"podping knows no reason `{reason}`\n    write {', '.join(REASONS)}")
    loaded = folder.load(root)
    if loaded.show is None:
        report.tell(loaded.problems)
        raise typer.Exit(1)
    show = loaded.show
    if keep:
        _keep(f"{show.url}/{show.feed.path}" if wanted(show) else "", keep)
        return
    if since and not wanted(show):
        _say("show.yaml names nobody to tell", as_json, quiet)
        return
    if not wanted(show):
        raise ShowfeedError(
            "show.yaml names nobody to tell\n"
            "    write `feed: {hub: https://…}`, `podping: yes` or `notify: {podcast_index: yes}`"
        )
    built = _built((out or root / "public") / show.feed.path)
    if since and _read(since) == built:
        _say("the feed is the one that was published: nobody needs to be told", as_json, quiet)
        return
    waits = "" if quiet or as_json else "waiting until the published feed is the new one …"
    token = os.environ.get(VARIABLE, "").strip()
    outcomes = tell(show, built, token=token, reason=reason, waiting=Once(waits))
    if as_json:
        values = [{"whom": o.whom, "told": o.told, "words": o.words} for o in outcomes]
        print(json.dumps({"outcomes": values}, ensure_ascii=False, indent=2))
    elif not quiet:
        print("\n".join(map(str, outcomes)))
    if not all(outcome.told for outcome in outcomes):
        raise typer.Exit(OutsideError.exit_code)


def _say(words: str, as_json: bool, quiet: bool) -> None:
    """Say why nobody was told, which is as it should be."""
    if as_json:
        print(json.dumps({"outcomes": []}, indent=2))
    elif not quiet:
        print(words)


def _keep(address: str, file: Path) -> None:
    """Keep the feed that is at *address*; an empty file where there is none, or nobody asks.

    It is better to tell apps once too often than to fail before an upload.
    """
    from showfeed.sources.fetch import NotThere, fetch

    content = b""
    try:
        content = fetch(address).content if address else b""
    except NotThere:
        pass
    except OutsideError as error:
        print(str(error).partition("\n")[0], file=sys.stderr)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise OutsideError(f"`{file}` can't be written: {error.strerror}") from error


def _read(file: Path) -> bytes:
    """Return the feed that was kept; nothing where none was."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"`{file}` can't be read: {error.strerror}\n"
            "    run `showfeed notify --keep FILE` before the upload"
        ) from error


def _built(feed: Path) -> bytes:
    try:
        return feed.read_bytes()
    except OSError as error:
        raise ShowfeedError(
            f"`{feed}` can't be read: {error.strerror}\n    run `showfeed build` and publish it"
        ) from error


class Once:
    """Says its words at the first call, and nothing after."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __call__(self) -> None:
        if self._words:
            print(self._words, file=sys.stderr)
        self._words = ""
