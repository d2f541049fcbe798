"""Importing sites and files without the network: what lies elsewhere is left out."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from showfeed.cli import importing, main, pipeline
from showfeed.cli.import_fetching import fetched
from showfeed.cli.import_source import opened
from showfeed.importing.incoming import Incoming
from showfeed.importing.planning import Plan, plan
from showfeed.model import Show
from showfeed.problems import Level

SITES = Path(__file__).parent.parent / "sites"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
AUDIO = Path(__file__).parent.parent.parent / "media" / "002-the-lens.mp3"


def coming(source: Path, folder: Path, url: str = "", guids: str = "") -> Incoming:
    """Return what comes in, with the files of the source's folder alone."""
    known = importing.known_ids(folder, importing.there(folder))
    incoming, _ = opened(str(source), url, known, guids)
    wanted = {
        id_: here
        for id_, all_ in incoming.wanted.items()
        if (here := tuple(w for w in all_ if w.url in incoming.files))
    }
    return replace(incoming, wanted=wanted)


def into(source: Path, folder: Path, url: str = "", guids: str = "") -> Plan:
    """Import, and return what was done."""
    incoming, there = coming(source, folder, url, guids), importing.there(folder)
    got = fetched(plan(incoming, there, {}), incoming, False)
    last = plan(incoming, there, got, final=True)
    importing.write(folder, last.changes)
    return last


def sound(folder: Path) -> Show:
    """Return the show of a folder, which `check` finds no error in."""
    reading = pipeline.read(folder, MOMENT)
    assert [str(p) for p in reading.problems if p.level is Level.ERROR] == []
    assert reading.show is not None
    return reading.show


def built(folder: Path, feed: str = "feed.xml") -> Any:
    """Build the folder, and return its feed as feedparser reads it, the oldest first."""
    words = ["build", "--root", str(folder), "--offline", "--at", "2026-01-01T00:00:00Z"]
    assert main(words) == 0
    parsed = feedparser.parse((folder / "public" / feed).read_bytes())
    assert not parsed.bozo
    parsed.entries.sort(key=lambda entry: entry.published_parsed)
    return parsed


def files(folder: Path) -> dict[str, bytes]:
    """Return every file but those of the build."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "public" not in path.relative_to(folder).parts
    }
