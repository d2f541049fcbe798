"""Guids: given out once, locked, and never changed by themselves.

Apps know an episode by its guid alone. Another guid is another episode: everybody downloads it
again. So what was given out is kept in showfeed.lock, whatever a title, file name or host does.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from showfeed.model import Episode, Show
from showfeed.problems import Place, Problem
from showfeed.sources.lock import NAME, Lock, LockedEpisode

# podcast:guid, https://podcasting2.org/docs/podcast-namespace/tags/guid
PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@dataclass(frozen=True)
class Identified:
    """A show whose guids are settled, and the lock that remembers them."""

    show: Show
    lock: Lock
    problems: tuple[Problem, ...]


def podcast_guid(feed_url: str) -> str:
    """Return the podcast:guid of a feed: UUIDv5 of its address without scheme and end slashes.

    >>> podcast_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(PODCAST_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def identify(show: Show, lock: Lock, *, moment: datetime, accept: bool = False) -> Identified:
    """Give every episode its guid, from the lock where it has one there."""
    problems: list[Problem] = []
    guid = lock.guid or show.guid or podcast_guid(f"{show.url}/{show.feed.path}")
    if show.guid and show.guid != guid:
        if accept:
            guid = show.guid
        else:
            problems.append(_guid_changed(show.origin.at("guid"), "the show", guid, show.guid))
    by_guid = {locked.guid: locked for locked in lock.episodes.values()}
    here = {episode.id for episode in show.episodes}
    kept: dict[str, LockedEpisode] = {}
    episodes = []
    for episode in show.episodes:
        locked = lock.episodes.get(episode.id)
        if locked is None and episode.guid in by_guid and by_guid[episode.guid].id not in here:
            locked = by_guid[episode.guid]  # the file was renamed and bears its guid
        given = episode.guid or (locked.guid if locked else _new_guid(guid, episode))
        if locked and given != locked.guid and not accept:
            problems.append(_guid_changed(episode.origin.at("guid"), "it", locked.guid, given))
            given = locked.guid
        episodes.append(replace(episode, guid=given))
        if locked or (episode.finished and not episode.draft):
            kept[episode.id] = LockedEpisode(
                episode.id,
                given,
                locked.published if locked else episode.date,
                locked.media if locked else {},
            )
    settled = replace(show, guid=guid, episodes=tuple(episodes))
    remembered = {locked.guid for locked in kept.values()}
    for locked in lock.episodes.values():
        if locked.id in here or locked.guid in remembered or accept:
            continue
        if locked.published is None or locked.published <= moment:
            kept[locked.id] = locked
            problems.append(_lost(locked, settled, lock))
    return Identified(settled, Lock(guid, kept), (*problems, *_twice(settled)))


def _new_guid(show_guid: str, episode: Episode) -> str:
    """Return the guid that an episode gets once; it depends on nothing that will change."""
    return str(uuid.uuid5(uuid.UUID(show_guid), episode.id))


def _guid_changed(place: Place, what: str, old: str, new: str) -> Problem:
    return Problem(
        place,
        "guid-changed",
        f"`{new}` is another guid than {what} was published with: everybody would download again",
        f"write `guid: {old}`, or leave the field out; `showfeed build --accept` takes the new one",
    )


def _lost(locked: LockedEpisode, show: Show, lock: Lock) -> Problem:
    new = sorted(e.id for e in show.episodes if e.id not in lock.episodes)
    renamed = (
        f"; if `{'` or `'.join(new[:3])}` is it under a new name, write `guid: {locked.guid}` there"
        if new
        else f"; if it has a new name, write `guid: {locked.guid}` in the new file"
    )
    return Problem(
        Place(NAME, locked.line, 1),
        "episode-lost",
        f"the episode `{locked.id}` was published and has no file any more",
        f"bring back episodes/{locked.id}.yaml{renamed}; "
        "to take it out of the feed for good, run `showfeed build --accept`",
    )


def _twice(show: Show) -> Iterator[Problem]:
    seen: dict[str, Episode] = {}
    for episode in sorted(show.episodes, key=lambda episode: episode.id):
        first = seen.setdefault(episode.guid, episode)
        if first is not episode:
            yield Problem(
                episode.origin.at("guid"),
                "guid-twice",
                f"`{episode.guid}` is the guid of {first.origin.at('guid')} too",
                "leave `guid` out of the newer episode; apps show only one of the two",
            )
