"""People who come again get an id in the registry of show.yaml; episodes name them by it."""

from collections import Counter
from dataclasses import replace

from showfeed.importing.ids import slug
from showfeed.model import Person, Show

CAST = ("Host", "Co-Host")
Known = tuple[str, str, str]  # name, page, picture


def _who(person: Person) -> Known:
    return person.name, person.url, person.image


def with_registry(show: Show) -> Show:
    """Return the show with a registry: of its own people, and of guests who come again.

    Who leads through episodes without being the show's host stays out of it: a host of the
    registry would be credited everywhere.
    """
    heard = Counter(_who(p) for episode in show.episodes for p in set(episode.people))
    roles = {_who(p): p for episode in show.episodes for p in episode.people}
    names = Counter(name for name, _, _ in {*heard, *map(_who, show.people)})
    own = {_who(p): p for p in reversed(show.people)}
    registry: dict[str, Person] = {}
    keys: dict[Known, str] = {}
    again = (who for who, count in heard.items() if count > 1 and who not in own)
    for who in (*map(_who, show.people), *again):
        person = own.get(who) or roles[who]
        if who in keys or names[who[0]] > 1 or (who not in own and person.role in CAST):
            continue
        key = _key(person.name, registry)
        keys[who] = key
        registry[key] = replace(person, key=key)

    def named(people: tuple[Person, ...]) -> tuple[Person, ...]:
        once = {(p.name, p.role): p for p in people}
        return tuple(replace(p, key=keys.get(_who(p), "")) for p in once.values())

    return replace(
        show,
        registry=registry,
        people=tuple(p for p in registry.values() if p.role in CAST),
        episodes=tuple(replace(e, people=named(e.people)) for e in show.episodes),
    )


def _key(name: str, taken: dict[str, Person]) -> str:
    """Return an id: the first name, or more of it where that is taken."""
    parts = [part for part in slug(name).split("-") if part]
    for length in range(1, len(parts) + 1):
        key = "-".join(parts[:length])
        if key not in taken and not key.isdecimal():
            return key
    return f"person-{len(taken) + 1}"
