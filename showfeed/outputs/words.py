"""The words that showfeed itself says to listeners, in the show's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True)
class Words:
    """The words of one language; *colon* is what stands between a label and its value."""

    chapters: str = "Chapters"
    transcript: str = "Transcript"
    people: str = "With"
    license: str = "Licence"
    published: str = "Published"
    length: str = "Length"
    listen: str = "Listen"
    episodes: str = "Episodes"
    page: str = "Episode page"
    more: str = "Read on"
    share: str = "Share"
    notes: str = "Show notes"
    subscribe: str = "Subscribe"
    feed: str = "Feed"
    colon: str = ": "
    roles: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Words()
LANGUAGES = {
    "en": ENGLISH,
    "fr": Words(
        chapters="Chapitres",
        transcript="Transcription",
        people="Avec",
        license="Licence",
        published="Publié",
        length="Durée",
        listen="Écouter",
        episodes="Épisodes",
        page="Page de l’épisode",
        more="Lire la suite",
        share="Partager",
        notes="Notes de l’épisode",
        subscribe="S’abonner",
        feed="Flux",
        colon="\N{NO-BREAK SPACE}: ",
        roles={
            "host": "hôte",
            "co-host": "co-hôte",
            "guest": "invité·e",
            "guest host": "hôte d’un jour",
            "producer": "production",
            "editor": "montage",
            "narrator": "narration",
            "author": "texte",
        },
    ),
    "de": Words(
        chapters="Kapitel",
        transcript="Transkript",
        people="Mit",
        license="Lizenz",
        published="Veröffentlicht",
        length="Länge",
        listen="Anhören",
        episodes="Folgen",
        page="Seite der Folge",
        more="Weiterlesen",
        share="Teilen",
        notes="Notizen zur Folge",
        subscribe="Abonnieren",
        feed="Feed",
        roles={
            "host": "Moderation",
            "co-host": "Co-Moderation",
            "guest": "Gast",
            "guest host": "Gastmoderation",
            "producer": "Produktion",
            "editor": "Schnitt",
            "narrator": "Erzählstimme",
            "author": "Text",
        },
    ),
    "es": Words(
        chapters="Capítulos",
        transcript="Transcripción",
        people="Con",
        license="Licencia",
        published="Publicado",
        length="Duración",
        listen="Escuchar",
        episodes="Episodios",
        page="Página del episodio",
        more="Seguir leyendo",
        share="Compartir",
        notes="Notas del episodio",
        subscribe="Suscribirse",
        feed="Feed",
        roles={
            "host": "presentación",
            "co-host": "copresentación",
            "guest": "participación",
            "guest host": "presentación invitada",
            "producer": "producción",
            "editor": "edición",
            "narrator": "narración",
            "author": "texto",
        },
    ),
}


def words(language: str) -> Words:
    """Return the words of a language, or English ones where we have none."""
    return LANGUAGES.get(language.partition("-")[0].lower(), ENGLISH)


def role(name: str, language: str) -> str:
    """Return a role of the taxonomy as listeners of the show would say it."""
    return words(language).roles.get(name.lower(), name.lower())


@lru_cache(maxsize=64)
def locale(language: str) -> "Locale":
    """Return what Babel knows of a language: its own, that of its main tag, or English."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def direction(language: str) -> str:
    """Return which way the language is written, as HTML's `dir` says it."""
    return "rtl" if locale(language).character_order == "right-to-left" else "ltr"


def date(moment: datetime, language: str) -> str:
    """Return the day of *moment*, in its own UTC offset, as the language writes it."""
    from babel.dates import format_date

    return format_date(moment.date(), "long", locale(language))


@lru_cache(maxsize=1024)
def length(duration: timedelta, language: str) -> str:
    """Return a length to the minute, or to the second where it is shorter than one."""
    from babel.units import format_unit

    place = locale(language)
    seconds = round(duration.total_seconds())
    if seconds < 60:
        return format_unit(seconds, "duration-second", "long", locale=place)
    hours, minutes = divmod((seconds + 30) // 60, 60)
    parts = (("duration-hour", hours), ("duration-minute", minutes))
    return " ".join(
        format_unit(count, unit, "long", locale=place) for unit, count in parts if count
    )
