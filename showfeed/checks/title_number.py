"""A title has neither the episode's number nor the show's name.

Apps show both beside it, so that they stand there twice. (Apple, PSP-1.)
"""

import re
from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = 'title: "#3 - Rivers"\n'
GOOD = "title: Rivers\nnumber: 3\n"

NUMBER = re.compile(
    r"""(?:s(?P<season>\d{1,3})\s?e)(?P<coded>\d{1,5})\b[\s:.|)–—-]*
    |(?:\#|n[°º]\s?|(?:episode|épisode|episodio|episódio|folge|aflevering|ep)\b\.?\s*\#?)
        (?P<named>\d{1,5})\b[\s:.|)–—-]*
    |(?P<bare>\d{1,3})\s*[:.|)–—-]\s+""",
    re.IGNORECASE | re.VERBOSE,
)


def check(show: Show) -> Iterator[Problem]:
    """Compare the start of each title with a number, and its ends with the show's title."""
    for episode in show.episodes:
        place = episode.origin.at("title")
        if match := NUMBER.match(episode.title):
            number = int(match["coded"] or match["named"] or match["bare"])
            season = f" and `season: {int(match['season'])}`" if match["season"] else ""
            rest = episode.title[match.end() :]
            yield Problem(
                place,
                "title-number",
                f"`{match[0].strip()}` repeats the episode's number in its title",
                f"write `number: {number}`{season}" + (f" and the title `{rest}`" if rest else ""),
                Level.WARNING,
            )
        if _repeats(episode.title.casefold(), show.title.casefold()):
            yield Problem(
                place,
                "title-number",
                f"`{episode.title}` repeats the show's title",
                "leave it out: apps show it beside the episode's",
                Level.WARNING,
            )


def _repeats(title: str, name: str) -> bool:
    """Tell whether *name* stands at an end of *title*, set off by a mark."""
    mark = r"\s*[:|–—-]\s*"
    name = re.escape(name)
    return bool(re.match(rf"{name}{mark}\S", title) or re.search(rf"\S{mark}{name}$", title))
