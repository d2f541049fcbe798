"""Tell the world that the feed changed: WebSub hubs, podping, the Podcast Index."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from showfeed.model import LiveStatus, Show
from showfeed.notify import podcast_index, podping, websub
from showfeed.notify.outcomes import Outcome, Patience, Services
from showfeed.notify.sending import quiet_session

if TYPE_CHECKING:
    from requests import Session

SERVICES, PATIENCE = Services(), Patience()
__all__ = ["Outcome", "Patience", "Services", "notify", "until_published", "wanted"]


def wanted(show: Show) -> tuple[str, ...]:
    """Return whom the show wants to be told, in words."""
    return (
        *(f"hub {hub}" for hub in show.feed.hubs),
        *(["podping"] if _podping(show) else []),
        *(["Podcast Index"] if show.notify.podcast_index else []),
    )


def notify(
    show: Show,
    feed: bytes,
    changed: bool = True,
    *,
    token: str = "",
    reason: str = "",
    services: Services = SERVICES,
    patience: Patience = PATIENCE,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Tell everybody whom the show names, if the feed *changed*, once the world gets this *feed*.

    Nothing here is fatal: what went wrong is told in the outcomes. *token* is podping's, *reason*
    one of its reasons (`update`; `live` while an episode is live). *waiting* is called where the
    published feed is not the new one yet.
    """
    if not changed or not wanted(show):
        return ()
    address = f"{show.url}/{show.feed.path}"
    with quiet_session() as over:
        trouble = _until_published(address, feed, over, patience, waiting)
        if trouble:
            return (Outcome("feed", False, f"nobody was told: {trouble}"),)
        return tuple(_tell(show, address, token, reason, services, over, patience))


def until_published(
    show: Show,
    feed: bytes,
    patience: Patience = PATIENCE,
    waiting: Callable[[], None] = lambda: None,
) -> str:
    """Wait until the world gets this *feed*; say what is in the way at last, or nothing."""
    with quiet_session() as over:
        return _until_published(f"{show.url}/{show.feed.path}", feed, over, patience, waiting)


def _tell(
    show: Show, address: str, token: str, reason: str, services: Services,
    over: "Session", patience: Patience,
) -> Iterator[Outcome]:  # fmt: skip
    for hub in show.feed.hubs:
        yield websub.tell(hub, address, over, patience)
    if _podping(show):
        why = reason or ("live" if _is_live(show) else "update")
        yield podping.tell(services.podping, address, token, why, show.medium, over, patience)
    if show.notify.podcast_index:
        yield podcast_index.tell(services.podcast_index, address, over, patience)


def _podping(show: Show) -> bool:
    """Tell whether podping is to be told: as `notify` says, else as the feed says of itself."""
    return show.podping is True if show.notify.podping is None else show.notify.podping


def _is_live(show: Show) -> bool:
    return any(e.live and e.live.status is LiveStatus.LIVE for e in show.episodes)


def _until_published(
    address: str, feed: bytes, over: "Session", patience: Patience, waiting: Callable[[], None]
) -> str:
    """Fetch the feed back until it is the new one; a site that fails is left after a few tries."""
    from showfeed.problems import OutsideError
    from showfeed.sources.fetch import NotThere, fetch

    trouble, failures = "", 0
    for pause in (0.0, *patience.until_published):
        if pause:
            waiting()
            patience.sleep(pause)
        try:
            if fetch(address, over, patience=patience.answer).content == feed:
                return ""
            trouble = f"`{address}` is not the new feed yet"
        except NotThere as error:  # pages that are made for the first time
            trouble = str(error)
        except OutsideError as error:
            trouble, failures = str(error).partition("\n")[0], failures + 1
            if failures > len(patience.again):
                break
    return trouble
