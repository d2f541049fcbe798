"""Show → every address that the world gets to see, each once, with the place that leads there."""

from collections.abc import Iterator

from showfeed.live.answers import Question, What
from showfeed.model import Episode, Show
from showfeed.outputs import addresses, feed, media
from showfeed.problems import Place


def feed_question(show: Show) -> Question:
    """Return the question for the feed itself; *show* is as the world should see it now."""
    *_, built = feed.render(show)
    assert isinstance(built.content, bytes)
    return Question(
        What.FEED,
        addresses.feed_url(show),
        show.origin.at("url"),
        "application/rss+xml",
        expected=built.content,
    )


def questions(show: Show, ids: frozenset[str] = frozenset()) -> tuple[Question, ...]:
    """Return what to ask besides the feed, of all or of these episodes."""
    found: dict[str, Question] = {}
    asked = [] if ids else [*_of_show(show)]
    for episode in show.episodes:
        if not ids or episode.id in ids:
            asked += _of_episode(show, episode)
    for question in asked:
        if question.url.startswith(("https://", "http://")):
            found.setdefault(question.url, question)
    return tuple(found.values())


def _of_show(show: Show) -> Iterator[Question]:
    place = show.origin.at("url")
    yield Question(What.PAGE, f"{show.url}/", place, "text/html")
    for artifact in feed.render(show):
        if artifact.path != show.feed.path:
            yield Question(
                What.FEED, addresses.url(show, artifact.path), place, "application/rss+xml"
            )
    for picture in media.pictures(_without_episodes(show)):
        written = picture.origin.place
        yield Question(
            What.PICTURE,
            addresses.picture_url(show, picture),
            written if written.line else show.origin.at("cover"),
        )
    for trailer in show.trailers:
        yield Question(
            What.AUDIO, trailer.url, trailer.origin.at("url"), trailer.type, trailer.length
        )


def _without_episodes(show: Show) -> Show:
    from dataclasses import replace

    return replace(show, episodes=())


def _of_episode(show: Show, episode: Episode) -> Iterator[Question]:
    origin = episode.origin
    if episode.audio:
        facts = episode.audio.facts
        own = addresses.audio_url(show, episode.audio)
        named = addresses.enclosure_url(show, episode.audio)
        yield Question(
            What.AUDIO,
            named,
            origin.at("audio"),
            facts.type if facts else "",
            facts.length if facts else None,
            own if own != named else "",
        )
    for alternate in episode.alternates:
        for source in alternate.sources:
            yield Question(
                What.AUDIO,
                source.uri,
                _written(alternate.origin.place, origin.at("alternates")),
                source.content_type or alternate.type,
                alternate.length,
            )
    if episode.chapters:
        path = addresses.chapters_path(episode)
        yield Question(
            What.CHAPTERS,
            addresses.url(show, path),
            origin.at("chapters"),
            "application/json+chapters",
        )
    for group in addresses.transcript_files(show, episode):
        for file in group:
            yield Question(
                What.TRANSCRIPT, addresses.url(show, file.path), origin.at("transcript"), file.type
            )
    if episode.image:
        yield Question(What.PICTURE, addresses.picture_url(show, episode.image), origin.at("image"))
    yield Question(What.PAGE, addresses.page_url(show, episode), origin.at("title"), "text/html")


def _written(place: Place, otherwise: Place) -> Place:
    return place if place.line else otherwise
