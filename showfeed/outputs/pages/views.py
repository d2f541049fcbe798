"""What the templates are told: plain values, ready to show. docs/theme.md lists them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from showfeed.formats import markdown
from showfeed.formats.timecode import format_seconds
from showfeed.model import Chapter, Episode, EpisodeKind, Person, Picture, Show, Soundbite
from showfeed.outputs import addresses, words
from showfeed.outputs import notes_content as content
from showfeed.outputs.notes import lead
from showfeed.outputs.pages import smaller
from showfeed.outputs.pages.sharing import icons
from showfeed.outputs.pages.sharing.oembed import frame
from showfeed.outputs.pages.spoken import clock
from showfeed.outputs.pages.told_once import without_chapters

View = Mapping[str, Any]
KINDS = {EpisodeKind.TRAILER: "trailer", EpisodeKind.BONUS: "bonus"}


class Views:
    """The values of one show's templates, addresses as seen from a page *up* the folders."""

    def __init__(self, show: Show, say: words.Words) -> None:
        self.show = show
        self.say = say
        self.language = show.language
        self.cards: dict[tuple[str, str, bool], View] = {}

    def near(self, address: str, up: str) -> str:
        """Return an address of our own files as seen from the page: a copy works anywhere."""
        own = f"{self.show.url}/"
        return up + address.removeprefix(own) if address.startswith(own) else address

    def picture(self, picture: Picture | None, up: str) -> str:
        """Return where the page finds a picture, "" where there is none."""
        if picture is None:
            return ""
        if smaller.worth_it(picture):
            return up + quote(smaller.path_of(self.show, picture))
        return self.near(addresses.picture_url(self.show, picture), up)

    def icons(self, up: str) -> View:
        """Return the picture of the browser's tab, the theme's `icon.…` or the cover's."""
        files = self.show.theme.files if self.show.theme else ()
        own = [file.path for file in files if file.path.partition(".")[0] == "icon"]
        theirs = f"{up}theme/{quote(own[0])}" if own else ""
        made = icons.path_of(self.show)
        cover = f"{up}{made}" if made else self.picture(self.show.cover, up)
        return {
            "icon": theirs or cover,
            "touch_icon": theirs if theirs.endswith(".png") else f"{up}{made}" if made else "",
        }

    def show_view(self, up: str) -> View:
        """Return the show as every page knows it."""
        show = self.show
        return {
            "title": show.title,
            "author": show.author,
            "url": f"{show.url}/",
            "feed": addresses.feed_url(show),
            "cover": self.picture(show.cover, up),
            **self.icons(up),
            "copyright": show.copyright,
            "link": show.link,
            "language": show.language,
            "direction": words.direction(show.language),
            "seasons": any(episode.season is not None for episode in show.episodes),
            "tags": any(episode.tags for episode in show.episodes),
        }

    def about(self) -> Markup:
        """Return the show's description as safe HTML."""
        return html_of(markdown.blocks(self.show.description, f"{self.show.url}/"))

    def description(self, episode: Episode) -> tuple[str, ...]:
        """Return an episode's description; its chapters are on the page in a list that plays."""
        return without_chapters(content.description(self.show, episode), episode)

    def card(self, episode: Episode, up: str, *, told: bool = False) -> View:
        """Return an episode as a list has it; *told* with its lead, which costs time."""
        key = (episode.id, up, told)
        if key not in self.cards:
            self.cards[key] = self._card(episode, up, told)
        return self.cards[key]

    def _card(self, episode: Episode, up: str, told: bool) -> View:
        return {
            "title": episode.title,
            "address": f"{up}{addresses.episode_folder(episode)}/",
            "day": episode.date.date().isoformat() if episode.date else "",
            "when": words.date(episode.date, self.language) if episode.date else "",
            "length": words.length(episode.duration, self.language) if episode.duration else "",
            "cover": self.picture(episode.image, up),
            "label": self.label(episode),
            "lead": shortened(lead(self.show, episode)) if told else "",
            "draft": episode.draft,
        }

    def label(self, episode: Episode) -> str:
        """Return `Season 1 · Episode 3`, as far as it is known."""
        said = []
        if episode.kind in KINDS:
            said.append(getattr(self.say, KINDS[episode.kind]))
        elif episode.number is not None:
            if episode.season is not None:
                said.append(self.season(episode.season))
            shown = episode.number_display or str(episode.number)
            said.append(words.fill(self.say.number, n=shown))
        return " · ".join(said)

    def season(self, number: int) -> str:
        """Return a season's name, or `Season 2`."""
        return self.show.seasons.get(number) or words.fill(self.say.season, n=str(number))

    def chapter(self, chapter: Chapter, audio: str, up: str) -> View:
        """Return a chapter; its address works without the script too."""
        return {
            "title": chapter.title,
            "clock": clock(chapter.start // timedelta(milliseconds=1)),
            "seconds": format_seconds(chapter.start),
            "address": moment(audio, chapter.start),
            "url": chapter.url,
            "picture": self.picture(chapter.image, up),
            "place": chapter.location.name if chapter.location else "",
        }

    def soundbite(self, bite: Soundbite, audio: str, title: str) -> View:
        """Return a soundbite: it plays from its start to its end."""
        start, end = format_seconds(bite.start), format_seconds(bite.start + bite.duration)
        return {
            "title": bite.title or title,
            "clock": clock(bite.start // timedelta(milliseconds=1)),
            "length": words.length(bite.duration, self.language),
            "range": f"{start},{end}",
            "address": f"{audio}#t={start},{end}" if audio else "",
        }

    def person(self, person: Person, up: str) -> View:
        """Return a person with role, link and picture; without one, their initials."""
        initials = "".join(part[0] for part in person.name.split()[:2]).upper()
        return {
            "name": person.name,
            "role": words.role(person.role, self.say),
            "url": person.url,
            "picture": self.picture(person.portrait, up) or person.image,
            "initials": initials,
        }

    def embed_code(self, episode: Episode) -> str:
        """Return the HTML that shows the player in another page."""
        return frame(self.show, episode, "100%")


def html_of(blocks: tuple[str, ...]) -> Markup:
    """Return safe blocks, as `markdown.blocks` gives them, in the form of HTML."""
    return Markup("\n".join(blocks).replace("<br/>", "<br>"))


def moment(audio: str, start: timedelta) -> str:
    """Return the address of a moment in the audio, "" where there is no audio."""
    return f"{audio}#t={format_seconds(start)}" if audio else ""


def shortened(text: str, longest: int = 220) -> str:
    """Return the beginning of a text, cut between words.

    >>> shortened("one two three", 9)
    'one two …'
    """
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(' ,;:–')} …"


def license_view(show: Show, episode: Episode | None) -> View | None:
    """Return the licence of an episode, or of the show."""
    found = content.license_of(show, episode) if episode else show.license
    return {"name": found.identifier, "url": found.url} if found else None


def places(subject: Show | Episode) -> list[View]:
    """Return places with a link to a map where they have coordinates."""
    found: list[View] = []
    for place in subject.locations:
        latitude, _, rest = place.geo.removeprefix("geo:").partition(",")
        longitude = rest.partition(",")[0].partition(";")[0]
        address = (
            f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
            if latitude and longitude
            else ""
        )
        found.append({"name": place.name, "url": address})
    return found
