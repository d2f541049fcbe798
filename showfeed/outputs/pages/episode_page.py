"""The values of an episode's page, and of its embedded player."""

from datetime import timedelta
from typing import Any

from showfeed.model import Episode
from showfeed.outputs import addresses, words
from showfeed.outputs import notes_content as content
from showfeed.outputs.pages.spoken import clock
from showfeed.outputs.pages.views import View, Views, html_of, license_view, places

UP = "../../"  # from an episode's folder to the show's


def episode_values(
    views: Views,
    episode: Episode,
    others: tuple[Episode, ...],
    newer: Episode | None,
    older: Episode | None,
    spoken: list[View],
) -> dict[str, Any]:
    """Return what the templates of an episode are told."""
    show = views.show
    audio = views.near(addresses.audio_url(show, episode.audio), UP) if episode.audio else ""
    page = addresses.url(show, f"{addresses.episode_folder(episode)}/")
    credited = content.credited(show, episode)
    return {
        **views.card(episode, UP),
        "id": episode.id,
        "page": page,
        "canonical": addresses.page_url(show, episode),
        "cover": views.picture(episode.image or show.cover, UP),
        "audio": audio,
        "clock": clock(episode.duration // timedelta(milliseconds=1)) if episode.duration else "",
        "seconds": str(round(episode.duration.total_seconds())) if episode.duration else "",
        "description": html_of(views.description(episode)),
        "chapters": [views.chapter(c, audio, UP) for c in episode.listed_chapters],
        "people": [views.person(person, UP) for person in credited],
        "soundbites": [views.soundbite(b, audio, episode.title) for b in episode.soundbites],
        "tags": [{"name": tag, "anchor": anchor(tag)} for tag in episode.tags],
        "transcripts": spoken,
        "downloads": _downloads(views, episode),
        "funding": [
            {"url": f.url, "text": f.text or views.say.funding} for f in _funding(views, episode)
        ],
        "license": license_view(show, episode),
        "places": places(episode),
        "discussion": [post.uri for post in episode.social if post.uri],
        "explicit": show.explicit if episode.explicit is None else episode.explicit,
        "live": bool(episode.live),
        "live_links": [{"url": x.href, "text": x.text or x.href} for x in _live(episode)],
        "embed_code": views.embed_code(episode) if audio else "",
        "related": [views.card(other, UP) for other in others],
        "newer": views.card(newer, UP) if newer else None,
        "older": views.card(older, UP) if older else None,
    }


def anchor(tag: str) -> str:
    """Return the id of a tag's heading on the page of tags.

    >>> anchor("Night Watch")
    'night-watch'
    """
    return "-".join(tag.casefold().split())


def _funding(views: Views, episode: Episode) -> tuple[Any, ...]:
    return episode.funding or views.show.funding


def _live(episode: Episode) -> tuple[Any, ...]:
    return (*(episode.live.links if episode.live else ()), *episode.links)


def _downloads(views: Views, episode: Episode) -> list[View]:
    """Return every file that a listener may want to keep, those of one kind together."""
    show, say = views.show, views.say
    found: list[View] = []
    if episode.audio:
        facts = episode.audio.facts
        address = views.near(addresses.audio_url(show, episode.audio), UP)
        size = words.size(facts.size, views.language) if facts else ""
        found.append(_files(say.listen_file, (_file(address, _ending(episode.audio.href), size),)))
    groups = addresses.transcript_files(show, episode)
    for group in groups:
        language = group[0].language
        name = words.language_name(language, views.language)
        told = say.transcript + (f" ({name})" if len(groups) > 1 else "")
        near = [(views.near(addresses.url(show, f.path), UP), f.extension) for f in group]
        found.append(_files(told, tuple(_file(*each) for each in near), language))
    if episode.chapters:
        found.append(_files(say.chapters, (_file("chapters.json", "json"),)))
    found.append(_files(say.notes, (_file("notes.txt", "txt"),)))
    return found


def _files(text: str, files: tuple[View, ...], language: str = "") -> View:
    return {"text": text, "files": files, "language": language}


def _file(url: str, ending: str, size: str = "") -> View:
    return {"url": url, "form": ending.upper(), "size": size}


def _ending(href: str) -> str:
    """Return the ending of an audio's name, as listeners know it.

    >>> _ending("https://a.example/one.mp3?x=1.2"), _ending("https://a.example/one")
    ('mp3', 'audio')
    """
    name = href.partition("?")[0].rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else "audio"
