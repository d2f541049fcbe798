"""What the reader's own rules are for, with an example of wrong and right for each.

`showfeed check --explain` prints them, the tests read them. Rules about what can be read stand in
`checks/`, a file each.
"""

from showfeed.sources.reading_rule import EPISODE, SHOW, ReadingRule, of_episode, of_show
from showfeed.sources.tag_rules import TAG_RULES

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
    "duplicate-key": of_episode(
        "A field that stands twice has two values, and most readers silently take one.",
        "number: 1\nnumber: 2",
        "number: 1",
    ),
    "control-character": of_episode(
        "Invisible characters, pasted with a text, make a whole feed unreadable.",
        "subtitle: a\x0bb",
        "subtitle: a b",
    ),
    "missing-field": ReadingRule(
        "Some fields an episode or a show can't be without.", "draft: yes\n", EPISODE
    ),
    "unknown-field": of_episode(
        "A misspelt field would silently do nothing.", "numbr: 1", "number: 1"
    ),
    "date": ReadingRule(
        "Dates are day first with slashes or dots, or ISO; the year has four digits.",
        "title: The source\ndate: 04/15/2024\ndraft: yes\n",
        EPISODE,
    ),
    "duration": of_episode("A length must be one that can be.", "duration: 7:74", "duration: 8:14"),
    "time": of_episode(
        "A time in the audio counts minutes and seconds to 59.",
        "chapters:\n  - {start: '1:75', title: T}",
        "chapters:\n  - {start: '2:15', title: T}",
    ),
    "chapter": of_episode(
        "A chapter is a time and a title.", "chapters:\n  - Start", "chapters:\n  - 0:00 Start"
    ),
    "number": of_episode("Seasons are counted in digits.", "season: one", "season: 1"),
    "yes-no": of_episode("Yes or no, true or false.", "explicit: oui", "explicit: yes"),
    "url": of_episode(
        "Apps open https addresses and no others.",
        "link: rivers.example/1",
        "link: https://rivers.example/1",
    ),
    "people": of_episode(
        "Roles are those of the podcast namespace, so that apps can group people.",
        "people: Ana (hots)",
        "people: Ana (host)",
    ),
    "kind": of_episode("An episode is full, trailer or bonus.", "kind: teaser", "kind: trailer"),
    "redirect": of_episode(
        "An old path must be one that showfeed's own files can answer: below the show's `url`.",
        "moved_from: https://elsewhere.example/springs",
        "moved_from: /2024/springs",
    ),
    "slug": of_episode("A slug stands in addresses for ever.", "slug: a b", "slug: a-b"),
    "language": ReadingRule(
        "Apple refuses a show whose language is not a code of ISO 639.",
        SHOW.replace("language: en", "language: english"),
        SHOW,
        True,
    ),
    "category": ReadingRule(
        "Apple knows its own categories only.", SHOW.replace("Science", "Water"), SHOW, True
    ),
    "timezone": of_show(
        "A zone's name is that of the IANA list.", "timezone: Paris", "timezone: Europe/Paris"
    ),
    "time-of-day": of_show("An hour of the day.", "publish_at: 25:00", "publish_at: 06:00"),
    "form": of_show(
        "Some values have fields of their own, below their name.",
        "chat: irc.example.com",
        "chat: {server: irc.example.com, protocol: irc}",
    ),
    "text": of_show(
        "Some values are one text: no list, no fields.", "copyright: [Ana, Ben]", "copyright: Ana"
    ),
    "type": of_show(
        "Apple plays a serial from its first episode and an episodic show from its newest.",
        "type: series",
        "type: serial",
    ),
    "theme": of_show(
        "A theme is a folder; its templates are Jinja2, its words those that there are.",
        "theme: nowhere",
        "",
    ),
    "mail": of_show(
        "Services write to this address to prove whose show it is.",
        "owner: {email: ana at rivers.example}",
        "owner: {email: ana@rivers.example}",
    ),
    "role": of_show(
        "Roles and groups are those of the podcast namespace, so that apps can group people.",
        "people: {ana: {name: Ana, role: hots}}",
        "people: {ana: {name: Ana, role: host}}",
    ),
    "picture": of_show(
        "A picture is a file of the folder, JPEG or PNG, or an https address.",
        "cover: cover.jpg",
        "cover: https://rivers.example/cover.jpg",
    ),
    "notes": of_show(
        "The show notes stand in the feed's description, in its content, or in both.",
        "feed: {notes: description and content}",
        "feed: {notes: both}",
    ),
    "path": of_show(
        "The feed's file keeps its name for ever, and ends in .xml so that servers know it.",
        "feed: {path: feed.rss}",
        "feed: {path: feed.xml}",
    ),
    "publish": of_show(
        "A target of `publish` has a name, a kind and that kind's settings.",
        "publish: {site: {kind: ftp}}",
        "publish: {site: {kind: folder, path: /srv/www}}",
    ),
    "publish-secret": of_show(
        "show.yaml is in git, for all to read: no password belongs there.",
        "publish: {site: {kind: s3, secret_key: abc}}",
        "publish: {site: {kind: s3, bucket: abc}}",
    ),
    **TAG_RULES,
}
