"""What the reader's own rules are for, with an example of wrong and right for each.

`showfeed check --explain` prints them, the tests read them. Rules about what can be read stand in
`checks/`, a file each.
"""

from typing import NamedTuple


class ReadingRule(NamedTuple):
    """Why a rule is there, and YAML of an episode (or, where told, of a show) that shows it."""

    why: str
    bad: str
    good: str
    of_show: bool = False


EPISODE = "title: The source\ndate: 15/04/2024\ndraft: yes\n"
SHOW = (
    "title: Rivers\nurl: https://rivers.example\ndescription: Water.\nlanguage: en\n"
    "author: Ana\ncategories: Science\n"
)


def _episode(why: str, bad: str, good: str) -> ReadingRule:
    return ReadingRule(why, f"{EPISODE}{bad}\n", f"{EPISODE}{good}\n")


def _show(why: str, bad: str, good: str) -> ReadingRule:
    return ReadingRule(why, f"{SHOW}{bad}\n", f"{SHOW}{good}\n", True)


RULES_OF_READING: dict[str, ReadingRule] = {
    "yaml": ReadingRule(
        "The file must be YAML: fields, each with a name, a colon and a value.",
        "title: One: two\n",
        'title: "One: two"\ndraft: yes\n',
    ),
    "yaml-comment": ReadingRule(
        "For YAML a `#` after a space begins a comment, so that the field is empty.",
        "title: #3 The delta\n",
        'title: "#3 The delta"\ndraft: yes\n',
    ),
    "yaml-tab": ReadingRule(
        "YAML takes no tabs for indentation.",
        f"{EPISODE}chapters:\n\t- 0:00 Start\n",
        f"{EPISODE}chapters:\n  - 0:00 Start\n",
    ),
    "duplicate-key": _episode(
        "A field that stands twice has two values, and most readers silently take one.",
        "number: 1\nnumber: 2",
        "number: 1",
    ),
    "control-character": _episode(
        "Invisible characters, pasted with a text, make a whole feed unreadable.",
        "subtitle: a\x0bb",
        "subtitle: a b",
    ),
    "missing-field": ReadingRule(
        "Some fields an episode or a show can't be without.", "draft: yes\n", EPISODE
    ),
    "unknown-field": _episode(
        "A misspelt field would silently do nothing.", "numbr: 1", "number: 1"
    ),
    "date": ReadingRule(
        "Dates are day first with slashes or dots, or ISO; the year has four digits.",
        "title: The source\ndate: 04/15/2024\ndraft: yes\n",
        EPISODE,
    ),
    "duration": _episode("A length must be one that can be.", "duration: 7:74", "duration: 8:14"),
    "time": _episode(
        "A time in the audio counts minutes and seconds to 59.",
        "chapters:\n  - {start: '1:75', title: T}",
        "chapters:\n  - {start: '2:15', title: T}",
    ),
    "chapter": _episode(
        "A chapter is a time and a title.", "chapters:\n  - Start", "chapters:\n  - 0:00 Start"
    ),
    "number": _episode("Seasons are counted in digits.", "season: one", "season: 1"),
    "yes-no": _episode("Yes or no, true or false.", "explicit: oui", "explicit: yes"),
    "url": _episode(
        "Apps open https addresses and no others.",
        "link: rivers.example/1",
        "link: https://rivers.example/1",
    ),
    "people": _episode(
        "Roles are those of the podcast namespace, so that apps can group people.",
        "people: Ana (hots)",
        "people: Ana (host)",
    ),
    "kind": _episode("An episode is full, trailer or bonus.", "kind: teaser", "kind: trailer"),
    "slug": _episode("A slug stands in addresses for ever.", "slug: a b", "slug: a-b"),
    "language": ReadingRule(
        "Apple refuses a show whose language is not a code of ISO 639.",
        SHOW.replace("language: en", "language: english"),
        SHOW,
        True,
    ),
    "category": ReadingRule(
        "Apple knows its own categories only.", SHOW.replace("Science", "Water"), SHOW, True
    ),
    "timezone": _show(
        "A zone's name is that of the IANA list.", "timezone: Paris", "timezone: Europe/Paris"
    ),
    "time-of-day": _show("An hour of the day.", "publish_at: 25:00", "publish_at: 06:00"),
    "guid": _show(
        "A podcast:guid is a UUID.",
        "guid: rivers",
        "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810",
    ),
    "location": _show(
        "Places are given as the podcast namespace asks (RFC 5870, OpenStreetMap, ISO 3166).",
        "location: {name: Lyon, country: UK}",
        "location: {name: Lyon, country: FR}",
    ),
    "rrule": _show(
        "A rhythm is a rule of RFC 5545, so that apps can foresee the next episode.",
        "update_frequency: {text: Weekly, rrule: FREQ=WEEKY}",
        "update_frequency: {text: Weekly, rrule: FREQ=WEEKLY}",
    ),
    "theme": _show(
        "A theme is a folder; its templates are Jinja2, its words those that there are.",
        "theme: nowhere",
        "",
    ),
    "publish-secret": _show(
        "show.yaml is in git, for all to read: no password belongs there.",
        "publish: {site: {kind: s3, secret_key: abc}}",
        "publish: {site: {kind: s3, bucket: abc}}",
    ),
}
