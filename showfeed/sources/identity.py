"""Guids: given out once, locked, and never changed by themselves.

Apps know an episode by its guid alone. Another guid is another episode: everybody downloads it
again. So what was given out is kept in showfeed.lock, whatever a title, file name or host does.
"""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from showfeed.formats.quoting import quoted
from showfeed.model import Episode, Redirect, Show
from showfeed.problems import Origin, Place, Problem
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


def episode_guid(show_guid: str, episode_id: str) -> str:
    """Return the guid that an episode gets once; it depends on nothing that will change."""
    try:
        namespace = uuid.UUID(show_guid)
    except ValueError:  # a guid that another host gave out may be any text
        namespace = uuid.uuid5(PODCAST_NAMESPACE, show_guid)
    return str(uuid.uuid5(namespace, episode_id))


def identify(
    show: Show,
    lock: Lock,
    *,
    moment: datetime,
    accept: bool = False,
    unread: Collection[str] = (),
) -> Identified:
    """Give every episode its guid, from the lock where it has one there.

    *unread* are ids whose files are there but could not be read: they are not lost.
    """
    show_guid, problems = _show_guid(show, lock, accept)
    here = {episode.id for episode in show.episodes} | set(unread)
    missing = {line.guid: line for id_, line in lock.episodes.items() if id_ not in here}
    names = {episode.slug or episode.id for episode in show.episodes}
    led = {redirect.path for redirect in show.redirects}
    kept: dict[str, LockedEpisode] = {}
    episodes = []
    for episode in show.episodes:
        before = lock.episodes.get(episode.id) or missing.get(episode.guid)
        guid = episode.guid or (before.guid if before else episode_guid(show_guid, episode.id))
        if before and guid != before.guid and not accept:
            place = episode.origin.at("guid")
            problems.append(_guid_changed(place, "the episode", before.guid, guid))
            guid = before.guid
        episodes.append(replace(episode, guid=guid))
        if before or (episode.finished and not episode.draft):
            kept[episode.id] = _line(episode, guid, before, moment)
            episodes[-1] = _with_old_pages(episodes[-1], kept[episode.id], names, led)
    settled = replace(show, guid=show_guid, episodes=tuple(episodes))
    remembered = {line.guid for line in kept.values()}
    for id_, line in lock.episodes.items():
        if id_ in unread:
            kept[id_] = line
        elif id_ not in here and line.guid not in remembered and not accept and _out(line, moment):
            kept[id_] = line
            problems.append(_lost(line, show, lock))
    return Identified(settled, Lock(show_guid, kept), (*problems, *_twice(settled, lock)))


def _show_guid(show: Show, lock: Lock, accept: bool) -> tuple[str, list[Problem]]:
    """Return the show's guid: the locked one, else the author's, else the feed's own."""
    if lock.guid and show.guid and show.guid != lock.guid and not accept:
        place = show.origin.at("guid")
        return lock.guid, [_guid_changed(place, "the show", lock.guid, show.guid)]
    feed_url = f"{show.url}/{quote(show.feed.path)}"
    return show.guid or lock.guid or podcast_guid(feed_url), []


def _out(line: LockedEpisode, moment: datetime) -> bool:
    """Tell whether an episode is out in the world, not only scheduled."""
    return line.published is None or line.published <= moment


def _line(
    episode: Episode, guid: str, before: LockedEpisode | None, moment: datetime
) -> LockedEpisode:
    """Return what to remember; the date may move until the episode is out."""
    slug = "" if episode.slug == episode.id else episode.slug
    if before is None:
        return LockedEpisode(episode.id, guid, episode.date, slug=slug)
    out = _out(before, moment)
    published = before.published if out else episode.date
    names = dict.fromkeys((*before.pages, before.slug or before.id)) if out else {}
    pages = tuple(name for name in names if name != (slug or episode.id))
    media, when = before.media, published or before.published
    return LockedEpisode(episode.id, guid, when, media, slug, pages)


def _with_old_pages(
    episode: Episode, line: LockedEpisode, names: Collection[str], led: Collection[str]
) -> Episode:
    """Return the episode with the pages that the lock knows it had.

    *names* are those of today, *led* the paths that the author redirects by hand.
    """
    origin = Origin(episode.origin.at("slug"))
    own = f"episodes/{episode.slug or episode.id}"
    known = {*led, *(redirect.path for redirect in episode.moved_from)}
    found = []
    for name in line.pages:
        old = f"episodes/{name}"
        if name not in names and old not in known:
            found.append(Redirect(old, origin=origin))
            if episode.audio:
                found.append(Redirect(f"{old}/embed.html", f"{own}/embed.html", origin))
    return replace(episode, moved_from=(*episode.moved_from, *found)) if found else episode


def _guid_changed(place: Place, what: str, old: str, new: str) -> Problem:
    return Problem(
        place,
        "guid-changed",
        f"{quoted(new)} is another guid than {what} was published with: "
        "apps would take it for a new one and download it again",
        f"write `guid: {old}`, or leave the field out; `showfeed build --accept` takes the new one",
    )


def _lost(line: LockedEpisode, show: Show, lock: Lock) -> Problem:
    """Say what can be done; a file renamed has most often kept its date."""
    new = [e for e in show.episodes if e.id not in lock.episodes and not e.guid]
    new.sort(key=lambda episode: (episode.date != line.published, episode.id))
    names = " or ".join(f"episodes/{episode.id}.yaml" for episode in new[:3])
    return Problem(
        Place(NAME, line.line, 1),
        "episode-lost",
        f"the episode `{line.id}` was published and has no file any more",
        f"bring it back (`git checkout HEAD -- episodes/{line.id}.yaml`); if it has a new name, "
        f"write `guid: {line.guid}` in {names or 'its new file'}; to take it out of the feed "
        "for good, run `showfeed build --accept`",
    )


def _twice(show: Show, lock: Lock) -> Iterator[Problem]:
    """Tell of guids that two episodes have; the one that is locked had it first."""
    seen: dict[str, Episode] = {}
    for episode in sorted(show.episodes, key=lambda e: (e.id not in lock.episodes, e.id)):
        first = seen.setdefault(episode.guid, episode)
        if first is not episode:
            yield Problem(
                episode.origin.at("guid"),
                "guid-twice",
                f"{quoted(episode.guid)} is the guid of {first.origin.at('guid')} too",
                "leave `guid` out of the newer episode; apps show only one of the two",
            )
