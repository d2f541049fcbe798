"""What Eleventy's plugin for podcasts works out by itself: numbers, audio files, addresses.

https://github.com/nathan-bottomley/eleventy-plugin-podcaster
"""

import re
from collections.abc import Mapping

from showfeed.importing.sites.asked import Asked, Data
from showfeed.importing.sites.permalinks import plain_slug

NUMBERED = re.compile(r"(?:s(?P<season>\d+)e|e|ep|episode-)(?P<episode>\d+)", re.IGNORECASE)
AUDIO_NUMBER = re.compile(r"\bs(\d+)\s*e(\d+)\b", re.IGNORECASE)


def number_by_name(front: Asked, name: str) -> None:
    """Take season and number from a page's name, `s1e2-overdue`, unless they are stated."""
    numbered = NUMBERED.match(name)
    for part, word in numbered.groupdict().items() if numbered else ():
        key = f"episode.{part}number"
        front.flat.setdefault(key, (key, word or ""))


def find_file(front: Asked, known: Mapping[str, Data]) -> None:
    """Find a page's audio among the files that the podcaster plugin measured, by its number."""
    season, number = front.text("episode.seasonnumber"), front.text("episode.episodenumber")
    if not number.isdecimal() or front.text("episode.filename"):
        return
    for name in known:
        found = AUDIO_NUMBER.search(name) if season else re.search(r"\b(\d+)\b", name)
        numbers = [int(part) for part in found.groups()] if found else []
        if numbers == [int(part) for part in (season, number) if part.isdecimal()]:
            front.flat["episode.filename"] = ("episode.filename", name)
            return


def plugin_path(settings: Asked, front: Asked) -> str:
    """Return the path of an episode's page; "" where the plugin leaves it to Eleventy."""
    season, number = front.text("episode.seasonnumber"), front.text("episode.episodenumber")
    pattern = settings.text("podcast.episodepermalinkpattern")
    if pattern:
        told = {
            "{seasonNumber}": season,
            "{episodeNumber}": number,
            "{titleSlug}": plain_slug(front.text("title")),
        }
        for name, word in told.items():
            pattern = pattern.replace(name, word)
        return pattern
    if not number or "episode.filename" not in front.flat:
        return ""
    return f"s{season}/e{number}/" if season else f"{number}/"
