"""Which episode of one show is which of another: by guid, else by what tells it is the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from showfeed.model import Episode

SAME = 3  # of title 2, audio 2, date 1: any two tell


@dataclass(frozen=True)
class Matched:
    """Episodes of both shows together, those of one alone, and those that changed their guid."""

    pairs: tuple[tuple[Episode, Episode], ...]
    renamed: tuple[tuple[Episode, Episode], ...]
    gone: tuple[Episode, ...]
    new: tuple[Episode, ...]


def match(old: Iterable[Episode], new: Iterable[Episode]) -> Matched:
    """Pair episodes; the order is that of the new show, and of the old for what is gone."""
    before = {episode.guid: episode for episode in old}
    after = {episode.guid: episode for episode in new}
    pairs = tuple((before[guid], episode) for guid, episode in after.items() if guid in before)
    left = [episode for guid, episode in before.items() if guid not in after]
    come = [episode for guid, episode in after.items() if guid not in before]
    renamed = _renamed(left, come)
    old_guids = {episode.guid for episode, _ in renamed}
    new_guids = {episode.guid for _, episode in renamed}
    return Matched(
        pairs,
        renamed,
        tuple(episode for episode in left if episode.guid not in old_guids),
        tuple(episode for episode in come if episode.guid not in new_guids),
    )


def _renamed(left: list[Episode], come: list[Episode]) -> tuple[tuple[Episode, Episode], ...]:
    """Pair what is the same under another guid: two of title, audio and date agree."""
    known: defaultdict[tuple[str, str], list[Episode]] = defaultdict(list)
    for episode in left:
        for sign in _signs(episode):
            known[sign].append(episode)
    taken: set[str] = set()
    found = []
    for episode in come:
        scores: defaultdict[str, int] = defaultdict(int)
        by_guid: dict[str, Episode] = {}
        for sign in _signs(episode):
            for candidate in known[sign]:
                if candidate.guid not in taken:
                    scores[candidate.guid] += 1 if sign[0] == "date" else 2
                    by_guid[candidate.guid] = candidate
        best = max(scores, key=lambda guid: scores[guid], default="")
        if best and scores[best] >= SAME:
            taken.add(best)
            found.append((by_guid[best], episode))
    return tuple(found)


def _signs(episode: Episode) -> list[tuple[str, str]]:
    """Return what an episode can be known by."""
    signs = [("title", " ".join(episode.title.casefold().split()))]
    if episode.audio:
        signs.append(("audio", file_of(episode.audio.href)))
    if episode.date:
        signs.append(("date", str(episode.date.timestamp())))
    return signs


def file_of(url: str) -> str:
    """Return an address without what measures it: scheme, query.

    >>> file_of("https://a.example/1.mp3?u=1")
    'a.example/1.mp3'
    """
    return url.partition("?")[0].partition("://")[2]
