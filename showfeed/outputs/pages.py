"""Show → plain web pages: one for the show, one for every episode, so that every link works."""

from collections.abc import Iterator
from html import escape

from showfeed.artifacts import Artifact, Rank
from showfeed.formats import markdown
from showfeed.formats.timecode import format_clock, format_seconds
from showfeed.model import Chapter, Episode, Person, Picture, Show
from showfeed.outputs import addresses, words
from showfeed.outputs import notes_content as content
from showfeed.outputs.page_style import STYLE

UP = "../../"  # from an episode's folder to the show's


def render(show: Show) -> Iterator[Artifact]:
    """Write style.css, the show's page and one page an episode."""
    yield Artifact("style.css", STYLE.encode())
    yield Artifact("index.html", show_page(show).encode(), Rank.PAGE)
    for episode in show.episodes:
        yield Artifact(
            addresses.page_path(episode), episode_page(show, episode).encode(), Rank.PAGE
        )


def show_page(show: Show) -> str:
    """Return the page of the show: what it is, how to subscribe, every episode."""
    say = words.words(show.language)
    feed = escape(addresses.feed_url(show))
    body = [
        f"<h1>{text(show.title)}</h1>",
        cover(show, show.cover, ""),
        *markdown.blocks(show.description, f"{show.url}/"),
        f'<p>{say.subscribe}{say.colon}<a href="{feed}">{feed}</a></p>',
        f"<h2>{say.episodes}</h2>",
        '<ul class="plain">',
        *(listed(show, episode) for episode in show.episodes),
        "</ul>",
    ]
    return page(show, show.title, f"{show.url}/", body, "")


def listed(show: Show, episode: Episode) -> str:
    """Return an episode's line in the list."""
    address = escape(f"{addresses.episode_folder(episode)}/")
    return f'<li><a href="{address}">{text(episode.title)}</a><br>{facts(show, episode)}</li>'


def episode_page(show: Show, episode: Episode) -> str:
    """Return the page of an episode."""
    say = words.words(show.language)
    share = escape(addresses.page_url(show, episode))
    audio = near(show, addresses.audio_url(show, episode.audio), UP) if episode.audio else ""
    body = [
        f'<p><a href="{UP}">{text(show.title)}</a></p>',
        f"<h1>{text(episode.title)}</h1>",
        f'<p class="facts">{facts(show, episode)}</p>',
        cover(show, episode.image or show.cover, UP),
        player(audio),
        *content.description(show, episode),
        *section(say.chapters, (chapter(c, audio) for c in episode.listed_chapters)),
        *section(say.people, (person(show, p) for p in content.credited(show, episode))),
        *section(say.transcript, transcripts(show, episode)),
        f'<p><a href="notes.txt">{say.notes}</a></p>',
        license_line(show, episode, say),
        f'<p>{say.share}{say.colon}<a href="{share}">{share}</a></p>',
    ]
    return page(
        show, f"{episode.title} – {show.title}", addresses.page_url(show, episode), body, UP
    )


def page(show: Show, title: str, address: str, body: list[str], up: str) -> str:
    """Return a whole page around its *body*; *up* leads to the show's folder."""
    language = show.language
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}" dir="{words.direction(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(title)}</title>",
        f'<link rel="canonical" href="{escape(address)}">',
        f'<link rel="alternate" type="application/rss+xml" title="{escape(show.title)}"'
        f' href="{escape(addresses.feed_url(show))}">',
        f'<link rel="stylesheet" href="{up}style.css">',
        "</head>",
        "<body>",
        "<main>",
        *filter(None, body),
        "</main>",
        "</body>",
        "</html>\n",
    ]
    return "\n".join(lines)


def text(value: str) -> str:
    """Return text as it stands between tags."""
    return escape(value, quote=False)


def near(show: Show, address: str, up: str) -> str:
    """Return an address of our own files as seen from the page, so that a copy works anywhere."""
    own = f"{show.url}/"
    return escape(up + address.removeprefix(own) if address.startswith(own) else address)


def cover(show: Show, picture: Picture | None, up: str) -> str:
    """Return the picture; it says nothing that the title does not."""
    if picture is None:
        return ""
    return f'<img src="{near(show, addresses.picture_url(show, picture), up)}" alt="">'


def facts(show: Show, episode: Episode) -> str:
    """Return when the episode came out and how long it is."""
    said = []
    if episode.date:
        day = episode.date.date().isoformat()
        written = words.date(episode.date, show.language)
        said.append(f'<time datetime="{day}">{text(written)}</time>')
    if episode.duration:
        said.append(text(words.length(episode.duration, show.language)))
    return " · ".join(said)


def player(address: str) -> str:
    """Return the browser's own player; nothing is loaded before it is asked for."""
    return f'<audio controls preload="none" src="{address}"></audio>' if address else ""


def section(title: str, items: Iterator[str]) -> list[str]:
    """Return a list under its title, or nothing where there is nothing to list."""
    listed = [f"<li>{item}</li>" for item in items]
    return [f"<h2>{title}</h2>", '<ul class="plain">', *listed, "</ul>"] if listed else []


def chapter(chapter: Chapter, audio: str) -> str:
    """Return a chapter, its time leading into the audio, its title to its own link."""
    title = text(chapter.title)
    if chapter.url:
        title = f'<a href="{escape(chapter.url)}">{title}</a>'
    time = format_clock(chapter.start)
    if audio:
        time = f'<a href="{audio}#t={format_seconds(chapter.start)}">{time}</a>'
    return f"{time} {title}"


def person(show: Show, person: Person) -> str:
    """Return a person with role and link."""
    credit = text(content.credit(person, show.language))
    return f'<a href="{escape(person.url)}">{credit}</a>' if person.url else credit


def transcripts(show: Show, episode: Episode) -> Iterator[str]:
    """Return a link to each file of each transcript."""
    for group in addresses.transcript_files(show, episode):
        for file in group:
            address = near(show, addresses.url(show, file.path), UP)
            language, name = escape(file.language), file.extension.upper()
            yield f'<a href="{address}" hreflang="{language}">{name} ({language})</a>'


def license_line(show: Show, episode: Episode, say: words.Words) -> str:
    """Return under which licence the episode may be used."""
    license = content.license_of(show, episode)
    if license is None:
        return ""
    name = text(license.identifier)
    named = f'<a rel="license" href="{escape(license.url)}">{name}</a>' if license.url else name
    return f"<p>{say.license}{say.colon}{named}</p>"
