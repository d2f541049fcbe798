"""`showfeed next`: when the next scheduled episode is due."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from showfeed.cli import report
from showfeed.cli.options import HERE, At, Json, Root
from showfeed.problems import Level

if TYPE_CHECKING:
    from showfeed.model import Episode, Show


def next_(root: Root = HERE, at: At = "", as_json: Json = False) -> None:
    """Tell when a build is due: the time and id of the next scheduled episode.

    Drafts, and episodes without a date or audio, are not scheduled. Exit code 0, whether one is
    scheduled or none; 1 where a file has errors, because it may be the next episode's.

    Example: showfeed next --json
    """
    from showfeed.cli.pipeline import moment_of
    from showfeed.sources import folder

    moment = moment_of(at)
    loaded = folder.load(root)
    show = loaded.show
    errors = [problem for problem in loaded.problems if problem.level == Level.ERROR]
    report.tell(errors)
    if show is None or errors:
        raise typer.Exit(1)
    waiting = [_scheduled(show, episode) for episode in show.waiting(moment)]
    if as_json:
        due = waiting[0][0].isoformat() if waiting else None
        values = [{"id": e.id, "title": e.title, "date": d.isoformat()} for d, e in waiting]
        print(json.dumps({"next_due": due, "scheduled": values}, ensure_ascii=False, indent=2))
    elif waiting:
        print(_words(show, waiting, moment))
    else:
        print("no episode is scheduled")


def _scheduled(show: "Show", episode: "Episode") -> "tuple[datetime, Episode]":
    """Return when the episode comes out, by the clocks of the show's zone."""
    from zoneinfo import ZoneInfo

    assert episode.date is not None
    return episode.date.astimezone(ZoneInfo(show.timezone)), episode


def _words(show: "Show", waiting: "list[tuple[datetime, Episode]]", moment: datetime) -> str:
    """Say what comes next, for a program's first glance and for a person."""
    from showfeed.formats.date_words import DAYS, MONTHS

    due = waiting[0][0]
    ids = " ".join(episode.id for date, episode in waiting if date == due)
    day = f"{DAYS[due.weekday()].title()}, {due.day} {MONTHS[due.month - 1].title()} {due.year}"
    lines = [
        f"{due.isoformat()} {ids}",
        f"{in_words(due - moment)}: {day}, at {due:%H:%M} ({show.timezone})",
    ]
    later = len(waiting) - len(ids.split())
    if later:
        lines.append(f"{later} more {'is' if later == 1 else 'are'} scheduled after that")
    return "\n".join(lines)


def in_words(wait: timedelta) -> str:
    """Say how long it is until then, in its largest unit.

    >>> in_words(timedelta(days=6, hours=3)), in_words(timedelta(minutes=119))
    ('in 6 days', 'in 1 hour')
    >>> in_words(timedelta(seconds=3))
    'in less than a minute'
    """
    minutes = wait // timedelta(minutes=1)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if count := minutes // size:
            return f"in {count} {unit}{'' if count == 1 else 's'}"
    return "in less than a minute"
