"""The values of the pages that list episodes: the show's, the archive, seasons, topics."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from markupsafe import Markup

from showfeed.model import Episode
from showfeed.outputs import addresses, words
from showfeed.outputs.pages.episode_page import anchor
from showfeed.outputs.pages.subscribe import apps, qr_svg
from showfeed.outputs.pages.views import View, Views, license_view, places

NEWEST = 12  # episodes that the show's page tells of
TAGS = 24  # tags that it names; all are under topics/


def show_values(views: Views) -> dict[str, Any]:
    """Return what the template of the show's page is told."""
    show = views.show
    feed = addresses.feed_url(show)
    first = [e for e in show.episodes if e.kind.value == "trailer"][:1]
    return {
        "about": views.about(),
        "people": [views.person(p, "") for p in show.people],
        "newest": [views.card(e, "", told=True) for e in show.episodes[:NEWEST]],
        "trailer": views.card(first[0], "") if first else None,
        "total": words.count(len(show.episodes), views.say.episode_count, views.language),
        "more": len(show.episodes) > NEWEST,
        "years": _years(show.episodes),
        "season_names": [
            {"anchor": f"s{number}", "title": views.season(number)}
            for number in sorted({e.season for e in show.episodes if e.season is not None})
        ],
        "tag_names": [{"anchor": anchor(tag), "title": tag} for tag in _most_used(show.episodes)],
        "apps": apps(feed, show.title),
        "qr": Markup(qr_svg(feed)),
        "follow": f"{show.url}/#fastfollow-podcast:{show.guid}" if show.guid else "",
        "funding": [{"url": f.url, "text": f.text or views.say.funding} for f in show.funding],
        "license": license_view(show, None),
        "places": places(show),
        "rhythm": show.update_frequency.text if show.update_frequency else "",
    }


def archive_groups(views: Views, up: str) -> list[View]:
    """Return every episode by its year, the newest first."""
    return [
        {"anchor": f"y{year}", "title": year or "–", "episodes": _cards(views, episodes, up)}
        for year, episodes in groupby(views.show.episodes, key=_year)
    ]


def season_groups(views: Views, up: str) -> list[View]:
    """Return every season's episodes in the order in which they are heard."""
    found: dict[int, list[Episode]] = {}
    for episode in reversed(views.show.episodes):
        if episode.season is not None:
            found.setdefault(episode.season, []).append(episode)
    return [
        {"anchor": f"s{n}", "title": views.season(n), "episodes": _cards(views, found[n], up)}
        for n in sorted(found)
    ]


def tag_groups(views: Views, up: str) -> list[View]:
    """Return the episodes of every tag, the newest first."""
    return [
        {"anchor": anchor(tag), "title": tag, "episodes": _cards(views, episodes, up)}
        for tag, episodes in tags_of(views.show.episodes).items()
    ]


def tags_of(episodes: Iterable[Episode]) -> dict[str, list[Episode]]:
    """Return tag → episodes, tags in their order; those that differ by capitals are one."""
    spelt: dict[str, str] = {}
    found: dict[str, list[Episode]] = {}
    for episode in episodes:
        for tag in dict.fromkeys(map(anchor, episode.tags)):
            found.setdefault(tag, []).append(episode)
        for tag in episode.tags:
            spelt[anchor(tag)] = tag  # as the oldest episode has it, so that a new one moves none
    return {spelt[tag]: found[tag] for tag in sorted(found)}


def _most_used(episodes: Iterable[Episode]) -> list[str]:
    """Return the tags that most episodes have, in the order of tags."""
    found = tags_of(episodes)
    most = sorted(found, key=lambda tag: -len(found[tag]))[:TAGS]
    return sorted(most, key=list(found).index)


def _cards(views: Views, episodes: Iterable[Episode], up: str) -> list[View]:
    return [views.card(episode, up) for episode in episodes]


def _year(episode: Episode) -> str:
    return f"{episode.date.year:04d}" if episode.date else ""


def _years(episodes: Iterable[Episode]) -> list[View]:
    return [{"anchor": f"y{y}", "title": y} for y, _ in groupby(episodes, key=_year) if y]
