"""What showfeed.lock will say of a show that came in: identity and facts, without a fetch."""

from collections.abc import Mapping
from dataclasses import replace

from showfeed.importing.incoming import Incoming
from showfeed.importing.remembered import digest
from showfeed.model import Episode
from showfeed.sources.identity import podcast_guid
from showfeed.sources.lock import Lock, LockedEpisode, format_lock


def facts_told(episode: Episode) -> str:
    """Return what names the audio's facts as the source tells them."""
    if episode.audio is None:
        return ""
    known = episode.audio.facts
    told = f"{known.size} {known.type}" if known else ""
    return digest(f"{episode.audio.href} {told}")


def locked_line(
    episode: Episode, there: LockedEpisode | None, before: str, now: str
) -> LockedEpisode:
    """Return what the lock says of an episode; what was measured stays if nothing changed.

    *before* and *now* name the audio's facts as they were told then and are told now.
    """
    line = there or LockedEpisode(episode.id, episode.guid, episode.date)
    audio = episode.audio
    if audio is None or audio.facts is None:
        return line
    if audio.href in line.media and not (now != before and before and audio.remote):
        return line
    return replace(line, media={audio.href: audio.facts})


def lock_content(
    incoming: Incoming, there: Lock, episodes: Mapping[str, LockedEpisode]
) -> bytes | None:
    """Return showfeed.lock, None where nothing was published with a guid: a build gives them."""
    show = incoming.show
    if not any(episode.guid for episode in show.episodes):
        return None
    # Without a podcast:guid directories know the feed by that of its address.
    guess = podcast_guid(incoming.address or f"{show.url}/{show.feed.path}")
    guid = show.guid if show.guid and there.guid in ("", guess) else there.guid or guess
    return format_lock(Lock(guid, dict(episodes))).encode()
