"""People, in every form that they are written in, tied to the registry of show.yaml."""

from dataclasses import replace

from showfeed.formats.casting import casting, folded
from showfeed.formats.people import parse_group, parse_person, parse_role, split_people
from showfeed.formats.quoting import quoted
from showfeed.model import Person
from showfeed.problems import Malformed, Origin
from showfeed.sources.fields import Fields, many, mapping
from showfeed.sources.kinds import ANY_SCALAR, TEXT, URL, of_text, text_of
from showfeed.sources.kinds_files import PICTURE
from showfeed.sources.reading import Kind, Reading, Stop
from showfeed.sources.yaml_nodes import Mapping, Node, Sequence

NOBODY = ("", "no", "false", "~", "null")  # whose label stays out of the transcript
ROLE = of_text("role", parse_role, lambda: ANY_SCALAR, ("Host", "Cast"))


def read_person(fields: Fields) -> Person:
    """Read a person's own fields."""
    name = fields.must("name", TEXT, "The name that listeners see.")
    role, group = fields.may("role", ROLE, ("", ""), "What they do, as in the namespace's list.")
    asked = fields.may("group", TEXT, "", "The group of the role; only Editor needs it.")
    if asked:
        try:
            group = parse_group(asked, role)
        except Malformed as error:
            fields.reading.note(fields.origin.at("group"), "role", error.message, error.hint)
    picture = fields.may("image", PICTURE, None, "A picture of them: a file, or an address.")
    return Person(
        name=name,
        role=role,
        group=group,
        url=fields.may("url", URL, "", "A page about them."),
        image=picture.href if picture and picture.remote else "",
        portrait=None if picture and picture.remote else picture,
        aliases=fields.may("aliases", many(TEXT), (), "Other names in transcripts."),
        origin=fields.origin,
    )


PERSON = mapping("a person", read_person, Person("Anna"))


def _known(name: str, reading: Reading) -> Person | None:
    """Find a person of the registry by id, name or alias, however it is spelt."""
    if name in reading.people:
        return reading.people[name]
    return casting((), reading.people.values(), first_names=False).get(folded(name))


def labels(reading: Reading, people: tuple[Person, ...]) -> tuple[str, ...]:
    """Return what the people of the registry and of an episode may be called in a transcript."""
    everybody = (*reading.people.values(), *people)
    return tuple(
        dict.fromkeys(
            label
            for person in everybody
            for label in (person.key, person.name, person.name.split()[0], *person.aliases)
            if label
        )
    )


def _from_text(text: str, node: Node, reading: Reading) -> Person:
    name, role, group = parse_person(text)
    known = _known(name, reading)
    person = known or Person(name, "", "", origin=Origin(node.place))
    origin = Origin(node.place)
    return replace(person, role=role or person.role, group=group or person.group, origin=origin)


def people(role: str = "") -> Kind[tuple[Person, ...]]:
    """Return the kind of a list of people; who has no role gets *role*, or is a guest.

    With *role* given (`hosts:`, `guests:`) it stands whatever the registry says, but not against
    a role that is written with the name: `hosts: [Ana, Ben (co-host)]`.
    """
    default, group = parse_role(role or "Guest")

    def finished(person: Person, written: str) -> Person:
        if not person.role or (role and not written):
            return replace(person, role=default, group=group)
        return person

    def read(node: Node, reading: Reading) -> tuple[Person, ...]:
        found: list[Person] = []

        def add(person: Person, written: str) -> None:
            found.append(finished(person, written))

        for item in node.items if isinstance(node, Sequence) else (node,):
            try:
                if isinstance(item, Mapping):
                    written = PERSON.read(item, reading)
                    known = _known(written.name, reading)
                    add(replace(written, key=known.key) if known else written, written.role)
                else:
                    for text in split_people(text_of(item)):
                        add(_from_text(text, item, reading), parse_person(text)[1])
            except Malformed as error:
                reading.note(item.place, "people", error.message, error.hint)
            except Stop:
                pass
        return tuple(found)

    def schema() -> dict[str, object]:
        one = {"anyOf": [ANY_SCALAR, PERSON.schema()]}
        return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}

    return Kind("people", read, schema, (Person("Anna"),))


def _read_registry(node: Node, reading: Reading) -> dict[str, Person]:
    if not isinstance(node, Mapping):
        raise Malformed(
            "the registry gives each person an id", "write `ana: {name: Ana, role: host}` below it"
        )
    registry = {}
    for key, item in node.values.items():
        try:
            if isinstance(item, Mapping):
                person = PERSON.read(item, reading)
            else:
                person = Person(*parse_person(text_of(item)), origin=Origin(item.place))
        except Malformed as error:
            reading.note(item.place, "people", error.message, error.hint)
        except Stop:
            pass
        else:
            role, group = (person.role, person.group) if person.role else ("Host", "Cast")
            registry[key] = replace(person, key=key, role=role, group=group)
    return registry


REGISTRY: Kind[dict[str, Person]] = Kind(
    "people",
    _read_registry,
    lambda: {
        "type": "object",
        "additionalProperties": {"anyOf": [ANY_SCALAR, PERSON.schema()]},
    },
    {},
)


def _read_speakers(node: Node, reading: Reading) -> tuple[tuple[str, str], ...]:
    if not isinstance(node, Mapping):
        raise Malformed(
            "speakers are labels of the transcript, with a person each",
            "write `SPEAKER_00: ana` below it",
        )
    named = []
    for label, item in node.values.items():
        if isinstance(item, (Mapping, Sequence)):
            reading.note(
                item.place, "people", f"{quoted(label)} is one person", "write an id or a name"
            )
            continue
        said = " ".join(text_of(item).split())
        known = _known(said, reading)
        named.append((label, known.name if known else "" if said.lower() in NOBODY else said))
    return tuple(named)


SPEAKERS: Kind[tuple[tuple[str, str], ...]] = Kind(
    "people",
    _read_speakers,
    lambda: {"type": "object", "additionalProperties": {"anyOf": [ANY_SCALAR, {"type": "null"}]}},
    (),
)
