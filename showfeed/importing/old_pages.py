"""The page that an episode has had: where it would be overwritten by the show's, it leads there."""

from collections.abc import Callable
from dataclasses import replace

from showfeed.formats.old_paths import parse_old_path
from showfeed.importing.incoming import Topic
from showfeed.model import Episode, Redirect
from showfeed.problems import Malformed

MOVED = "its page was below the show's address: the old path leads to the new page (`moved_from`)"


def with_old_page(episode: Episode, url: str, tell: Callable[[Topic, str], None]) -> Episode:
    """Return the episode with a redirect from its page, where that lies below *url*.

    There the show's own files will stand; a link to what is gone would help nobody.
    """
    if not url or not f"{episode.link}/".startswith(f"{url}/") or episode.link.rstrip("/") == url:
        return episode
    try:
        path = parse_old_path(episode.link, url)
    except Malformed as error:
        tell(Topic.PROBLEM, f"link: {error.message}")
        return replace(episode, link="")
    own = f"episodes/{episode.slug or episode.id}"
    if path == own:
        return replace(episode, link="")
    tell(Topic.CHANGED, MOVED)
    return replace(episode, link="", moved_from=(*episode.moved_from, Redirect(path)))
