"""A show as its author looks at it: at this machine's address, private, drafts and all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from showfeed.artifacts import Artifact
from showfeed.model import Audio, Block, Episode, MediaOptions, Show
from showfeed.outputs import BY_EPISODE, addresses, feed, media, pages, redirects
from showfeed.outputs.memory import Memory


@dataclass(frozen=True)
class Mark:
    """An episode that listeners don't see yet: its page, `draft` or `planned`, its date."""

    page: str
    state: str
    when: str  # empty where a draft has no date yet


def at_address(show: Show, address: str) -> Show:
    """Return the show as if it stood at *address*, so that a phone near by plays it.

    Identity stays. But services must not list it, apps not be led to the real address or from
    it, and no plays be counted: the feed is blocked, has no new address and no measuring prefix.
    """

    def moved(link: str) -> str:
        own = link == show.url or link.startswith(f"{show.url}/")
        return address + link.removeprefix(show.url) if own else link

    def episode(one: Episode) -> Episode:
        return replace(one, link=moved(one.link), audio=_playable(show, one.audio))

    return replace(
        show,
        url=address,
        link=moved(show.link),
        media=MediaOptions(),
        new_feed_url="",
        podping=None,
        block=(*(block for block in show.block if block.service), Block(True)),
        trailers=tuple(replace(trailer, url=moved(trailer.url)) for trailer in show.trailers),
        episodes=tuple(map(episode, show.episodes)),
    )


def _playable(show: Show, audio: Audio | None) -> Audio | None:
    """Return audio that is on this machine as it is, other audio at its real address."""
    if audio is None or audio.remote or audio.file is not None:
        return audio
    return replace(audio, href=addresses.audio_url(show, audio))


def marks(show: Show, moment: datetime) -> tuple[Mark, ...]:
    """Return which episodes of a preview listeners don't see yet."""
    return tuple(
        Mark(
            addresses.page_path(e).removesuffix("index.html"),
            state,
            e.date.isoformat() if e.date else "",
        )
        for e in show.episodes
        if (state := state_of(e, moment))
    )


def state_of(episode: Episode, moment: datetime) -> str:
    """Return `draft`, `planned`, or nothing where the episode is out.

    >>> from datetime import UTC
    >>> now, later = (datetime(year, 1, 1, tzinfo=UTC) for year in (2026, 2030))
    >>> state_of(Episode("a", "A", later), now), state_of(Episode("a", "A", now), later)
    ('planned', '')
    """
    if episode.draft:
        return "draft"
    waits = episode.date is not None and episode.date > moment and episode.live is None
    return "planned" if waits else ""


def titled(show: Show, moment: datetime) -> Show:
    """Return the show with titles that tell a preview and its unpublished episodes in an app."""

    def episode(one: Episode) -> Episode:
        state = state_of(one, moment)
        return replace(one, title=f"[{state}] {one.title}") if state else one

    return replace(
        show, title=f"[preview] {show.title}", episodes=tuple(map(episode, show.episodes))
    )


class Builder:
    """Artifacts of one preview after another: episodes that did not change are not made anew."""

    def __init__(self) -> None:
        self._show: Show | None = None
        self._paths: dict[str, tuple[str, ...]] = {}
        self.kept: tuple[str, ...] = ()  # paths that the last build left as they were

    def artifacts(
        self, show: Show, moment: datetime, memory: Memory | None = None
    ) -> Iterator[Artifact]:
        """Give the artifacts that may differ from the last build; *kept* is whole at the end."""
        before = self._show
        same = before is not None and replace(before, episodes=()) == replace(show, episodes=())
        known = {e.id: e for e in before.episodes} if before and same else {}
        paths: dict[str, tuple[str, ...]] = {}
        kept: list[str] = []
        for episode in show.episodes:
            if known.get(episode.id) == episode:
                paths[episode.id] = self._paths[episode.id]
                kept += paths[episode.id]
                continue
            alone = replace(show, episodes=(episode,))
            made = []
            for render in BY_EPISODE:
                for artifact in render(alone):
                    made.append(artifact.path)
                    yield artifact
            paths[episode.id] = tuple(made)
        self.kept = tuple(kept)
        yield from media.render(show)
        yield from pages.render(show, memory=memory)
        yield from redirects.render(show)
        # A draft without audio or date has a page to look at; an app could do nothing with it.
        yield from feed.render(titled(show.as_of(moment, drafts=True), moment))
        self._show, self._paths = show, paths

    def forget(self) -> None:
        """Make everything anew next time."""
        self._show = None
