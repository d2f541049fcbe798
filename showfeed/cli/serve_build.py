"""The preview's builds: into `.showfeed/serve`, never into public/ or showfeed.lock."""

import os
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from showfeed.artifacts import Plan
from showfeed.cli import pipeline, preview
from showfeed.cli.seen import write_seen
from showfeed.cli.surveyed import write_surveyed
from showfeed.model import Episode, MediaFacts, Show
from showfeed.outputs import media
from showfeed.problems import Place, Problem, ShowfeedError
from showfeed.targets.folder import Folder
from showfeed.targets.manifest import NOTES
from showfeed.targets.memory import FolderMemory
from showfeed.targets.publish import publish
from showfeed.targets.staging import hold

NEVER_MEASURED = "audio-unmeasured"


@dataclass(frozen=True)
class Outcome:
    """What a build came to: *plan* is None where the last good site stays."""

    problems: tuple[Problem, ...]
    plan: Plan | None = None
    show: Show | None = None
    marks: tuple[preview.Mark, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether the site is that of the files as they are."""
        return self.plan is not None


@dataclass
class Preview:
    """One show at one address, built again and again; what was found out is kept between."""

    root: Path
    address: str
    network: bool = True
    _builder: preview.Builder = field(default_factory=preview.Builder)
    _facts: dict[str, MediaFacts | None] = field(default_factory=dict)
    _started: int = 0  # nanoseconds
    _inputs: tuple[Path, ...] = ()

    @property
    def out(self) -> Path:
        """Return where the site is built."""
        return self.root / NOTES / "serve"

    def open(self) -> int:
        """Make the folder, which git passes over, and take it: two would write over each other."""
        notes = self.root / NOTES
        self.out.mkdir(parents=True, exist_ok=True)
        ignore = notes / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        try:
            return hold(os.fspath(notes / "serve.lock"), os.fspath(self.out))
        except ShowfeedError:
            raise ShowfeedError(
                f"`showfeed serve` runs already for `{self.root}`\n    use it, or end it first"
            ) from None

    def empty(self) -> None:
        """Take away the site of another day: its addresses may be wrong by now."""
        self._builder.forget()
        publish((), Folder(self.out))

    def build(self, moment: datetime) -> Outcome:
        """Read the show and bring the site up to date, as far as it can be. Never raises."""
        try:
            return self._build(moment)
        except ShowfeedError as failure:
            message, _, hint = str(failure).partition("\n")
            return self._failed(message, hint.strip())
        except Exception:  # ours to mend, but no reason to take the site from who is writing
            traceback.print_exc()
            return self._failed("showfeed itself has a bug", "see the terminal, and report it")

    def stale(self) -> bool:
        """Tell whether a file was changed since the last build began; asked once, of the first.

        The show's own folder does not count: a build writes there.
        """
        for path in self._inputs:
            if path != self.root and path.exists() and path.stat().st_mtime_ns > self._started:
                return True
        return False

    def _failed(self, message: str, hint: str) -> Outcome:
        self._builder.forget()
        return Outcome((Problem(Place("showfeed"), "build", message, hint),))

    def _build(self, moment: datetime) -> Outcome:
        started = self._started = time.time_ns()
        reading = self._read(moment)
        self._inputs = reading.inputs
        if reading.show is None or not reading.sound:
            return Outcome(reading.problems)
        show = preview.at_address(reading.show, self.address)
        memory = FolderMemory(self.out)
        artifacts = self._builder.artifacts(show, moment, memory)
        plan = publish(artifacts, Folder(self.out), self._stays(show))
        memory.forget_the_rest()
        write_seen(self.out, self.root, reading.seen, started)
        write_surveyed(self.out, reading.surveyed)
        return Outcome(reading.problems, plan, show, preview.marks(show, moment))

    def _stays(self, show: Show) -> Iterator[str]:
        """Give what stays though it was not made anew; asked for when all was made."""
        yield from media.elsewhere(show)
        yield from self._builder.kept

    def _read(self, moment: datetime) -> pipeline.Reading:
        """Read the show; audio on other servers is asked about once, as the lock is not written."""
        reading = pipeline.read(self.root, moment, self.out)
        if reading.show is None:
            return reading
        unknown = [
            e.audio.href
            for e in reading.show.episodes
            if e.audio and e.audio.remote and not e.audio.facts and e.audio.href not in self._facts
        ]
        if unknown and self.network:
            asked = pipeline.read(self.root, moment, self.out, network=True)
            for episode in asked.show.episodes if asked.show else ():
                if episode.audio and episode.audio.href in unknown:
                    self._facts[episode.audio.href] = episode.audio.facts
        return self._with_facts(reading, reading.show)

    def _with_facts(self, reading: pipeline.Reading, show: Show) -> pipeline.Reading:
        """Put in what other servers said of their audio, and take away that it is unknown."""
        known = {
            e.origin.at("audio")
            for e in show.episodes
            if e.audio and not e.audio.facts and self._facts.get(e.audio.href)
        }
        return replace(
            reading,
            show=replace(show, episodes=tuple(map(self._measured, show.episodes))),
            problems=tuple(
                p for p in reading.problems if p.rule != NEVER_MEASURED or p.place not in known
            ),
        )

    def _measured(self, episode: Episode) -> Episode:
        audio = episode.audio
        facts = self._facts.get(audio.href) if audio and not audio.facts else None
        return replace(episode, audio=replace(audio, facts=facts)) if audio and facts else episode
