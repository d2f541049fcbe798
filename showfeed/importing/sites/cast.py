"""Who is heard: names, or short names that pages and files of the site explain."""

from showfeed.importing.feed_episode import address
from showfeed.importing.sites.asked import Asked, Data, in_words, names
from showfeed.importing.sites.site import Site
from showfeed.model import Person

FIELDS = (
    ("hosts", "Host", names("hosts", "host", "cohosts")),
    ("guests", "Guest", names("guests", "guest")),
    ("contributors", "Host", names("contributors", "people")),  # the namespace's own default
)


def cast(site: Site, asked: Asked) -> tuple[Person, ...]:
    """Return the people that a page names."""
    found: dict[tuple[str, str], Person] = {}
    for kind, role, fields in FIELDS:
        said = asked.value(*fields)
        for item in said.split(",") if isinstance(said, str) else said:
            person = _person(site, kind, item)
            if person:
                known = Person(person.name, role, url=address(person.url))
                found.setdefault((known.name, known.role), known)
    return tuple(found.values())


def _person(site: Site, kind: str, item: Data) -> Person | None:
    if isinstance(item, dict):
        told = {name.lower(): in_words(value) for name, value in item.items()}
        name = told.get("name") or told.get("title") or ""
        return Person(name, url=told.get("uri") or told.get("url") or "") if name else None
    name = in_words(item)
    return (site.person(kind, name) or Person(name)) if name else None
