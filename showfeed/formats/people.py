"""People and what they do, as a podcaster writes them: `Anna`, `Bob (guest), Zoé (producer)`."""

import re

from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

# The namespace's taxonomy, group → roles; feed-spec 2.6.2.
GROUPS: dict[str, tuple[str, ...]] = {
    group: tuple(roles.split(", "))
    for group, roles in (
        (
            "Creative Direction",
            "Director, Assistant Director, Executive Producer, Senior Producer, Producer, "
            "Associate Producer, Development Producer, Creative Director",
        ),
        (
            "Cast",
            "Host, Co-Host, Guest Host, Guest, Voice Actor, Narrator, Announcer, Reporter",
        ),
        (
            "Writing",
            "Author, Editorial Director, Co-Writer, Writer, Songwriter, Guest Writer, "
            "Story Editor, Managing Editor, Script Editor, Script Coordinator, Researcher, "
            "Editor, Fact Checker, Translator, Transcriber, Logger",
        ),
        (
            "Audio Production",
            "Studio Coordinator, Technical Director, Technical Manager, Audio Engineer, "
            "Remote Recording Engineer, Post Production Engineer",
        ),
        (
            "Audio Post-Production",
            "Audio Editor, Sound Designer, Foley Artist, Composer, Theme Music, "
            "Music Production, Music Contributor",
        ),
        (
            "Administration",
            "Production Coordinator, Booking Coordinator, Production Assistant, "
            "Content Manager, Marketing Manager, Sales Representative, Sales Manager",
        ),
        ("Visuals", "Graphic Designer, Cover Art Designer"),
        ("Community", "Social Media Manager"),
        ("Misc.", "Consultant, Intern"),
        (
            "Video Production",
            "Camera Operator, Lighting Designer, Camera Grip, Assistant Camera",
        ),
        ("Video Post-Production", "Editor, Assistant Editor"),
    )
}


def _folded(text: str) -> str:
    """Fold what people write differently in a role: case, hyphens, dots, spaces."""
    return " ".join(re.sub(r"[-_.]", " ", text.lower()).split())


ROLES: dict[str, tuple[str, ...]] = {
    role: tuple(group for group, roles in GROUPS.items() if role in roles)
    for roles_ in GROUPS.values()
    for role in roles_
}
ROLE_NAMES = {_folded(role): role for role in ROLES} | {"cohost": "Co-Host"}
GROUP_NAMES = {_folded(group): group for group in GROUPS}
WITH_ROLE = re.compile(r"(?P<name>[^()]*)\((?P<role>[^()]*)\)")


def parse_role(text: str, group: str = "") -> tuple[str, str]:
    """Read a role, in any case, as the taxonomy spells it, and its group.

    The group is told only for Editor, who is in two: as *group*, or `Writing > Editor`.

    >>> parse_role("co-host"), parse_role("editor")
    (('Co-Host', 'Cast'), ('Editor', 'Writing'))
    >>> parse_role("Video Post-Production > Editor")
    ('Editor', 'Video Post-Production')
    """
    head, mark, tail = text.partition(">")
    if mark:
        return parse_role(tail, head)
    role = ROLE_NAMES.get(_folded(text), "")
    if not role:
        raise Malformed(
            f"{quoted(text)} is not a role of the podcast namespace",
            did_you_mean(text, ROLES, "write `host`, `guest`, `producer`, …"),
        )
    return role, parse_group(group, role) if group else ROLES[role][0]


def parse_group(text: str, role: str = "") -> str:
    """Read a group of roles, in any case; with *role*, one that the role is in.

    >>> parse_group("audio post-production")
    'Audio Post-Production'
    """
    group = GROUP_NAMES.get(_folded(text), "")
    if not group:
        raise Malformed(
            f"{quoted(text)} is not a group of the podcast namespace",
            did_you_mean(text, GROUPS, f"it is one of: {', '.join(GROUPS)}"),
        )
    if role and group not in ROLES[role]:
        raise Malformed(
            f"{quoted(role)} is not in the group `{group}`",
            f"write {' or '.join(f'`{other}`' for other in ROLES[role])}, or leave the group out",
        )
    return group


def parse_person(text: str) -> tuple[str, str, str]:
    """Read a name with or without a role: name, role, group (both "" where none is written).

    >>> parse_person("Jérôme (host)")
    ('Jérôme', 'Host', 'Cast')
    >>> parse_person("Jérôme")
    ('Jérôme', '', '')
    """
    written = " ".join(text.split())
    match = WITH_ROLE.fullmatch(written)
    name = match["name"].strip() if match else written
    if not name:
        raise Malformed(f"{quoted(text)} lacks a name", "write it like `Anna (host)`")
    if not match:
        if "(" in name or ")" in name:
            raise Malformed(f"{quoted(text)} has brackets that don't fit", "write `Anna (host)`")
        return name, "", ""
    return name, *parse_role(match["role"])


def format_person(name: str, role: str = "", group: str = "") -> str:
    """Write a person as `parse_person` reads it.

    >>> format_person("Zoé", "Editor", "Video Post-Production")
    'Zoé (Video Post-Production > Editor)'
    """
    if not role:
        return name
    return f"{name} ({role})" if group in ("", ROLES[role][0]) else f"{name} ({group} > {role})"


def split_people(text: str) -> list[str]:
    """Split a line of names at its commas, but not within brackets.

    >>> split_people("A, B (guest), C")
    ['A', 'B (guest)', 'C']
    """
    parts = re.split(r",(?![^()]*\))", text)
    return [part.strip() for part in parts if part.strip()]
