"""`showfeed serve` at work: build, watch the folder, build again, tell every open page."""

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from watchfiles import Change, awatch

from showfeed.artifacts import Plan
from showfeed.cli import report
from showfeed.cli.preview import Mark
from showfeed.cli.serve_build import Outcome, Preview
from showfeed.cli.serve_places import Reach, subscribe_words
from showfeed.problems import Problem
from showfeed.serve.app import Application
from showfeed.serve.notices import Notices
from showfeed.serve.running import Running, raise_limits
from showfeed.serve.site import Site

UNWATCHED = {"public", "node_modules", "__pycache__", "build", "dist"}
UNFINISHED = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload", ".new")
LOOK = 2000  # milliseconds after which the clock is looked at: a planned episode may be due


def no_cache(path: str) -> str:
    """Return how a preview may be kept: asked about each time, so that an edit is seen at once."""
    return "no-cache"


class Live:
    """One preview on one socket."""

    def __init__(self, preview: Preview, reach: Reach, open_page: bool) -> None:
        self._preview = preview
        self._reach = reach
        self._open_page = open_page
        self._notices = Notices()
        self._site = Site(os.fspath(preview.out), no_cache, self._notices.inject)
        self._told: tuple[Problem, ...] = ()
        self._marks: tuple[Mark, ...] = ()  # of the site that is shown
        self._ever = False
        self._stop = asyncio.Event()
        self._due: datetime | None = None

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        raise_limits()
        held = self._preview.open()
        try:
            outcome = self._preview.build(datetime.now(UTC))
            if not outcome.sound:
                self._preview.empty()
            self._take(outcome, first=True)
            if self._open_page:
                import webbrowser

                webbrowser.open(f"{self._reach.address}/")
            with self._reach.listening:
                asyncio.run(self._serve())
            print("ended")
        finally:
            os.close(held)

    async def _serve(self) -> None:
        app = Application(self._site, self._notices, self._notices.nothing_here)
        watching = asyncio.create_task(self._watch())
        try:
            await Running(app, on_stop=self._end).serve([self._reach.listening])
        finally:
            self._stop.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(watching, 5)

    def _end(self) -> None:
        self._stop.set()
        self._notices.end()

    async def _watch(self) -> None:
        """Build again whenever a file of the show changes, or a planned episode is due."""
        root, first = self._preview.root, True
        async for changes in awatch(
            root,
            watch_filter=lambda change, path: watched(root, change, path),
            debounce=400,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
        ):
            now = datetime.now(UTC)
            due = self._due is not None and now >= self._due
            missed = first and self._preview.stale()  # an edit while the first build ran
            first = False
            if changes or due or missed:
                self._take(await asyncio.to_thread(self._preview.build, now))

    def _take(self, outcome: Outcome, first: bool = False) -> None:
        """Tell the terminal and the pages what a build came to."""
        if outcome.problems != self._told:
            report.tell(outcome.problems) if outcome.problems else _say("nothing to put right")
        elif not first and not outcome.sound:
            _say("still not right")
        self._told = outcome.problems
        plan = outcome.plan or Plan()
        changed = [*plan.new, *plan.changed, *plan.removed]
        if outcome.show is not None:
            self._due = outcome.show.next_due(datetime.now(UTC))
            self._marks = outcome.marks
        if first or (outcome.show is not None and not self._ever):
            print(subscribe_words(self._reach, outcome.show), flush=True)
        elif changed:
            _say(f"built: {_listed(changed)}")
        self._ever = self._ever or outcome.sound
        self._notices.tell(self._state(outcome), reload=bool(changed) or first)
        self._site.forget()

    def _state(self, outcome: Outcome) -> dict[str, Any]:
        kept = "The last good site is shown." if self._ever else "No site could be made yet."
        worst_first = sorted(outcome.problems, key=lambda p: (-p.level, p.order))
        values = report.as_values(worst_first)
        for value, problem in zip(values, worst_first, strict=True):
            value["place"] = str(problem.place)
        return {
            "sound": outcome.sound,
            "summary": report.counts(outcome.problems),
            "kept": kept,
            "problems": values,
            "marks": [asdict(mark) for mark in self._marks],
        }


def watched(root: Path, change: Change, path: str) -> bool:
    """Tell whether a change of a file may change the show."""
    parts = Path(path).relative_to(root.absolute()).parts
    hidden = any(part.startswith(".") or part in UNWATCHED for part in parts)
    return not hidden and not path.endswith(UNFINISHED)


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return ", ".join(paths[:3]) + more


def _say(words: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S}  {words}", file=sys.stderr, flush=True)
