"""Fields of a page that mean the same under the names of all themes, as typed values."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation

from showfeed.formats.dates import parse_date
from showfeed.formats.feed_dates import parse_feed_date
from showfeed.formats.quoting import quoted
from showfeed.importing.incoming import Topic
from showfeed.importing.sites.asked import Asked, names
from showfeed.importing.sites.site import Site, Source
from showfeed.model import EpisodeKind, Show
from showfeed.problems import Malformed

DATES = ("date", "publishdate", "pubdate", "published", "publication_date", "release_date")
GENERIC = frozenset(
    "podcast podcasts episode episodes episodepost episodeposts podcastepisode post posts".split()
)
YES, NO = ("yes", "true", "explicit"), ("no", "false", "clean")
Tell = Callable[[Topic, str], None]


def page_date(site: Site, source: Source, tell: Tell) -> datetime | None:
    """Return when a page appears: the later of its dates, for it is not to be seen before."""
    found = []
    for name in DATES:
        said = source.asked.text(name)
        if said and said.lower() not in (*YES, *NO):
            try:
                found.append(moment(said, site.timezone))
            except Malformed as error:
                tell(Topic.PROBLEM, f"{name}: {error.message}")
    if not found and source.date:
        year, month, day = source.date.split("-")
        try:
            found.append(moment(f"{year}-{month:0>2}-{day:0>2}", site.timezone))
        except Malformed as error:
            tell(Topic.PROBLEM, f"the date of its file's name: {error.message}")
    if not found:
        tell(Topic.PROBLEM, "it has no date: it stays a draft")
        return None
    if max(found) != found[0]:
        tell(Topic.CHANGED, "of its two dates the later stands: it is not to be seen before")
    return max(found)


def moment(text: str, zone: str) -> datetime:
    """Read a date as generators take them. Raises Malformed."""
    try:
        return parse_date(text, zone=zone)
    except Malformed:
        return parse_feed_date(text)[0]


def read_recorded(asked: Asked, zone: str) -> datetime | None:
    """Read when it was recorded."""
    text = asked.text(*names("recording_date", "recordingdate", "recorded"))
    try:
        return moment(text, zone) if text else None
    except Malformed:
        return None


def read_number(asked: Asked, tell: Tell) -> Decimal | None:
    """Read the number of an episode."""
    text = asked.text(
        *("episode", "podcast.episode", "itunes.episode"),
        *names("episode_number", "episodenumber", "number", "podcast_episode", "itunes_episode"),
    )
    try:
        found = Decimal(text.lstrip("#")) if text else None
    except InvalidOperation:
        found = Decimal(-1)
    if found is not None and not (found.is_finite() and 0 <= found < 100_000):
        tell(Topic.DROPPED, f"{quoted(text)} is no number of an episode")
        return None
    return found


def read_season(asked: Asked, tell: Tell) -> int | None:
    """Read the number of its season."""
    text = asked.text(*names("season", "season_number", "seasonnumber", "podcast_season"))
    if not text or (text.isdecimal() and len(text) < 6):
        return int(text) if text else None
    tell(Topic.DROPPED, f"{quoted(text)} is no number of a season")
    return None


def read_kind(asked: Asked, tell: Tell) -> EpisodeKind:
    """Read whether it is an episode, a trailer or a bonus."""
    text = asked.text(
        *names("episode_type", "episodetype", "itunes_episode_type"), "episode.type", "kind"
    )
    try:
        return EpisodeKind(text.lower() or "full")
    except ValueError:
        tell(Topic.DROPPED, f"{quoted(text)} is no kind of episode")
        return EpisodeKind.FULL


def read_explicit(asked: Asked, tell: Tell, show: Show) -> bool | None:
    """Read whether it is explicit; None where that is as the show says."""
    text = asked.text(*names("explicit", "itunes_explicit", "podcast_explicit", "explicitness"))
    if text.lower() in (*YES, *NO):
        found = text.lower() in YES
        return None if found is show.explicit else found
    if text:
        tell(Topic.DROPPED, f"explicit: {quoted(text)} is neither yes nor no")
    return None


def read_author(asked: Asked, show: Show) -> str:
    """Read who made it, unless it is the show's own author."""
    said = asked.texts("podcast.author", "itunes.author", "author", "authors")
    text = asked.text("podcast.author", "itunes.author", "author") or ", ".join(said)
    return "" if in_one_line(text) == show.author else in_one_line(text)


def read_tags(asked: Asked) -> tuple[str, ...]:
    """Read what it is about, without what every episode bears."""
    found = [
        *asked.texts(*names("tags", "keywords")),
        *asked.texts("categories", "category"),
    ]
    return tuple(dict.fromkeys(tag for tag in found if tag.lower() not in GENERIC))


def in_one_line(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())
