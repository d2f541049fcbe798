"""An episode that names people names its host too.

The people of an episode replace those of the show completely, so the host would vanish.
(Podcast namespace: person.)
"""

from collections.abc import Iterator

from showfeed.model import Episode, Show
from showfeed.problems import Level, Place, Problem

SCOPE = "show and episode"
BAD = "host: Anna\n---\npeople: Bob (guest)\n"
GOOD = "host: Anna\n---\npeople: Anna (host), Bob (guest)\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for episodes whose people have no host, where the show has one."""
    hosts = [person for person in show.people if "Host" in person.role]
    for episode in show.episodes:
        if hosts and episode.people and not any("Host" in who.role for who in episode.people):
            yield Problem(
                _place(episode),
                "person-host",
                f"the episode names people, so that `{hosts[0].name}` is no longer its host",
                f"add `{hosts[0].name} (host)` here too",
                Level.ADVICE,
            )


def _place(episode: Episode) -> Place:
    """Return where the episode names people; their own origin may be the show's registry."""
    written = (name for name in ("guests", "people") if name in episode.origin.fields)
    return episode.origin.at(next(written, "people"))
