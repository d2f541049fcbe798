"""Who is meant by a label such as `jerome`, `Jérôme` or `SPEAKER_00`."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from showfeed.model import Person

# What programs, and people who don't know better, call a voice; with a number or a letter.
NOBODY = re.compile(
    r"(?:(?:unknown|unidentified|unnamed|inconnue?|unbekannter?|desconocid[oa])[ _-]*)?"
    r"(?:speaker|spk|spkr|talker|voice|person|participant|interviewee|channel|track|guest speaker"
    r"|intervenante?|locuteur|locutrice|orateur|oratrice|interlocuteur|interlocutrice|voix|personne"
    r"|sprecher(?:in)?|stimme|teilnehmer(?:in)?|unbekannt|unknown|unidentified|inconnue?"
    r"|hablante|orador|oradora|locutor|locutora|interlocutor|participante|voz|desconocid[oa]"
    r"|parlante|relatore|voce|sconosciut[oa]|falante|spreker|talare|puhuja"
    r"|спикер|говорящий|диктор|话者|話者|发言人|說話人|说话人|스피커|화자|المتحدث)"
    r"(?:[ _-]*(?:inconnue?|unbekannt|desconocid[oa]|unknown))?"
    r"[ _#.-]*(?:[0-9]{1,3}|[a-z])?|s[0-9]{1,2}|[?]+"
)


@lru_cache(maxsize=4096)
def folded(label: str) -> str:
    """Return a name as people write it differently: without accents, case and double spaces.

    >>> folded("Jérôme  DUPONT")
    'jerome dupont'
    """
    plain = unicodedata.normalize("NFKD", label).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@lru_cache(maxsize=4096)
def anonymous(label: str) -> bool:
    """Tell whether a label names nobody.

    >>> [anonymous(label) for label in ("SPEAKER_00", "Intervenant 2", "Unknown", "Ana", "Person")]
    [True, True, True, False, True]
    """
    written = " ".join(unicodedata.normalize("NFC", label).casefold().split())
    return NOBODY.fullmatch(written) is not None


def casting(
    heard: Iterable[Person], known: Iterable[Person], *, first_names: bool = True
) -> dict[str, Person]:
    """Return folded label → person, by id, name, alias, and first name where one alone has it.

    Where a label may be two people, it is the one who is *heard* in the episode, else nobody.

    >>> cast = casting([Person("Jérôme Dupont", aliases=("JD",))], [Person("Zoé", key="z")])
    >>> sorted(cast)
    ['jd', 'jerome', 'jerome dupont', 'z', 'zoe']
    """
    cast: dict[str, Person] = {}
    heard, known = tuple(heard), tuple(known)
    for labels in (own_labels, first_name) if first_names else (own_labels,):
        for people in (heard, known):
            found = alone((label, person) for person in people for label in labels(person))
            cast = found | cast
    return cast


def own_labels(person: Person) -> set[str]:
    """Return what a person is called by the author."""
    return {folded(label) for label in (person.key, person.name, *person.aliases) if label}


def first_name(person: Person) -> set[str]:
    """Return the first of several names, which transcripts often use alone."""
    first, *others = folded(person.name).split()
    return {first} if others and len(first) > 1 else set()


def alone(labelled: Iterable[tuple[str, Person]]) -> dict[str, Person]:
    """Return the labels that mean one person only."""
    meant: dict[str, Person] = {}
    twice: set[str] = set()
    for label, person in labelled:
        if meant.setdefault(label, person).name != person.name:
            twice.add(label)
    return {label: person for label, person in meant.items() if label not in twice}


def nearest_person(label: str, people: Collection[Person]) -> str:
    """Return the name that a label probably is, or ""."""
    from showfeed.formats.names import nearest

    names = {folded(n): person.name for person in people for n in (person.name, person.key) if n}
    return names.get(nearest(folded(label), names), "")
