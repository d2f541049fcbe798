"""After a publication: wait until the world gets the new feed, look at it as apps do, tell them."""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from showfeed.notify import PATIENCE, Outcome, Patience
from showfeed.problems import Problem


@dataclass(frozen=True)
class Seen:
    """What the world sees of what was published: *trouble* where it is not the new feed yet."""

    trouble: str = ""
    problems: tuple[Problem, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def look_and_tell(
    root: Path,
    at: str,
    feed: Path,
    paths: Collection[str],
    waiting: Callable[[], None],
    patience: Patience = PATIENCE,
) -> Seen:
    """Verify what has an address of its own among *paths*, then tell whom the show names.

    Apps are told only if the feed is among them, and only once the world gets the new one.
    """
    from showfeed.cli import pipeline
    from showfeed.cli.live import progress
    from showfeed.live import look
    from showfeed.notify import notify, until_published
    from showfeed.notify.podping import VARIABLE
    from showfeed.outputs import addresses

    moment = pipeline.moment_of(at)
    whole = pipeline.read(root, moment).show
    if whole is None:
        return Seen()
    show, content = whole.as_of(moment), feed.read_bytes()
    trouble = until_published(show, content, patience, waiting)
    if trouble:
        return Seen(trouble)
    with progress("Verifying…") as told:
        urls = frozenset(addresses.url(show, path) for path in paths)
        problems = look(show, urls=urls, feed=content, told=told)
    token = os.environ.get(VARIABLE, "").strip()
    changed = show.feed.path in paths
    outcomes = notify(show, content, changed, token=token, patience=patience)
    return Seen("", problems, outcomes)
