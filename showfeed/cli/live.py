"""`showfeed check --live`: what the world sees of the published show."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from showfeed.problems import Level, Problem, ShowfeedError

TOLD = 5  # findings of one rule that a person reads before they are counted


def live_problems(root: Path, at: str, ids: Sequence[str]) -> tuple[Problem, ...]:
    """Look at the published show, and return what is wrong there.

    Where the folder has errors there is nothing to compare with: those are told instead.
    """
    from showfeed.cli import pipeline
    from showfeed.cli.check import unknown_episode
    from showfeed.live import look

    moment = pipeline.moment_of(at)
    reading = pipeline.read(root, moment)
    if reading.show is None or not reading.sound:
        return tuple(problem for problem in reading.problems if problem.level == Level.ERROR)
    show = reading.show.as_of(moment)
    out = {episode.id for episode in show.episodes}
    for wanted in ids:
        if wanted in {episode.id for episode in reading.show.episodes} - out:
            raise ShowfeedError(
                f"`{wanted}` is not out yet: nobody sees it\n    see `showfeed next`"
            )
        if wanted not in out:
            raise unknown_episode(wanted, out)
    with progress("Asking…") as told:
        return look(show, frozenset(ids), told=told)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far the work is; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(words, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


def folded(problems: Sequence[Problem]) -> tuple[list[Problem], list[str]]:
    """Keep the first few findings of each rule and level, and count the others in words.

    A server that is set up wrongly shows it at every file: a person needs to read it once.
    """
    seen: Counter[tuple[str, Level]] = Counter()
    kept = []
    for problem in problems:
        seen[problem.rule, problem.level] += 1
        if seen[problem.rule, problem.level] <= TOLD:
            kept.append(problem)
    more = [
        f"… and {count - TOLD} more {'findings' if count - TOLD > 1 else 'finding'} like these "
        f"[{rule}]; `--format json` lists all"
        for (rule, _), count in seen.items()
        if count > TOLD
    ]
    return kept, more
